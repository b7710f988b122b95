"""What follows from what has ended: parts become ready, or stop; a case ends when all its parts have."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from applications.linked.actions.moves import locked_case, written
from applications.linked.models import ChildCase, LinkedCase
from applications.linked.plans import JUSTICE
from applications.linked.states import FINAL as CHILD_FINAL
from applications.linked.states import WITHOUT_RESULT, ChildState
from applications.states import CLOSED_WITHOUT_RESULT, FINAL, RESOLVED, State
from portal.accounts.actors import SYSTEM
from portal.background import nudge

BATCH = 500
WHY_ENDED = {
    State.REFUSED: "Phần đăng ký hộ tịch không giải quyết được.",
    State.WITHDRAWN: "Người nộp đã rút hồ sơ.",
    State.LAPSED: "Hồ sơ đã đóng vì không bổ sung.",
}
WHY_STOPPED = "Phần việc mà phần này phải chờ đã kết thúc không có kết quả."


def advance_cases(*, at: datetime) -> int:
    """The sweep: cases in which something can follow. Returns how many were looked at."""
    ids = list(LinkedCase.objects.filter(_has_something_to_do()).values_list("pk", flat=True)[:BATCH])
    for case_id in ids:
        with transaction.atomic():
            advance(locked_case(case_id), at=at)
    return len(ids)


def advance(case: LinkedCase, *, at: datetime) -> None:
    """Of a case locked by the caller: start, stop or end what can be now. Doing it again changes nothing."""
    children = list(case.children.select_for_update(of=("self",)).select_related("authority__office").order_by("pk"))
    for child in children:
        child.case = case
    by_key = {child.key: child for child in children}
    for child in children:  # in the order of the plan: what another waits for stands before it
        _advance_child(child, by_key, at)
    justice_done = case.application.state in RESOLVED | FINAL
    if case.ended_at is None and justice_done and all(child.is_final for child in children):
        case.ended_at = at
        case.save()
    if any(child.state == ChildState.TO_SEND for child in children):
        nudge("applications.linked.tasks.send_linked")


def _advance_child(child: ChildCase, by_key: dict[str, ChildCase], at: datetime) -> None:
    application = child.case.application
    if child.state != ChildState.WAITING:
        return
    if application.state in CLOSED_WITHOUT_RESULT:
        _cancel(child, WHY_ENDED[State(application.state)], tells=False, at=at)  # the application's own message says it
    elif _is_stopped(child, by_key):
        _cancel(child, WHY_STOPPED, tells=True, at=at)
    elif _may_start(child, by_key):
        with written(child, "become_ready", by=SYSTEM, at=at):
            child.become_ready()


def _may_start(child: ChildCase, by_key: dict[str, ChildCase]) -> bool:
    after = child.plan.starts_after
    if after == JUSTICE:
        return child.case.application.state in RESOLVED
    return by_key[after].is_final


def _is_stopped(child: ChildCase, by_key: dict[str, ChildCase]) -> bool:
    before = by_key.get(child.plan.starts_after)
    return bool(before and child.plan.stops_when_refused and before.state in WITHOUT_RESULT)


def _cancel(child: ChildCase, reason: str, *, tells: bool, at: datetime) -> None:
    with written(child, "cancel", by=SYSTEM, at=at) as moving:
        child.cancel(reason=reason, at=at)
        moving.reason, moving.tells = reason, tells


def _has_something_to_do() -> Q:
    children = ChildCase.objects.filter(case=OuterRef("pk"))
    open_children = children.exclude(state__in=CHILD_FINAL)
    waiting = children.filter(state=ChildState.WAITING)
    closed = Q(application__state__in=CLOSED_WITHOUT_RESULT) & Exists(waiting)
    ready = Q(application__state__in=RESOLVED) & ~Exists(children.exclude(state=ChildState.WAITING))
    done = Q(application__state__in=RESOLVED | FINAL) & ~Exists(open_children)
    return Q(ended_at__isnull=True) & (closed | ready | done)
