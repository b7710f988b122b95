"""What supervisors of the city see of hand-over and delivery, by office and by post office: sums, no dossier, no person.

Source: domain reference §9.2 (Bưu điện; giám sát bàn giao).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import mean, median

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.offices.calendar import WorkingCalendar
from portal.offices.models import Office
from portal.text import fold
from postal.balances import working_days_between
from postal.figures import late_ones
from postal.models import Complaint, FailureReason, HandOver, ItemKind, OpenItem, Parcel, ParcelEvent

CONFIRM_WITHIN_DAYS = 1  # working days from closing the record
DIFFERENCES = (ItemKind.SHORT, ItemKind.SURPLUS, ItemKind.REMITTED_SHORT, ItemKind.REMITTED_OVER)
DEFINITIONS = (
    ("Đợt bàn giao", "Biên bản bàn giao được chốt trong kỳ, theo lúc chốt, giờ Hà Nội."),
    ("Phong bì", "Phong bì ghi trong các biên bản đó; phong bì gửi lại được tính thêm một lần."),
    ("Chưa xác nhận", "Biên bản đã chốt mà bưu điện chưa xác nhận sau 1 ngày làm việc, đến lúc lập báo cáo, không theo kỳ."),
    (
        "Chênh lệch",
        "Phong bì bưu điện không nhận khi xác nhận biên bản của kỳ, cộng việc thu thiếu, thu thừa, nộp thiếu, nộp thừa "
        "mở trong kỳ.",
    ),
    ("Đã giao", "Phong bì giao tới người nhận trong kỳ, theo lúc giao."),
    (
        "Ngày giao bình quân, trung vị",
        "Số ngày làm việc từ ngày bưu điện xác nhận nhận phong bì đến ngày giao, của các phong bì giao trong kỳ. "
        "Cùng ngày tính 0. Trung vị: một nửa số phong bì giao nhanh hơn.",
    ),
    ("Chuyển hoàn", "Phong bì bưu điện trả lại cơ quan trong kỳ; lý do là của lần phát cuối trước khi chuyển hoàn."),
    ("Mất, hỏng", "Phong bì bưu điện ghi mất hoặc hỏng trong kỳ, kể cả khi nhận lỗi trong câu trả lời khiếu nại."),
    ("Quá hạn giao", "Phong bì bưu điện đang giữ đã qua ngày phải giao (J+1 đến J+4), đến lúc lập báo cáo, không theo kỳ."),
    ("Khiếu nại", "Khiếu nại bưu điện mở trong kỳ."),
    (
        "Chưa trả lời, quá hạn trả lời",
        "Đến lúc lập báo cáo, không theo kỳ. Hạn: 5 ngày làm việc trong thành phố, 7 ngày đi tỉnh khác.",
    ),
)


@dataclass
class Tally:
    """`days`: working days to delivery, one for each envelope delivered in the period."""

    hand_overs: int = 0
    parcels: int = 0
    unconfirmed: int = 0
    differences: int = 0
    delivered: int = 0
    returned: int = 0
    fallen_out: int = 0
    late: int = 0
    complaints: int = 0
    complaints_open: int = 0
    complaints_late: int = 0
    days: list[int] = field(default_factory=list)
    reasons: Counter = field(default_factory=Counter)

    @property
    def mean_days(self) -> float | None:
        return round(float(mean(self.days)), 1) if self.days else None

    @property
    def median_days(self) -> float | None:
        return round(float(median(self.days)), 1) if self.days else None

    def add(self, other: "Tally") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass
class Supervision:
    """`by_office` and `by_post`: (name, tally), by name; `reasons`: why envelopes came back, the most frequent first."""

    total: Tally
    by_office: list[tuple[str, Tally]]
    by_post: list[tuple[str, Tally]]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        labels = dict(FailureReason.choices)
        return [(labels.get(code, "Không ghi"), number) for code, number in self.total.reasons.most_common()]


def supervise(units: list[int] | None, *, first: date, last: date, at: datetime, calendar: WorkingCalendar) -> Supervision:
    """Local days `first` to `last`, both counted; `units`: the offices seen, None for all. A dozen queries, however many."""
    pairs = _pairs(units, first, last, at, calendar)
    names = {office.pk: office.full_name for office in Office.objects.select_related("parent").filter(pk__in=_places(pairs))}
    total = Tally()
    for tally in pairs.values():
        total.add(tally)
    return Supervision(total, _summed(pairs, 0, names), _summed(pairs, 1, names))


def tallies_by_unit(
    units: list[int] | None, *, first: date, last: date, at: datetime, calendar: WorkingCalendar
) -> dict[int, Tally]:
    """As `supervise`, by the id of the office."""
    found: dict[int, Tally] = defaultdict(Tally)
    for (office_id, _post_id), tally in _pairs(units, first, last, at, calendar).items():
        found[office_id].add(tally)
    return dict(found)


def _pairs(units: list[int] | None, first: date, last: date, at: datetime, calendar: WorkingCalendar) -> dict:
    """{(office, post office or None): tally}."""
    start = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    pairs: dict[tuple[int, int | None], Tally] = defaultdict(Tally)
    for count in (_batches, _ways, _items, _complaints):
        count(pairs, units, Period(start, end, at, calendar))
    return pairs


@dataclass(frozen=True)
class Period:
    start: datetime
    end: datetime
    at: datetime
    calendar: WorkingCalendar

    def of(self, name: str) -> Q:
        return Q(**{f"{name}__gte": self.start, f"{name}__lt": self.end})

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)


def _seen(rows: QuerySet, units: list[int] | None, office: str = "office") -> QuerySet:
    return rows if units is None else rows.filter(**{f"{office}__in": units})


def _batches(pairs: dict, units: list[int] | None, asked: Period) -> None:
    closed = _seen(HandOver.objects.exclude(state=HandOver.State.OPEN), units).order_by()
    for office_id, post_id, record in closed.filter(asked.of("closed_at")).values_list("office_id", "post_office_id", "record"):
        tally = pairs[office_id, post_id]
        tally.hand_overs += 1
        tally.parcels += len(record.get("items", ()))
        tally.differences += len(record.get("refused", ()))
    waiting = closed.filter(state=HandOver.State.CLOSED).values_list("office_id", "post_office_id", "closed_at")
    for office_id, post_id, closed_at in waiting:
        since = timezone.localdate(closed_at)
        if working_days_between(since, asked.today, asked.calendar) > CONFIRM_WITHIN_DAYS:
            pairs[office_id, post_id].unconfirmed += 1


def _ways(pairs: dict, units: list[int] | None, asked: Period) -> None:
    seen = _seen(Parcel.objects.envelopes(), units)
    days = lru_cache(maxsize=4096)(lambda first, last: working_days_between(first, last, asked.calendar))
    moments = ("office_id", "hand_over__post_office_id", "hand_over__confirmed_at", "delivered_at")
    for office_id, post_id, taken_at, delivered_at in seen.filter(asked.of("delivered_at")).values_list(*moments):
        pairs[office_id, post_id].delivered += 1
        pairs[office_id, post_id].days.append(days(timezone.localdate(taken_at), timezone.localdate(delivered_at)))
    for office_id, post_id in late_ones(seen, asked.today).values_list("office_id", "hand_over__post_office_id"):
        pairs[office_id, post_id].late += 1
    fell = _seen(ParcelEvent.objects.all(), units, "parcel__office").filter(asked.of("at"))
    where = ("parcel__office_id", "parcel__hand_over__post_office_id", "kind", "parcel_id", "at")
    returned = []
    for office_id, post_id, kind, parcel_id, at in fell.filter(kind__in=["returned", "lost", "damaged"]).values_list(*where):
        if kind == "returned":
            returned.append((parcel_id, at, pairs[office_id, post_id]))
        else:
            pairs[office_id, post_id].fallen_out += 1
    _reasons(returned)


def _reasons(returned: list[tuple[int, datetime, Tally]]) -> None:
    tried: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    failed = ParcelEvent.objects.filter(kind="failed", parcel_id__in=[row[0] for row in returned]).order_by("at")
    for parcel_id, at, reason in failed.values_list("parcel_id", "at", "reason"):
        tried[parcel_id].append((at, reason))
    for parcel_id, at, tally in returned:
        before = [reason for tried_at, reason in tried[parcel_id] if tried_at <= at]
        tally.returned += 1
        tally.reasons[before[-1] if before else ""] += 1


def _items(pairs: dict, units: list[int] | None, asked: Period) -> None:
    items = _seen(OpenItem.objects.filter(asked.of("opened_at"), kind__in=DIFFERENCES), units).order_by()
    for office_id, post_id in items.values_list("office_id", "post_office_id"):
        pairs[office_id, post_id].differences += 1


def _complaints(pairs: dict, units: list[int] | None, asked: Period) -> None:
    told = _seen(Complaint.objects.all(), units, "parcel__office").filter(asked.of("opened_at") | Q(answered_at__isnull=True))
    where = ("parcel__office_id", "parcel__hand_over__post_office_id", "opened_at", "answered_at", "answer_by_on")
    for office_id, post_id, opened_at, answered_at, answer_by_on in told.order_by().values_list(*where):
        tally = pairs[office_id, post_id]
        tally.complaints += asked.start <= opened_at < asked.end
        tally.complaints_open += answered_at is None
        tally.complaints_late += answered_at is None and answer_by_on < asked.today


def _places(pairs: Iterable[tuple[int, int | None]]) -> set[int]:
    return {place for pair in pairs for place in pair if place is not None}


def _summed(pairs: dict, side: int, names: dict[int, str]) -> list[tuple[str, Tally]]:
    """Of envelopes back in their office the post office is not known any more."""
    found: dict[str, Tally] = defaultdict(Tally)
    for pair, tally in pairs.items():
        found[names.get(pair[side], "Đang ở cơ quan, chờ gửi lại")].add(tally)
    return sorted(found.items(), key=lambda row: fold(row[0]))
