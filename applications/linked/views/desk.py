"""The commune's desk: its linked dossiers with the strip of each, what stands still, and handing over again or on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.linked import actions
from applications.linked.access import (
    DESK,
    DESK_AND_LEADER,
    cases_for_desk,
    children_for_desk,
    get_case_for_desk,
    get_child_for_desk,
)
from applications.linked.errors import LinkedError
from applications.linked.forms import ConfirmForm, RefusalForm, ResultForm, SignedRecordForm
from applications.linked.models import HandOverSlip
from applications.linked.radar import stuck_children, unopened
from applications.linked.states import WITH_THE_AUTHORITY, ChildState
from applications.linked.strip import strip_of_case, with_children
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file
from portal.offices.calendar import CalendarMissing

PAGE = 20
NO_CALENDAR = "Chưa có lịch làm việc để tính hạn của cơ quan nhận. Báo Sở Tư pháp rồi ghi lại."


@serves("GET", to=DESK_AND_LEADER)
def cases(request: HttpRequest) -> HttpResponse:
    """What stands still first, then the running dossiers by day; or all, the ended ones last and the latest first."""
    now, shows_all = timezone.now(), request.GET.get("xem") == "tat-ca"
    rows = with_children(cases_for_desk(request))
    if shows_all:
        rows = rows.order_by(F("ended_at").desc(nulls_first=True), "-pk")
    else:
        rows = rows.filter(ended_at__isnull=True).order_by("due_on", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "strips": [strip_of_case(case, now=now) for case in page],
        "stuck": stuck_children(now=now, among=children_for_desk(request)),
        "unopened": [one for one in unopened(now=now) if one.office_id == request.office.pk],
        "shows_all": shows_all,
    }
    return render(request, "linked/cases.html", context)


@serves("GET", to=DESK_AND_LEADER)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One linked dossier: the strip, each part with its history, and what the desk can do about it."""
    found = get_case_for_desk(request, code)
    children = children_for_desk(request).filter(case=found).prefetch_related("history__actor", "history__authority", "slips")
    rows = [{"child": child, "form": _version(child)} for child in children]
    shown = with_children(cases_for_desk(request)).get(pk=found.pk)
    record("linked.view", subject=f"application:{found.application.ref}", by=request.actor, purpose="follow")
    context = {
        "case": found,
        "strip": strip_of_case(shown, now=timezone.now()),
        "rows": rows,
        "may_act": bool(set(DESK) & set(request.roles)),
    }
    return render(request, "linked/case.html", context)


@serves("POST", to=DESK)
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Hand over once more, after a dispute or a silence."""
    child, form = get_child_for_desk(request, number), ConfirmForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        sent = actions.send(child.pk, by=request.actor, at=timezone.now(), seen_version=version)
        messages.success(request, f"Đã chuyển lại cho {sent.authority.name}, lần {sent.attempts}. Chờ bên nhận xác nhận.")
    except LinkedError as fault:
        messages.error(request, str(fault))
    return redirect("linked_desk:case", child.case.application.code)


@serves("POST", to=DESK)
def deliver_by_hand(request: HttpRequest, number: str) -> HttpResponse:
    """Print a record and carry the papers over."""
    child, form = get_child_for_desk(request, number), ConfirmForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        actions.deliver_by_hand(child.pk, by=request.actor, at=timezone.now(), seen_version=version)
        messages.success(request, "Đã lập biên bản giao nhận. In, giao hồ sơ, lấy chữ ký bên nhận rồi ghi lại ở đây.")
    except LinkedError as fault:
        messages.error(request, str(fault))
    return redirect("linked_desk:case", child.case.application.code)


@serves("GET", to=DESK_AND_LEADER)
def slip(request: HttpRequest, number: str, slip_id: int) -> HttpResponse:
    child = get_child_for_desk(request, number)
    found = get_object_or_404(HandOverSlip.objects.select_related("document"), child=child, pk=slip_id)
    back = reverse("linked_desk:case", args=[child.case.application.code])
    task = "applications.linked.tasks.render_hand_over"
    if page := being_printed(request, found.document, task=task, pk=found.pk, back=back):
        return page
    record("linked.slip", subject=f"application:{child.case.application.ref}", by=request.actor, slip=found.pk)
    return private_file(found.document, f"giao-nhan-{child.number}-{found.attempt}.pdf")


@serves("GET", "POST", to=DESK)
def signed(request: HttpRequest, number: str) -> HttpResponse:
    """The printed record came back with the receiver's signature: only now it is handed over."""
    child = get_child_for_desk(request, number)
    initial = {"version": child.version, "received_at": timezone.localtime()}
    form = SignedRecordForm(request.POST or None, sent_at=child.sent_at, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("received_by", "title", "received_at")}
        try:
            version = form.cleaned_data["version"]
            actions.confirm_on_paper(child.pk, **told, by=request.actor, at=timezone.now(), seen_version=version)
        except CalendarMissing:
            form.add_error(None, NO_CALENDAR)
        except LinkedError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã ghi biên bản có đủ chữ ký. Thời hạn của bên nhận tính từ giờ nhận.")
            return redirect("linked_desk:case", child.case.application.code)
    is_possible = child.state == ChildState.SENT and child.is_by_hand
    about = {"title": "Ghi biên bản đã ký", "button": "Ghi đã nhận"}
    return _page(request, child, form, about, is_possible=is_possible)


@serves("GET", "POST", to=DESK)
def result(request: HttpRequest, number: str) -> HttpResponse:
    """What the authority answered on paper to a part that was carried over: its result, entered by the desk."""
    child = get_child_for_desk(request, number)
    form = ResultForm(request.POST or None, initial={"version": child.version, "on": timezone.localdate()})

    def act() -> None:
        told = {name: form.cleaned_data[name] for name in ("number", "on", "where")}
        actions.resolve(child.pk, **told, by=request.actor, at=timezone.now(), seen_version=form.cleaned_data["version"])

    about = {"title": "Ghi kết quả nhận bằng giấy", "button": "Ghi kết quả"}
    return _answer_on_paper(request, child, form, act, about, where=WITH_THE_AUTHORITY)


@serves("GET", "POST", to=DESK)
def refusal(request: HttpRequest, number: str) -> HttpResponse:
    child = get_child_for_desk(request, number)
    form = RefusalForm(request.POST or None, initial={"version": child.version})

    def act() -> None:
        version = form.cleaned_data["version"]
        actions.refuse(child.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now(), seen_version=version)

    about = {"title": "Ghi từ chối nhận bằng giấy", "button": "Ghi từ chối"}
    return _answer_on_paper(request, child, form, act, about, where=WITH_THE_AUTHORITY)


def _answer_on_paper(request, child, form, act, about, *, where) -> HttpResponse:
    is_possible = child.state in where and child.is_by_hand
    if request.method == "POST" and form.is_valid() and is_possible:
        try:
            act()
        except LinkedError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã ghi và báo người nộp.")
            return redirect("linked_desk:case", child.case.application.code)
    return _page(request, child, form, about, is_possible=is_possible)


def _page(request, child, form, about, *, is_possible: bool) -> HttpResponse:
    context = {"child": child, "form": form, "about": about, "is_possible": is_possible, "of_desk": True}
    return render(request, "linked/step.html", context, status=400 if form.errors else 200)


def _version(child) -> ConfirmForm:
    return ConfirmForm(initial={"version": child.version}, auto_id=f"{child.key}_%s")
