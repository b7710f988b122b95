"""The authority's own desk: what was stated to it, one part with only what it needs, and what it says of it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications.linked import actions
from applications.linked.access import PARTNERS, children_for_partner, get_child_for_partner
from applications.linked.errors import LinkedError
from applications.linked.forms import ConfirmForm, DisputeForm, RefusalForm, ResultForm, SupplementForm
from applications.linked.models import ChildCase, ChildPaper
from applications.linked.said import sight_of
from applications.linked.states import FINAL, WITH_THE_AUTHORITY, ChildState
from applications.models import Attachment
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import private_file
from portal.offices.calendar import CalendarMissing

ENDED_SHOWN = 30
NO_CALENDAR = "Chưa có lịch làm việc để tính hạn. Báo Sở Tư pháp rồi xác nhận lại."
Act = Callable[[ChildCase, Form, dict], str]


@serves("GET", to=PARTNERS)
def queue(request: HttpRequest) -> HttpResponse:
    """To confirm, overdue, running by clock, waiting for the citizen, ended."""
    mine, now = children_for_partner(request), timezone.now()
    running = list(mine.filter(state=ChildState.ACCEPTED).order_by("due_at", "pk"))
    context = {
        "to_confirm": mine.filter(state=ChildState.SENT).order_by("sent_at", "pk"),
        "overdue": [child for child in running if child.due_at < now],
        "running": [child for child in running if child.due_at >= now],
        "waiting": mine.filter(state=ChildState.SUPPLEMENT_REQUESTED).order_by("last_event_at"),
        "ended": mine.filter(state__in=FINAL).order_by("-ended_at")[:ENDED_SHOWN],
        "today": timezone.localdate(now),
    }
    return render(request, "linked/queue.html", context)


@serves("GET", to=PARTNERS)
def part(request: HttpRequest, number: str) -> HttpResponse:
    """One part: what is to be done, what the authority needs to know, and what it may say now. Each look is recorded."""
    child = get_child_for_partner(request, number)
    _record_look(request, child)
    context = {
        "child": child,
        "sight": sight_of(child),
        "form": ConfirmForm(initial={"version": child.version}),
        "history": child.history.select_related("actor", "authority"),
        "now": timezone.now(),
    }
    return render(request, "linked/part.html", context)


@serves("POST", to=PARTNERS)
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    child, form = get_child_for_partner(request, number), ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Trang này mở đã lâu. Xem lại phần việc rồi xác nhận.")
        return redirect("linked:part", number)
    try:
        confirmed = actions.confirm(child.pk, **_who_when(request, form))
    except CalendarMissing:
        messages.error(request, NO_CALENDAR)
    except LinkedError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"Đã xác nhận nhận. Hạn giải quyết: hết ngày {confirmed.due_on:%d/%m/%Y}.")
    return redirect("linked:part", number)


@serves("GET", "POST", to=PARTNERS)
def dispute(request: HttpRequest, number: str) -> HttpResponse:
    def act(child: ChildCase, form: DisputeForm, moment: dict) -> str:
        actions.dispute(child.pk, reason=form.cleaned_data["reason"], **moment)
        return "Đã báo không nhận. Phần việc trở về cơ quan giao."

    about = {"title": "Không nhận phần việc", "button": "Báo không nhận", "from": {ChildState.SENT}, "after": "linked:queue"}
    return _step(request, number, DisputeForm, act, about)


@serves("GET", "POST", to=PARTNERS)
def ask_for_supplement(request: HttpRequest, number: str) -> HttpResponse:
    def act(child: ChildCase, form: SupplementForm, moment: dict) -> str:
        actions.ask_for_supplement(child.pk, items=form.cleaned_data["items"], reason=form.cleaned_data["reason"], **moment)
        return "Đã gửi yêu cầu bổ sung. Thời hạn của phần việc này dừng cho đến khi người nộp trả lời."

    about = {"title": "Yêu cầu bổ sung", "button": "Gửi yêu cầu bổ sung", "from": {ChildState.ACCEPTED}}
    return _step(request, number, SupplementForm, act, about)


@serves("GET", "POST", to=PARTNERS)
def resolve(request: HttpRequest, number: str) -> HttpResponse:
    def act(child: ChildCase, form: ResultForm, moment: dict) -> str:
        told = {name: form.cleaned_data[name] for name in ("number", "on", "where")}
        actions.resolve(child.pk, **told, **moment)
        return "Đã ghi kết quả và báo người nộp."

    about = {"title": "Ghi kết quả", "button": "Ghi kết quả", "from": WITH_THE_AUTHORITY}
    return _step(request, number, ResultForm, act, about, initial={"on": timezone.localdate()})


@serves("GET", "POST", to=PARTNERS)
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    def act(child: ChildCase, form: RefusalForm, moment: dict) -> str:
        actions.refuse(child.pk, reason=form.cleaned_data["reason"], **moment)
        return "Đã ghi từ chối và báo người nộp. Các phần khác của hồ sơ vẫn được giải quyết."

    about = {"title": "Từ chối giải quyết", "button": "Ghi từ chối", "from": WITH_THE_AUTHORITY}
    return _step(request, number, RefusalForm, act, about)


@serves("GET", to=PARTNERS)
def paper(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """A file with which the citizen answered this authority."""
    child = get_child_for_partner(request, number)
    found = get_object_or_404(ChildPaper.objects.select_related("document"), child=child, pk=paper_id)
    _record_look(request, child, paper=found.pk)
    return private_file(found.document, f"{child.number}-{found.place}")


@serves("GET", to=PARTNERS)
def attachment(request: HttpRequest, number: str, attachment_id: int) -> HttpResponse:
    """A paper of the filing, where the plan says that this authority needs it; any other one is not there."""
    child = get_child_for_partner(request, number)
    slots = [slot for slot, _words in child.plan.papers]
    files = Attachment.objects.filter(application=child.case.application, slot__in=slots, removed_at__isnull=True)
    found = get_object_or_404(files.select_related("document"), pk=attachment_id)
    _record_look(request, child, attachment=found.pk)
    return private_file(found.document, f"{child.number}-{found.slot}")


def _step(
    request: HttpRequest, number: str, form_class: type[Form], act: Act, about: dict, initial: dict | None = None
) -> HttpResponse:
    """The page of one verb: shown, checked, done once; a part that has moved meanwhile is told with the input kept."""
    child = get_child_for_partner(request, number)
    form = form_class(request.POST or None, initial={"version": child.version} | (initial or {}))
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(child, form, _who_when(request, form)))
        except LinkedError as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("linked:queue") if "after" in about else redirect("linked:part", number)
    context = {"child": child, "form": form, "about": about, "is_possible": child.state in about["from"] or form.is_bound}
    return render(request, "linked/step.html", context, status=400 if form.errors else 200)


def _who_when(request: HttpRequest, form: Form) -> dict:
    at: datetime = timezone.now()
    return {"by": request.actor, "at": at, "seen_version": form.cleaned_data["version"]}


def _record_look(request: HttpRequest, child: ChildCase, **detail: int) -> None:
    subject = f"application:{child.case.application.ref}"
    record("linked.view", subject=subject, by=request.actor, purpose="resolve", child=child.number, **detail)
