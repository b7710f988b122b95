"""What was known at a moment of batches, ways and complaints: rows that supervision counts and lists, from what happened.

Everything is asked of the history (ParcelEvent, the frozen record of a batch), not of what the parcel says today: sent again,
it forgets its batch; admitted to be lost, its delivery. The same question next year has the same answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar
from postal.balances import working_days_between
from postal.models import Complaint, HandOver, ItemKind, OpenItem, ParcelEvent

CONFIRM_WITHIN_DAYS = 1  # working days from closing the record
DIFFERENCES = (ItemKind.SHORT, ItemKind.SURPLUS, ItemKind.REMITTED_SHORT, ItemKind.REMITTED_OVER)
LOSSES = ("lost", "damaged")
ENDS = ("delivered", "returned", *LOSSES)


@dataclass(frozen=True)
class Known:
    """Moments from `start` to before `end`, as known at `at`, of the offices `units` (None: all). Moments are aware.

    `post`: of the ways of that post office alone; 0 of those that none is known of, None of all.
    """

    start: datetime
    end: datetime
    at: datetime
    units: tuple[int, ...] | None = None
    post: int | None = None

    @classmethod
    def of_days(cls, first: date, last: date, *, at: datetime, units: list[int] | None, post: int | None = None) -> "Known":
        """Local days, both counted."""
        start, end = (datetime.combine(day, datetime.min.time(), HANOI) for day in (first, last + timedelta(days=1)))
        return cls(start, end, at, None if units is None else tuple(units), post)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def closed(self) -> QuerySet[HandOver]:
        """Batches closed in the period."""
        return self._seen(HandOver.objects.filter(self._within("closed_at")), post="post_office_id").order_by()

    def unconfirmed(self, calendar: WorkingCalendar) -> list[HandOver]:
        """Batches that the post had not confirmed in time, whenever they were closed."""
        closed = HandOver.objects.filter(closed_at__lte=self.at)
        waiting = self._seen(closed, post="post_office_id").order_by("closed_at")
        waiting = waiting.filter(Q(confirmed_at__isnull=True) | Q(confirmed_at__gt=self.at))
        return [batch for batch in waiting if self._waits_too_long(batch, calendar)]

    def delivered(self) -> QuerySet[ParcelEvent]:
        """With `taken_at` and `post_id` of the way; not what the post has since admitted to have lost or spoilt."""
        admitted = ParcelEvent.objects.filter(parcel=OuterRef("parcel"), kind__in=LOSSES, id__gt=OuterRef("id"))
        return self._happened("delivered").exclude(Exists(_known_by(admitted, self.at)))

    def fallen(self, *kinds: str) -> QuerySet[ParcelEvent]:
        """Came back, lost or damaged in the period, with `taken_at` and `post_id` of the way."""
        return self._happened(*kinds)

    def late(self) -> QuerySet[ParcelEvent]:
        """Hand-overs whose envelope the post still had at the moment, beyond its day; with `post_id`."""
        since = ParcelEvent.objects.filter(parcel=OuterRef("parcel"), kind__in=("handed_over", *ENDS), id__gt=OuterRef("id"))
        taken = ParcelEvent.objects.filter(kind="handed_over", deliver_by_on__lt=self.today, at__lte=self.at)
        taken = taken.exclude(Exists(_known_by(since, self.at)))
        return self._seen(_with_post(taken.annotate(batch=F("note"))), "parcel__office").order_by()

    def differences(self) -> QuerySet[OpenItem]:
        """Money and papers too few or too many, opened in the period."""
        items = OpenItem.objects.filter(self._within("opened_at"), kind__in=DIFFERENCES)
        return self._seen(items, post="post_office_id").order_by()

    def complaints(self) -> QuerySet[Complaint]:
        """Opened in the period."""
        return self._of_parcels(Complaint.objects.filter(self._within("opened_at")))

    def unanswered(self) -> QuerySet[Complaint]:
        """Open at the moment, whenever they were opened."""
        is_open = Q(answered_at__isnull=True) | Q(answered_at__gt=self.at)
        return self._of_parcels(Complaint.objects.filter(is_open, opened_at__lte=self.at))

    def unanswered_late(self) -> QuerySet[Complaint]:
        return self.unanswered().filter(answer_by_on__lt=self.today)

    def numbers_in(self, record: dict) -> Iterator[str]:
        """Envelopes that a record named at the moment: those refused later were still in it."""
        yield from (item["parcel"] for item in record.get("items", ()))
        yield from (item["parcel"] for item in record.get("refused", ()) if self._is_later(item))

    def numbers_refused(self, record: dict) -> Iterator[str]:
        yield from (item["parcel"] for item in record.get("refused", ()) if not self._is_later(item))

    def _is_later(self, item: dict) -> bool:
        return "at" in item and datetime.fromisoformat(item["at"]) > self.at

    def _waits_too_long(self, batch: HandOver, calendar: WorkingCalendar) -> bool:
        return working_days_between(timezone.localdate(batch.closed_at), self.today, calendar) > CONFIRM_WITHIN_DAYS

    def _happened(self, *kinds: str) -> QuerySet[ParcelEvent]:
        events = _known_by(ParcelEvent.objects.filter(self._within("at"), kind__in=kinds), self.at)
        handed = _handed_over(parcel=OuterRef("parcel"), id__lt=OuterRef("id"))
        events = events.annotate(taken_at=Subquery(handed.values("at")[:1]), batch=Subquery(handed.values("note")[:1]))
        return self._seen(_with_post(events), "parcel__office").order_by()

    def _within(self, name: str) -> Q:
        return Q(**{f"{name}__gte": self.start, f"{name}__lt": self.end, f"{name}__lte": self.at})

    def _of_parcels(self, complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
        told = complaints.annotate(envelope=Coalesce("parcel__joined_to", "parcel"))
        handed = _handed_over(parcel=OuterRef("envelope"), at__lte=OuterRef("opened_at"))
        told = told.annotate(batch=Subquery(handed.values("note")[:1]))
        return self._seen(_with_post(told), "parcel__office").order_by()

    def _seen(self, rows: QuerySet, office: str = "office", *, post: str = "post_id") -> QuerySet:
        if self.post is not None:
            rows = rows.filter(**{post: self.post} if self.post else {f"{post}__isnull": True})
        return rows if self.units is None else rows.filter(**{f"{office}__in": self.units})


def days_under_way(calendar: WorkingCalendar) -> Callable[[datetime, datetime], int]:
    """Working days from the moment the post took an envelope to that of its delivery; the same day is none."""
    between = lru_cache(maxsize=4096)(lambda first, last: working_days_between(first, last, calendar))
    return lambda taken_at, at: between(timezone.localdate(taken_at), timezone.localdate(at))


def _known_by(events: QuerySet[ParcelEvent], at: datetime) -> QuerySet[ParcelEvent]:
    """What a phone on a lost line told later was not known before."""
    return events.annotate(known_at=Coalesce("arrived_at", "at")).filter(known_at__lte=at)


def _handed_over(**which) -> QuerySet[ParcelEvent]:
    """The newest first."""
    return ParcelEvent.objects.filter(kind="handed_over", **which).order_by("-id")


def _with_post(rows: QuerySet) -> QuerySet:
    """With `post_id`, the post office that took the `batch` of that number."""
    return rows.annotate(post_id=Subquery(HandOver.objects.filter(number=OuterRef("batch")).values("post_office_id")))
