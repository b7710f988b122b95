"""P7, P8: without proof of who asks only the degree of completion; a code sent to the telephone opens the rest.

Source: TT 01/2018/TT-VPCP, Art. 16.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.access import open_by_code
from applications.finding import find_filed, squeezed
from applications.forms.lookup import CodeForm, LookupForm
from applications.models import Application
from applications.onetime import Outcome, send_code, try_code
from applications.states import State
from applications.timeline import degree_of
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit, tried

FOUND = "found"  # session: the reference whose telephone was given rightly
LOOKUP_RATES = "10/m/ip,60/d/ip,5/5m/key"  # of wrong pairs
SEND_RATES = "60/h/ip,3/10m/key,10/d/key"  # only to the telephone of a dossier that was found by it
ENTER_RATES = "20/10m/ip"  # of wrong codes


@serves("GET", to=PUBLIC)
def lookup(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/lookup/lookup.html", {"form": LookupForm()})


@serves("GET", "POST", to=PUBLIC)
def result(request: HttpRequest) -> HttpResponse:
    """A wrong pair is answered like an unknown code. GET (a reload, a bookmark) begins anew."""
    if request.method == "GET":
        return redirect("applications:lookup")
    form = LookupForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    code, phone = form.cleaned_data["code"], form.cleaned_data["phone"]
    this_try = tried(request, "lookup", LOOKUP_RATES, key=squeezed(code))
    if this_try is None:
        form.add_error(None, _("Đã tra cứu nhiều lần liên tiếp. Thử lại sau 5 phút"))
        return _form_page(request, form, status=429)
    application = find_filed(code, phone)
    if application is None:
        form.add_error(None, _("Không tìm thấy hồ sơ với mã và số điện thoại này. Xem lại từng số, hoặc tin nhắn khi nộp"))
        return _form_page(request, form, status=404)
    this_try.rollback()
    request.session[FOUND] = application.ref
    context = {"code": form.cleaned_data["code"], "events": degree_of(application), "is_over": _is_over(application)}
    return render(request, "applications/lookup/result.html", context)


@serves("POST", to=PUBLIC)
def send(request: HttpRequest) -> HttpResponse:
    """Send a code to the telephone of the application that was just found."""
    application = _found(request)
    if application is None:
        return redirect("applications:lookup")
    if settings.SMS_IS_OFF:
        messages.error(request, _("Cổng hiện không gửi tin nhắn SMS. Đăng nhập để xem đủ, hoặc gọi cơ quan giải quyết hồ sơ."))
        return redirect("applications:lookup")
    if not is_within_limit(request, "send_code", SEND_RATES, key=application.ref):
        messages.error(request, _("Đã gửi nhiều mã liên tiếp. Dùng mã trong tin nhắn mới nhất, hoặc thử lại sau 10 phút."))
        return redirect("applications:enter_code")
    send_code(application, by=request.actor, at=timezone.now())
    return redirect("applications:enter_code")


@serves("GET", "POST", to=PUBLIC)
def enter(request: HttpRequest) -> HttpResponse:
    application = _found(request)
    if application is None:
        return redirect("applications:lookup")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        this_try = tried(request, "enter_code", ENTER_RATES)
        if this_try is None:
            form.add_error("code", _("Đã nhập nhiều mã liên tiếp. Thử lại sau 10 phút"))
        elif _opens(request, application, form):
            this_try.rollback()
            return redirect("applications:timeline", ref=application.ref)
    context = {"form": form, "hint": _masked(application.requester_phone)}
    return render(request, "applications/lookup/enter_code.html", context, status=400 if request.method == "POST" else 200)


def _opens(request: HttpRequest, application: Application, form: CodeForm) -> bool:
    now = timezone.now()
    outcome, left = try_code(application, form.cleaned_data["code"], by=request.actor, at=now)
    if outcome is Outcome.RIGHT:
        del request.session[FOUND]
        open_by_code(request, application, at=now)
        return True
    if outcome is Outcome.WRONG:
        form.add_error("code", _("Mã chưa đúng. Còn %(left)d lần nhập") % {"left": left})
    else:
        form.add_error("code", _("Mã này không dùng được nữa. Bấm Gửi mã mới"))
    return False


def _found(request: HttpRequest) -> Application | None:
    ref = request.session.get(FOUND)
    return Application.objects.real().exclude(state=State.DRAFT).filter(ref=ref).first() if ref else None


def _form_page(request: HttpRequest, form: LookupForm, *, status: int) -> HttpResponse:
    return render(request, "applications/lookup/lookup.html", {"form": form}, status=status)


def _is_over(application: Application) -> bool:
    return application.state in {State.REFUSED, State.WITHDRAWN, State.LAPSED}


def _masked(phone: str) -> str:
    """ "09•• ••• 678" """
    return f"{phone[:2]}•• ••• {phone[-3:]}"
