"""The figures once more, by another hand: plain Python over the rows of the history, one dossier after the other."""

from collections import defaultdict
from datetime import date, datetime

from applications.models import StateChange
from applications.ratings.models import Rating
from applications.reports.figures import KIND_GROUPS, Scope, Tally
from portal.days import HANOI

OPEN = ("submitted", "received", "supplement_requested")


def day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def naive(scope: Scope, *, key=lambda office_id, _row: office_id) -> dict:
    """Tallies by office, or by another key of (office id, row)."""
    tallies: dict = defaultdict(Tally)
    dossiers = defaultdict(list)
    for row in StateChange.objects.order_by("id"):
        if row.known_at <= scope.as_of and day(row.known_at) <= scope.last_on and _is_asked_for(scope, row):
            dossiers[row.application_id].append(row)
    for rows in dossiers.values():
        before = None
        for row in rows:
            if day(row.known_at) < scope.first_on:
                before = row
            else:
                _count(row, lambda office_id, row=row: tallies[key(office_id, row)] if _of(scope, office_id) else Tally())
        if before and before.to_state in OPEN and _of(scope, before.dossier_office_id):
            tallies[key(before.dossier_office_id, before)].carried += 1
        last = rows[-1]
        if last.to_state in OPEN and _of(scope, last.dossier_office_id):
            _count_open(last, tallies[key(last.dossier_office_id, last)], scope)
    return {name: tally for name, tally in tallies.items() if tally != Tally()}


def naive_grades(scope: Scope) -> dict[int, dict[int, int]]:
    """How often each grade was given, by office: the last row known of each dossier, in the period of its first."""
    last, first = {}, {}
    for row in Rating.objects.order_by("at", "pk"):
        first.setdefault(row.application_id, row)
        if row.at <= scope.as_of:
            last[row.application_id] = row
    found: dict = defaultdict(lambda: {1: 0, 2: 0, 3: 0, 4: 0})
    for dossier, row in last.items():
        if scope.first_on <= day(first[dossier].at) <= scope.last_on and scope.office_id in (None, row.office_id):
            found[row.office_id][row.grade] += 1
    return dict(found)


def _is_asked_for(scope: Scope, row: StateChange) -> bool:
    return (not scope.kind_group or row.kind in KIND_GROUPS[scope.kind_group][1]) and scope.channel in ("", row.channel)


def _of(scope: Scope, office_id: int) -> bool:
    return scope.office_id in (None, office_id) and (not scope.office_ids or office_id in scope.office_ids)


def _count(row: StateChange, tally_of) -> None:
    here = tally_of(row.dossier_office_id)
    if row.verb == "submit":
        here.received += 1
        here.sent_after += row.at.astimezone(HANOI).strftime("%H:%M:%S.%f") > "15:00:00.000000"
    elif row.left_office_id:
        here.received += 1
        here.passed_in += 1
        left = tally_of(row.left_office_id)
        left.passed_on += 1
        _judge(left, day(row.at), row.left_promised_on)
    elif row.from_state in OPEN and row.to_state not in OPEN:
        _judge(here, day(row.at), row.promised_on)
        if row.to_state == "issued":
            here.issued += 1
            here.copies += row.copies if row.procedure_code == "2.000635" else 0
            here.fee_vnd += row.fee_vnd
            here.with_fee += row.fee_vnd > 0
            here.paid_online += 0 < row.fee_vnd <= row.fee_paid_vnd
            here.paid_online_vnd += row.fee_vnd if row.fee_vnd <= row.fee_paid_vnd else 0
        else:
            setattr(here, row.to_state, getattr(here, row.to_state) + 1)
    here.supplemented += row.to_state == "supplement_requested" != row.from_state
    here.handed_over += row.verb == "hand_to_post"
    here.returned += row.verb == "return_to_office"
    if row.verb == "deliver":
        here.delivered += 1
        here.delivery_days += row.delivery_days


def _judge(tally: Tally, done_on: date, promised_on: date) -> None:
    tally.early += done_on < promised_on
    tally.on_time += done_on == promised_on
    tally.late += done_on > promised_on


def _count_open(row: StateChange, tally: Tally, scope: Scope) -> None:
    is_waiting = row.to_state == "supplement_requested"
    is_late = not is_waiting and row.due_at < scope.seen_at
    tally.waiting += is_waiting
    tally.overdue += is_late
    tally.in_time += not is_late
