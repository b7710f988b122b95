"""Which rows of the history count in which column: the one place where each number is defined for the database.

What comes in and goes out is counted row by row, on the local day on which the portal knew of it; what is open is counted from
the last row of each dossier. A dossier passed on goes out of the office that it leaves and comes in at the other, so that
(3) = (7) + (11), and (6) is (11) of the period before, for each office as for all. Words: definitions.py.
"""

from datetime import date, datetime, timedelta

from django.db.models import BigAutoField, Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import TruncDate, TruncTime

from applications.deadlines import SAME_DAY
from applications.models import Application, Channel, StateChange
from applications.reports.lookups import AmongFew
from applications.states import ON_THE_CLOCK, OPEN, RESOLVED, State
from portal.days import HANOI
from portal.offices.reference import EXTRACT_COPY

BigAutoField.register_lookup(AmongFew)
CLOCK_SLACK = timedelta(days=1)  # `resolved_at` only narrows the search; a host clock may have jumped back
ENTERED = Q(from_state=State.DRAFT)
PASSED = Q(left_office__isnull=False)
CLOSED = Q(from_state__in=OPEN) & ~Q(to_state__in=OPEN)
ISSUED = CLOSED & Q(to_state__in=RESOLVED)
ONLINE = Q(channel=Channel.ONLINE)
WITH_FEE = ISSUED & Q(fee_vnd__gt=0)
PAID_ONLINE = WITH_FEE & Q(fee_paid_vnd__gte=F("fee_vnd"))

# Rows of the office that is competent after them.
COUNTED = {
    "received": (ENTERED | PASSED) & ONLINE,
    "received_otherwise": (ENTERED | PASSED) & ~ONLINE,
    "early": CLOSED & Q(on__lt=F("promised_on")),
    "on_time": CLOSED & Q(on=F("promised_on")),
    "late": CLOSED & Q(on__gt=F("promised_on")),
    "refused": CLOSED & Q(to_state=State.REFUSED),
    "withdrawn": CLOSED & Q(to_state=State.WITHDRAWN),
    "lapsed": CLOSED & Q(to_state=State.LAPSED),
    "issued": ISSUED,
    "passed_in": PASSED,
    "supplemented": Q(from_state__in=ON_THE_CLOCK, to_state=State.SUPPLEMENT_REQUESTED),
    "with_fee": WITH_FEE,
    "paid_online": PAID_ONLINE,
    "sent_after": ENTERED & Q(clock__gt=SAME_DAY.cutoff),
    "handed_over": Q(verb="hand_to_post"),
    "delivered": Q(verb="deliver"),
    "returned": Q(verb="return_to_office"),
}
SUMMED = {
    "copies": ("copies", ISSUED & Q(procedure_code=EXTRACT_COPY)),  # what registers an event gives its original
    "fee_vnd": ("fee_vnd", ISSUED),
    "paid_online_vnd": ("fee_vnd", PAID_ONLINE),
    "delivery_days": ("delivery_days", COUNTED["delivered"]),
}
# The same rows once more, for the office that a dossier left.
LEFT = {
    "early": PASSED & Q(on__lt=F("left_promised_on")),
    "on_time": PASSED & Q(on=F("left_promised_on")),
    "late": PASSED & Q(on__gt=F("left_promised_on")),
    "passed_on": PASSED,
}
FLOWS = (*COUNTED, *SUMMED, "passed_on")
SENT = F("received") + F("received_otherwise") - F("passed_in")  # of the sums
KNOWN_ON = TruncDate("known_at", tzinfo=HANOI)
CELL = ("kind", "procedure_code", "channel")
HELD = ("application_id", "known_at", "row_id", "is_open", "is_waiting", "due_day")  # see holding


def rows_known(since: datetime, until: datetime) -> QuerySet[StateChange]:
    """Rows the portal learned of from `since` on and before `until`; with their local day and hour."""
    rows = StateChange.objects.real().filter(known_at__gte=since, known_at__lt=until).order_by()
    return rows.annotate(on=TruncDate("at", tzinfo=HANOI), clock=TruncTime("at", tzinfo=HANOI))


def flows() -> dict[str, Count | Sum]:
    counts = {f"n_{name}": Count("pk", filter=condition) for name, condition in COUNTED.items()}
    return counts | {f"n_{name}": Sum(column, filter=condition, default=0) for name, (column, condition) in SUMMED.items()}


def flows_out() -> dict[str, Count]:
    return {f"n_{name}": Count("pk", filter=condition) for name, condition in LEFT.items()}


def open_rows(until: datetime) -> QuerySet[StateChange]:
    """The last row known before `until` of each dossier that was open then.

    Where nothing is known after it, as in any question about now, what was open then is open still.
    """
    last = StateChange.objects.filter(application=OuterRef("pk"), known_at__lt=until).order_by("-id").values("pk")[:1]
    something_is_newer = Exists(StateChange.objects.real().filter(known_at__gte=until))
    perhaps_open = Q(resolved_at__isnull=True) | Q(resolved_at__gte=until - CLOCK_SLACK) & Q(something_is_newer)
    dossiers = Application.objects.real().filter(perhaps_open, submitted_at__lt=until).order_by()
    return StateChange.objects.filter(pk__among_few=dossiers.values(last_id=Subquery(last)), to_state__in=OPEN).order_by()


def rows_before(rows: QuerySet[StateChange]) -> QuerySet[StateChange]:
    """Of each of `rows` the one before it in the history of its dossier, where that left it open."""
    before = (
        StateChange.objects.filter(application=OuterRef("application"), pk__lt=OuterRef("pk")).order_by("-id").values("pk")[:1]
    )
    return StateChange.objects.filter(pk__among_few=rows.values(before_id=Subquery(before)), to_state__in=OPEN).order_by()


def fallen_due(until: datetime, seen_at: datetime) -> QuerySet[StateChange]:
    """The last row known before `until` of each dossier that was on the clock then and fell due since, before `seen_at`."""
    later = StateChange.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"), known_at__lt=until)
    due = StateChange.objects.real().filter(due_at__gte=until, due_at__lt=seen_at, known_at__lt=until)
    return due.filter(~Exists(later), to_state__in=[State.SUBMITTED, State.RECEIVED]).order_by()


WAITING = Q(to_state=State.SUPPLEMENT_REQUESTED)


def is_overdue(seen_at: datetime) -> Q:
    """Past its due moment and not waiting for the citizen."""
    return Q(due_at__lt=seen_at) & ~WAITING


def stock(seen_at: datetime) -> dict[str, Count]:
    overdue = is_overdue(seen_at)
    return {
        "n_in_time": Count("pk", filter=~overdue),
        "n_overdue": Count("pk", filter=overdue),
        "n_waiting": Count("pk", filter=WAITING),
    }


# For the sums (summing.py): each selects a cell of day, unit, kind, procedure and channel, and what belongs to it.


def flows_by_day(known: QuerySet[StateChange]) -> QuerySet:
    return _by_cell(known, "dossier_office_id").annotate(**flows())


def flows_out_by_day(known: QuerySet[StateChange]) -> QuerySet:
    return _by_cell(known.filter(PASSED), "left_office_id").annotate(**flows_out())


def worked_by_day(known: QuerySet[StateChange]) -> QuerySet:
    """How many issues of a cell took each number of minutes."""
    issued = known.filter(worked_minutes__isnull=False).annotate(minutes=F("worked_minutes"))
    return _by_cell(issued, "dossier_office_id", "minutes").annotate(number=Count("pk"))


def sums_together(sums: QuerySet, on: date) -> QuerySet:
    """Sums of days or half-months added up to those of `on`."""
    return _by_cell(_sums_of(sums, on), "office_id").annotate(**{f"n_{name}": Sum(name) for name in FLOWS})


def worked_of_sums(sums: QuerySet, on: date) -> QuerySet:
    """The working times kept in them, a row for each."""
    return _by_cell(_sums_of(sums.filter(worked__isnull=False), on), "office_id", "worked")


def _sums_of(sums: QuerySet, on: date) -> QuerySet:
    return sums.order_by().annotate(day=Value(on, DateField()))


def _by_cell(rows: QuerySet, office: str, *more: str) -> QuerySet:
    return rows.annotate(unit=F(office)).values("day", "unit", *CELL, *more)


def moves_known(since: datetime, until: datetime) -> QuerySet[StateChange]:
    """Rows that can change what is open."""
    rows = StateChange.objects.real().filter(known_at__gte=since, known_at__lt=until)
    return rows.filter(Q(from_state__in=OPEN) | Q(to_state__in=OPEN)).order_by()


def holding(rows: QuerySet[StateChange]) -> QuerySet:
    """What each row says of its dossier until the next one: whether it is open, waits, and from which day on it is overdue."""
    is_open = Case(When(to_state__in=OPEN, then=Value(1)), default=Value(0))
    is_waiting = Case(When(WAITING, then=Value(1)), default=Value(0))
    due_day = TruncDate("due_at", tzinfo=HANOI)
    rows = rows.annotate(day=KNOWN_ON, unit=F("dossier_office_id"), row_id=F("pk"))
    rows = rows.annotate(is_open=is_open, is_waiting=is_waiting, due_day=due_day)
    return rows.values("day", "unit", *CELL, *HELD)
