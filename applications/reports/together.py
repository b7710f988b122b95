"""What is done together with others, for the Department: parts of linked cases by authority, appointments by office.

Both as they were known at the moment asked: parts by their history, appointments by the moment of each thing noted, which no
later one takes away. Words: definitions.py.
"""

from dataclasses import dataclass, fields

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from applications.linked.models import Authority, ChildCase, ChildMove
from applications.linked.states import WITH_THE_COMMUNE, ChildState
from applications.models import Application
from applications.reports.scope import Scope
from applications.visits.models import GAVE_BACK, Appointment, State
from portal.days import HANOI
from portal.offices.models import Office
from portal.text import fold

ENDED = (ChildState.RESOLVED, ChildState.REFUSED)
NOBODY = "Chưa chuyển: xã, phường đang giữ"


@dataclass(slots=True)
class Parts:
    """Of one authority: done in the period, and where the rest stands at its end."""

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    supplement: int = 0
    unconfirmed: int = 0
    unsent: int = 0

    def add(self, other: "Parts") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass(frozen=True, slots=True)
class Linked:
    filed: int
    rows: list[tuple[int | None, str, Parts]]  # by name of the authority; what is with no authority yet comes last
    total: Parts


@dataclass(slots=True)
class Visits:
    booked: int = 0
    kept: int = 0
    missed: int = 0
    unmarked: int = 0
    ahead: int = 0
    given_back: int = 0

    def add(self, other: "Visits") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def filed(scope: Scope) -> QuerySet[Application]:
    """Linked cases that were filed in the period."""
    found = Application.objects.real().filter(submitted_at__gte=scope.since, submitted_at__lt=scope.until)
    return scope.narrow(found.filter(linked_case__opened_at__lt=scope.until)).order_by()


def linked(scope: Scope) -> Linked:
    """Three queries, however many."""
    rows = last_moves(scope).values("authority_id").annotate(**_counts(parts_counted(scope)))
    counted = {row.pop("authority_id"): Parts(**_named(row)) for row in rows}
    total = Parts()
    for parts in counted.values():
        total.add(parts)
    names = dict(Authority.objects.filter(pk__in=[pk for pk in counted if pk]).values_list("pk", "name"))
    rows = [(pk, names.get(pk, NOBODY), parts) for pk, parts in counted.items() if parts != Parts()]
    rows.sort(key=lambda row: (row[0] is None, fold(row[1])))
    return Linked(filed(scope).count(), rows, total)


def visits(scope: Scope) -> tuple[list[tuple[Office, Visits]], Visits]:
    """By office, and all together. Two queries."""
    rows = appointments(scope).values("slot__office_id").annotate(**_counts(visits_counted(scope)))
    counted = {row.pop("slot__office_id"): Visits(**_named(row)) for row in rows}
    total = Visits()
    for each in counted.values():
        total.add(each)
    offices = Office.objects.select_related("parent").in_bulk(counted)
    named = [(offices[pk], numbers) for pk, numbers in counted.items()]
    return sorted(named, key=lambda row: fold(row[0].full_name)), total


def appointments(scope: Scope) -> QuerySet[Appointment]:
    """Of half-days in the period, made before the moment asked."""
    found = Appointment.objects.filter(
        slot__on__range=(scope.first_on, scope.last_on), slot__office__is_training=False, booked_at__lte=scope.as_of
    )
    return scope.narrow(found.order_by(), "slot__")


def _counts(conditions: dict[str, Q]) -> dict[str, Count]:
    return {f"n_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}


def _named(row: dict[str, int]) -> dict[str, int]:
    return {name.removeprefix("n_"): number for name, number in row.items()}


def last_moves(scope: Scope) -> QuerySet[ChildMove]:
    """The last that the portal knew of each part before the end, of parts that had not ended before the period."""
    children = scope.narrow(
        ChildCase.objects.exclude(case__application__office__in=Office.sandboxes()), "case__application__"
    ).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=scope.since))
    last = ChildMove.objects.filter(child=OuterRef("pk"), known_at__lt=scope.until).order_by("-id").values("pk")[:1]
    moves = ChildMove.objects.filter(pk__in=children.order_by().values(last_id=Subquery(last))).order_by()
    return moves.annotate(ended_on=TruncDate("at", tzinfo=HANOI))


def parts_counted(scope: Scope) -> dict[str, Q]:
    """What of last_moves() is counted under which name."""
    ended = Q(to_state__in=ENDED, known_at__gte=scope.since)
    late = Q(child__due_at__lt=scope.seen_at)
    accepted = Q(to_state=ChildState.ACCEPTED)
    return {
        "done_in_time": ended & (Q(ended_on__lte=F("child__due_on")) | Q(child__due_on__isnull=True)),
        "done_late": ended & Q(ended_on__gt=F("child__due_on")),
        "open_in_time": accepted & ~late,
        "open_late": accepted & late,
        "supplement": Q(to_state=ChildState.SUPPLEMENT_REQUESTED),
        "unconfirmed": Q(to_state=ChildState.SENT),
        "unsent": Q(to_state__in=WITH_THE_COMMUNE - {ChildState.SENT}),
    }


def visits_counted(scope: Scope) -> dict[str, Q]:
    """What of appointments() is counted under which name."""
    gave_back = Q(state__in=GAVE_BACK, ended_at__lte=scope.as_of)
    came = Q(arrived_at__lte=scope.as_of)
    missed, unmarked = (Q(absence=how, absent_at__lte=scope.as_of) & ~came for how in (State.NO_SHOW, State.UNMARKED))
    return {
        "booked": ~gave_back,
        "kept": came & ~gave_back,
        "missed": missed,
        "unmarked": unmarked,
        "ahead": ~gave_back & ~came & ~missed & ~unmarked,
        "given_back": gave_back,
    }
