"""Answering reflections: a leader those for his office, the Department all. Lists mask who sent; each look is recorded."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.difficulties.ages import with_ages
from portal.difficulties.forms import LimitForm
from portal.reflections import actions
from portal.reflections.access import DEPARTMENT, WHO_ANSWERS, get_reflection, is_department, reflections_for
from portal.reflections.ages import limit_on
from portal.reflections.errors import ReflectionFault
from portal.reflections.forms import PassOnForm, WordsForm
from portal.reflections.listing import listing
from portal.reflections.models import REASON_LENGTH, Reflection, ReplyLimit, State
from portal.seen import last_seen

WAYS = {
    True: "Gửi nguyên văn đến thư điện tử của người phản ánh",
    False: "Người phản ánh nhận tin nhắn, rồi đọc câu trả lời trên cổng bằng mã và số điện thoại",
}


@serves("GET", to=WHO_ANSWERS)
def inbox(request: HttpRequest) -> HttpResponse:
    today, rows = timezone.localdate(), reflections_for(request)
    waiting = rows.filter(state=State.RECEIVED)
    context = {
        "listing": listing(rows, request.GET.dict(), today=today, path=request.path),
        "waiting": waiting.count(),
        "late": waiting.filter(answer_by_on__lt=today).count(),
        "limit": limit_on(today),
        "is_department": is_department(request),
    }
    return render(request, "reflections/inbox.html", context)


@serves("GET", "POST", to=WHO_ANSWERS)
def one(request: HttpRequest, reflection_id: int) -> HttpResponse:
    """Who sent it and what was written, and the field for the answer."""
    found, now = get_reflection(request, reflection_id), timezone.now()
    told = {"label": "Câu trả lời", "missing": "Ghi câu trả lời", "help_text": WAYS[bool(found.sender_email)]}
    form = WordsForm(request.POST or None, **told, initial={"words": found.answer})
    if request.method == "POST" and form.is_valid():
        words, seen = form.cleaned_data["words"], last_seen(request)
        if _done(form, lambda: actions.answer(found.pk, words, seen=seen, by=request.actor, at=now)):
            messages.success(request, f"Đã trả lời {found.shown_code} và gửi đến người phản ánh.")
            return redirect("reflections_desk:one", reflection_id=found.pk)
    record("reflection.viewed", subject=f"reflection:{found.pk}", by=request.actor, at=now)
    context = {
        "reflection": with_ages([found], timezone.localdate(now))[0],
        "events": list(found.events.select_related("by", "office")),
        "form": form,
        "is_department": is_department(request),
    }
    return render(request, "reflections/one.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=WHO_ANSWERS)
def pass_on(request: HttpRequest, reflection_id: int) -> HttpResponse:
    found, now = get_reflection(request, reflection_id), timezone.now()
    form = PassOnForm(request.POST or None, is_department=is_department(request), day=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        to, reason = form.place, form.cleaned_data["words"]
        if _done(form, lambda: actions.pass_on(found.pk, to, reason, by=request.actor, at=now)):
            messages.success(request, f"Đã chuyển {found.shown_code}. Ngày đã hẹn trả lời không đổi.")
            return redirect("reflections_desk:inbox")
    lead = "Nơi nhận trả lời thay; ngày đã hẹn với người phản ánh không đổi."
    return _verb(request, found, form, title="Chuyển nơi khác trả lời", button="Chuyển", lead=lead)


@serves("GET", "POST", to=DEPARTMENT)
def set_aside(request: HttpRequest, reflection_id: int) -> HttpResponse:
    found = get_reflection(request, reflection_id)
    told = {"label": "Lý do", "missing": "Ghi lý do", "longest": REASON_LENGTH}
    form = WordsForm(request.POST or None, **told, help_text="Ví dụ: quảng cáo; trùng phản ánh PA-…")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["words"]
        if _done(form, lambda: actions.set_aside(found.pk, reason, by=request.actor, at=timezone.now())):
            messages.success(request, f"Đã đóng {found.shown_code}, không gửi trả lời.")
            return redirect("reflections_desk:inbox")
    lead = "Chỉ dùng cho quảng cáo và phản ánh gửi trùng. Việc không thuộc thẩm quyền thì trả lời, chỉ nơi giải quyết."
    return _verb(request, found, form, title="Không xử lý", button="Đóng, không trả lời", lead=lead)


@serves("GET", "POST", to=[Role.DEPARTMENT_ADMIN])
def limit(request: HttpRequest) -> HttpResponse:
    """The time that citizens are promised an answer in, from a day on."""
    today = timezone.localdate()
    form = LimitForm(request.POST or None, today=today, initial={"working_days": limit_on(today), "valid_from": today})
    if request.method == "POST" and form.is_valid():
        actions.enter_limit(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, "Đã ghi thời hạn. Phản ánh đã gửi giữ ngày đã hẹn.")
        return redirect("reflections_desk:limit")
    context = {"form": form, "limits": ReplyLimit.objects.all(), "in_force": limit_on(today)}
    return render(request, "reflections/limit.html", context, status=400 if form.errors else 200)


def _done(form, act: Callable[[], object]) -> bool:
    """Whether the verb was done; else its fault stands in the form."""
    try:
        act()
    except ReflectionFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return True


def _verb(request: HttpRequest, found: Reflection, form, **context) -> HttpResponse:
    context |= {"reflection": found, "form": form}
    return render(request, "reflections/verb.html", context, status=400 if form.errors else 200)
