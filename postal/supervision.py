"""What supervisors of the city see of hand-over and delivery, by office and by post office: sums, no dossier, no person.

Source: domain reference §9.2 (Bưu điện; giám sát bàn giao).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from statistics import mean, median

from portal.offices.calendar import WorkingCalendar
from portal.offices.models import Office
from portal.text import fold
from postal.known_ways import LOSSES, Known, days_under_way
from postal.models import FailureReason, ParcelEvent

OF_A_WAY = ("parcel__office_id", "post_id")
DEFINITIONS = (
    ("Đợt bàn giao", "Biên bản bàn giao được chốt trong kỳ, theo lúc chốt, giờ Hà Nội."),
    ("Phong bì", "Phong bì ghi trong các biên bản đó; phong bì gửi lại được tính thêm một lần."),
    ("Chưa xác nhận", "Biên bản đã chốt mà bưu điện chưa xác nhận sau 1 ngày làm việc, đến thời điểm tính, không theo kỳ."),
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
    ("Quá hạn giao", "Phong bì bưu điện đang giữ đã qua ngày phải giao (J+1 đến J+4), đến thời điểm tính, không theo kỳ."),
    ("Khiếu nại", "Khiếu nại bưu điện mở trong kỳ."),
    (
        "Chưa trả lời, quá hạn trả lời",
        "Đến thời điểm tính, không theo kỳ. Hạn: 5 ngày làm việc trong thành phố, 7 ngày đi tỉnh khác.",
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


Pairs = dict[tuple[int, int | None], Tally]


@dataclass
class Supervision:
    """`by_office` and `by_post`: (id, name, tally), by name; 0 for what is with no post office any more.

    `reasons`: why envelopes came back, the most frequent first.
    """

    total: Tally
    by_office: list[tuple[int, str, Tally]]
    by_post: list[tuple[int, str, Tally]]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        labels = dict(FailureReason.choices)
        return [(labels.get(code, "Không ghi"), number) for code, number in self.total.reasons.most_common()]


def supervise(units: list[int] | None, *, first: date, last: date, at: datetime, calendar: WorkingCalendar) -> Supervision:
    """Local days `first` to `last`, both counted, as known at `at`; `units`: the offices seen, None for all.

    A dozen queries, however many.
    """
    pairs = _pairs(Known.of_days(first, last, at=at, units=units), calendar)
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
    for (office_id, _post_id), tally in _pairs(Known.of_days(first, last, at=at, units=units), calendar).items():
        found[office_id].add(tally)
    return dict(found)


def _pairs(known: Known, calendar: WorkingCalendar) -> Pairs:
    """{(office, post office or None): tally}."""
    pairs: Pairs = defaultdict(Tally)
    _batches(pairs, known, calendar)
    _ways(pairs, known, calendar)
    _reasons(pairs, known)
    _complaints(pairs, known)
    for pair in known.differences().values_list("office_id", "post_office_id"):
        pairs[pair].differences += 1
    return pairs


def _batches(pairs: Pairs, known: Known, calendar: WorkingCalendar) -> None:
    for office_id, post_id, record in known.closed().values_list("office_id", "post_office_id", "record"):
        tally = pairs[office_id, post_id]
        tally.hand_overs += 1
        tally.parcels += len(list(known.numbers_in(record)))
        tally.differences += len(list(known.numbers_refused(record)))
    for batch in known.unconfirmed(calendar):
        pairs[batch.office_id, batch.post_office_id].unconfirmed += 1


def _ways(pairs: Pairs, known: Known, calendar: WorkingCalendar) -> None:
    days = days_under_way(calendar)
    for office_id, post_id, taken_at, at in known.delivered().values_list(*OF_A_WAY, "taken_at", "at"):
        pairs[office_id, post_id].delivered += 1
        pairs[office_id, post_id].days.append(days(taken_at, at))
    for office_id, post_id in known.late().values_list(*OF_A_WAY):
        pairs[office_id, post_id].late += 1
    for office_id, post_id in known.fallen(*LOSSES).values_list(*OF_A_WAY):
        pairs[office_id, post_id].fallen_out += 1


def _reasons(pairs: Pairs, known: Known) -> None:
    """Of what came back, the reason of the last try before."""
    returned = list(known.fallen("returned").values_list("parcel_id", "at", *OF_A_WAY))
    tried: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    failed = ParcelEvent.objects.filter(kind="failed", parcel_id__in=[row[0] for row in returned]).order_by("at")
    for parcel_id, at, reason in failed.values_list("parcel_id", "at", "reason"):
        tried[parcel_id].append((at, reason))
    for parcel_id, at, office_id, post_id in returned:
        before = [reason for tried_at, reason in tried[parcel_id] if tried_at <= at]
        pairs[office_id, post_id].returned += 1
        pairs[office_id, post_id].reasons[before[-1] if before else ""] += 1


def _complaints(pairs: Pairs, known: Known) -> None:
    for name, rows in (
        ("complaints", known.complaints()),
        ("complaints_open", known.unanswered()),
        ("complaints_late", known.unanswered_late()),
    ):
        for office_id, post_id in rows.values_list(*OF_A_WAY):
            setattr(pairs[office_id, post_id], name, getattr(pairs[office_id, post_id], name) + 1)


def _places(pairs: Iterable[tuple[int, int | None]]) -> set[int]:
    return {place for pair in pairs for place in pair if place is not None}


def _summed(pairs: Pairs, side: int, names: dict[int, str]) -> list[tuple[int, str, Tally]]:
    """Of what lies in its office, waiting to be sent again, no post office is known."""
    found: dict[int, Tally] = defaultdict(Tally)
    for pair, tally in pairs.items():
        found[pair[side] or 0].add(tally)
    rows = [(place, names.get(place, "Đang ở cơ quan, chờ gửi lại"), tally) for place, tally in found.items()]
    return sorted(rows, key=lambda row: fold(row[1]))
