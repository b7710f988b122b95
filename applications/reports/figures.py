"""The Department's figures: one definition each, counted in the database from the dossiers themselves.

Days are local (Asia/Ho_Chi_Minh), both ends of a period included. No personal data is read.
Source of the columns and of 3 = 7 + 11: TT 01/2020/TT-VPCP, Biểu II.06a/VPCP/KSTT; domain reference §9.1.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate, TruncTime

from applications.deadlines import SAME_DAY
from applications.models import Application, StateChange
from applications.reports.working_time import median_minutes
from applications.states import RESOLVED, State
from civil_registry.models import EventKind
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar

KIND_GROUPS = {
    "khai-sinh": ("Khai sinh", {EventKind.BIRTH, EventKind.BIRTH_NOTED}),
    "ket-hon": ("Kết hôn", {EventKind.MARRIAGE, EventKind.MARRIAGE_NOTED}),
    "khai-tu": ("Khai tử", {EventKind.DEATH}),
}
_NAMED = set().union(*(kinds for _name, kinds in KIND_GROUPS.values()))
KIND_GROUPS["viec-khac"] = ("Việc khác", set(EventKind) - _NAMED)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: a period, the moment it is asked, and perhaps one office or one group of events."""

    first_on: date
    last_on: date
    as_of: datetime
    office_id: int | None = None
    kind_group: str = ""

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first_on, time.min, HANOI)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.last_on + timedelta(days=1), time.min, HANOI)

    @property
    def seen_at(self) -> datetime:
        """At which moment what is open counts as late: the end of the period, or now."""
        return min(self.as_of, self.ends_at)

    def narrow(self, queryset: QuerySet, prefix: str = "") -> QuerySet:
        if self.office_id is not None:
            queryset = queryset.filter(**{f"{prefix}office_id": self.office_id})
        if self.kind_group:
            queryset = queryset.filter(**{f"{prefix}kind__in": KIND_GROUPS[self.kind_group][1]})
        return queryset


@dataclass(slots=True)
class Tally:
    """The statutory columns of one unit or of all, with the footnotes. Numbers in brackets are those of the form."""

    received: int = 0  # (4) sent online in the period
    received_otherwise: int = 0  # (5) at the desk or by post: the portal takes none
    carried: int = 0  # (6) open from before
    early: int = 0  # (8)
    on_time: int = 0  # (9)
    late: int = 0  # (10)
    in_time: int = 0  # (12)
    overdue: int = 0  # (13)
    refused: int = 0
    withdrawn: int = 0
    lapsed: int = 0
    waiting: int = 0  # for the citizen's supplement; counted in (12)
    issued: int = 0
    copies: int = 0
    fee_vnd: int = 0

    @property
    def total(self) -> int:
        """(3) = (4) + (5) + (6)"""
        return self.received + self.received_otherwise + self.carried

    @property
    def resolved(self) -> int:
        """(7) = (8) + (9) + (10)"""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """(11) = (12) + (13)"""
        return self.in_time + self.overdue

    @property
    def is_balanced(self) -> bool:
        """(3) = (7) + (11)"""
        return self.total == self.resolved + self.pending

    @property
    def punctual(self) -> int:
        return self.early + self.on_time

    @property
    def punctual_share(self) -> float | None:
        """Early or on time, of what was resolved; None where nothing was."""
        return self.punctual / self.resolved if self.resolved else None

    def add(self, other: "Tally") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    before: int  # sent no later than 15:00:00
    after: int

    @property
    def total(self) -> int:
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Post:
    handed_over: int
    delivered: int
    returned: int


@dataclass(frozen=True, slots=True)
class Figures:
    scope: Scope
    total: Tally
    by_office: dict[int, Tally]
    by_kind: dict[str, Tally]  # key of KIND_GROUPS
    days: list[Day]
    working_days: int
    median_minutes: int | None
    median_by_office: dict[int, int] = field(default_factory=dict)
    post: Post = Post(0, 0, 0)


def figures(scope: Scope, calendar: WorkingCalendar) -> Figures:
    """Everything the Department's page shows. Five queries, whatever the number of dossiers or units."""
    total, by_office, by_kind = Tally(), defaultdict(Tally), {group: Tally() for group in KIND_GROUPS}
    for office_id, kind, tally in _tallies(scope):
        for sums in (total, by_office[office_id], by_kind[_group_of(kind)]):
            sums.add(tally)
    spans = _issued_spans(scope)
    return Figures(
        scope=scope,
        total=total,
        by_office=dict(by_office),
        by_kind=by_kind,
        days=_days(scope, calendar),
        working_days=sum(1 for day in _each_day(scope) if calendar.is_working_day(day)),
        median_minutes=median_minutes([span for of_one in spans.values() for span in of_one], calendar),
        median_by_office={office_id: median_minutes(of_one, calendar) for office_id, of_one in spans.items()},
        post=_post(scope),
    )


def _filed() -> QuerySet[Application]:
    return Application.objects.real().filter(submitted_at__isnull=False)


def _tallies(scope: Scope) -> Iterable[tuple[int, str, Tally]]:
    """One row for each office and kind of event, of all that was open at any moment of the period."""
    concerned = _filed().filter(
        Q(resolved_at__isnull=True) | Q(resolved_at__gte=scope.starts_at), submitted_at__lt=scope.ends_at
    )
    rows = (
        scope.narrow(concerned)
        .annotate(resolved_on=TruncDate("resolved_at", tzinfo=HANOI))
        .values("office_id", "kind")
        .annotate(**_columns(scope))
        .order_by()
    )
    for row in rows:
        office_id, kind = row.pop("office_id"), row.pop("kind")
        yield office_id, kind, Tally(**{name.removeprefix("sum_"): number or 0 for name, number in row.items()})


def _columns(scope: Scope) -> dict[str, Count | Sum]:
    """The one place where each column is defined. (5) is nought: the portal takes no dossier at the desk."""
    resolved = Q(resolved_at__lt=scope.ends_at)
    pending = Q(resolved_at__isnull=True) | Q(resolved_at__gte=scope.ends_at)
    waiting = Q(resolved_at__isnull=True, state=State.SUPPLEMENT_REQUESTED)
    is_late = Q(due_at__lt=scope.seen_at) & ~waiting
    issued = resolved & Q(state__in=RESOLVED)
    conditions = {
        "received": Q(submitted_at__gte=scope.starts_at),
        "carried": Q(submitted_at__lt=scope.starts_at),
        "early": resolved & Q(resolved_on__lt=F("promised_on")),
        "on_time": resolved & Q(resolved_on=F("promised_on")),
        "late": resolved & Q(resolved_on__gt=F("promised_on")),
        "in_time": pending & ~is_late,
        "overdue": pending & is_late,
        "refused": resolved & Q(state=State.REFUSED),
        "withdrawn": resolved & Q(state=State.WITHDRAWN),
        "lapsed": resolved & Q(state=State.LAPSED),
        "waiting": pending & waiting,
        "issued": issued,
    }
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return counts | {"sum_copies": Sum("copies", filter=issued), "sum_fee_vnd": Sum("fee_vnd", filter=issued)}


def _days(scope: Scope, calendar: WorkingCalendar) -> list[Day]:
    """Every working day of the period up to now, and days off on which something was sent."""
    sent = scope.narrow(_filed().filter(submitted_at__gte=scope.starts_at, submitted_at__lt=scope.ends_at))
    rows = (
        sent.annotate(on=TruncDate("submitted_at", tzinfo=HANOI), clock=TruncTime("submitted_at", tzinfo=HANOI))
        .values("on")
        .annotate(after=Count("pk", filter=Q(clock__gt=SAME_DAY.cutoff)), number=Count("pk"))
        .order_by()
    )
    counted = {row["on"]: Day(row["on"], row["number"] - row["after"], row["after"]) for row in rows}
    today = scope.as_of.astimezone(HANOI).date()
    shown = (day for day in _each_day(scope) if day in counted or (day <= today and calendar.is_working_day(day)))
    return [counted.get(day, Day(day, 0, 0)) for day in shown]


def _issued_spans(scope: Scope) -> dict[int, list[tuple[datetime, datetime]]]:
    """For each office, from when to when each dossier issued in the period was worked on."""
    issued = _filed().filter(state__in=RESOLVED, resolved_at__gte=scope.starts_at, resolved_at__lt=scope.ends_at)
    spans = defaultdict(list)
    for office_id, counted_at, resolved_at in scope.narrow(issued).values_list("office_id", "counted_at", "resolved_at"):
        spans[office_id].append((counted_at, resolved_at))
    return spans


def _post(scope: Scope) -> Post:
    within = {"gte": scope.starts_at, "lt": scope.ends_at}
    numbers = scope.narrow(_filed()).aggregate(
        handed_over=Count("pk", filter=Q(**{f"handed_over_at__{end}": moment for end, moment in within.items()})),
        delivered=Count(
            "pk",  # a paper delivered stays delivered, though another takes its place
            filter=(Q(state=State.DELIVERED) | Q(reissued_at__isnull=False))
            & Q(**{f"delivered_at__{end}": moment for end, moment in within.items()}),
        ),
    )
    returned = StateChange.objects.real().filter(to_state=State.RETURNED_TO_OFFICE, verb="return_to_office")
    returned = returned.filter(**{f"at__{end}": moment for end, moment in within.items()})
    return Post(**numbers, returned=scope.narrow(returned, "application__").count())


def _group_of(kind: str) -> str:
    return next(group for group, (_name, kinds) in KIND_GROUPS.items() if kind in kinds)


def _each_day(scope: Scope) -> Iterable[date]:
    return (scope.first_on + timedelta(days=n) for n in range((scope.last_on - scope.first_on).days + 1))
