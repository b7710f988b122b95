"""P12: whom to call, what to write to whom, and where the answer is read. For everybody, without a log-in or a script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit, tried
from portal.audit.trail import record
from portal.language import page_language
from portal.offices.finder import QUERY_LIMIT
from portal.reflections import actions
from portal.reflections.ages import answer_by, limit_on
from portal.reflections.forms import AnswerForm, SendForm
from portal.reflections.models import Reflection
from portal.reflections.places import office_named, offices_for, the_department
from portal.reflections.telling import who_answers

SENT = "reflection_sent"  # session: what was just sent from here
SEND_RATES = "10/h/ip,30/d/ip,3/h/key,6/d/key"
ANSWER_RATES = "10/m/ip,60/d/ip,5/5m/key"  # of wrong pairs


@serves("GET", to=PUBLIC)
def contact(request: HttpRequest) -> HttpResponse:
    query, today = request.GET.get("q", "").strip()[:QUERY_LIMIT], timezone.localdate()
    context = {"query": query, "department": the_department(today), "limit": limit_on(today)}
    if query:
        context["turns"] = offices_for(query, today)
    return render(request, "reflections/contact.html", context)


@serves("GET", "POST", to=PUBLIC)
def send(request: HttpRequest) -> HttpResponse:
    """About the office that ?co-quan= names; without one, to the Department."""
    now = timezone.now()
    about = office_named(request.GET.get("co-quan", ""), timezone.localdate(now))
    form = SendForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if is_within_limit(request, "reflection", SEND_RATES, key=form.contact):
            terms = {"about": about, "key": form.sent_key, "language": page_language()}
            made = actions.send(form.words(), **terms, by=request.actor, at=now)
            request.session[SENT] = made.pk
            return redirect("reflections:sent")
        form.add_error(None, _("Đã gửi nhiều phản ánh liên tiếp. Thử lại sau một giờ, hoặc gọi điện đến cơ quan"))
        status = 429
    context = {"form": form, "about": about, "answer_by_on": answer_by(now)}
    return render(request, "reflections/send.html", context, status=400 if form.errors and status == 200 else status)


@serves("GET", to=PUBLIC)
def sent(request: HttpRequest) -> HttpResponse:
    made = Reflection.objects.select_related("office").filter(pk=request.session.get(SENT)).first()
    if made is None:
        return redirect("reflections:contact")
    return render(request, "reflections/sent.html", {"reflection": made, "who": who_answers(made)})


@serves("GET", "POST", to=PUBLIC)
def answer(request: HttpRequest) -> HttpResponse:
    """A wrong pair is answered like an unknown code."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "reflections/answer.html", {"form": form}, status=400 if form.errors else 200)
    code = form.cleaned_data["code"]
    this_try = tried(request, "reflection_answer", ANSWER_RATES, key=code)
    if this_try is None:
        form.add_error(None, _("Đã tra cứu nhiều lần liên tiếp. Thử lại sau 5 phút"))
        return render(request, "reflections/answer.html", {"form": form}, status=429)
    found = _found(code, form.cleaned_data["contact"])
    if found is None:
        form.add_error(None, _("Không tìm thấy phản ánh với mã và số điện thoại hoặc thư điện tử này. Xem lại từng ký tự"))
        return render(request, "reflections/answer.html", {"form": form}, status=404)
    this_try.rollback()
    record("reflection.answer_read", subject=f"reflection:{found.pk}", by=request.actor)
    return render(request, "reflections/read.html", {"reflection": found, "who": who_answers(found)})


def _found(code: str, contact: str) -> Reflection | None:
    found = Reflection.objects.select_related("office", "answered_by").filter(code=code).first()
    if found is None or contact not in {found.sender_phone, found.sender_email.lower()} - {""}:
        return None
    return found
