"""The difficulties of a period in figures, for the periodic report: as they stood at a moment, from the history rows.

The same question about a past moment has the same answer next year. Days are local, both inclusive.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from portal.days import HANOI, local_day
from portal.difficulties.ages import answer_by, working_days
from portal.difficulties.models import UNANSWERED, DifficultyEvent, DifficultyReport, Kind
from portal.offices.calendar import calendar_for

TOP = 5
DEFINITIONS = (  # name, in words
    ("Tiếp nhận", "Số khó khăn, kiến nghị các đơn vị gửi trong kỳ."),
    (
        "Đã trả lời",
        "Số việc có câu trả lời lần đầu hoặc trả lời lại trong kỳ, mỗi việc tính một lần, kể cả việc gửi từ kỳ trước.",
    ),
    ("Đã xong", "Số việc được đóng trong kỳ, có ghi đã làm gì."),
    ("Đã gộp", "Số việc trùng được gộp vào việc khác trong kỳ."),
    ("Còn chờ", "Số việc chưa trả lời ở cuối kỳ, kể cả việc đã chuyển xử lý và việc mở lại."),
    ("Quá hạn", "Trong số còn chờ, số việc đã qua ngày cuối của thời hạn trả lời."),
    ("Ngày chờ, trung vị", "Trung vị số ngày làm việc đã chờ của các việc còn chờ, không kể ngày gửi."),
    ("Số đơn vị", "Đơn vị đã nêu và các đơn vị bấm “Tôi cũng gặp”, mỗi đơn vị tính một lần."),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """`median_days`, `oldest_days`: working days that what is open at the end has waited; None where nothing is open."""

    first_on: date
    last_on: date
    as_of: datetime
    received: int
    by_kind: dict[str, int]
    answered: int
    closed: int
    merged: int
    open: int
    late: int
    median_days: float | None
    oldest_days: int | None
    top: list[DifficultyReport]  # with `units`, most units first

    def figures(self) -> list[tuple[str, int | float | None]]:
        """In the order and words of DEFINITIONS."""
        kinds = [(f"Tiếp nhận: {label.lower()}", self.by_kind[value]) for value, label in Kind.choices]
        done = [("Đã trả lời", self.answered), ("Đã xong", self.closed), ("Đã gộp", self.merged)]
        waiting = [("Còn chờ", self.open), ("Quá hạn", self.late)]
        ages = [("Ngày chờ, trung vị", self.median_days), ("Ngày chờ, lâu nhất", self.oldest_days)]
        return [("Tiếp nhận", self.received), *kinds, *done, *waiting, *ages]


def summary_of(first_on: date, last_on: date, *, as_of: datetime, office_id: int | None = None) -> Summary:
    """Of a period up to its end or, where that is later, up to `as_of`; of all units or of one."""
    start = datetime.combine(first_on, time.min, HANOI)
    end = min(datetime.combine(last_on + timedelta(days=1), time.min, HANOI), as_of)
    mine = DifficultyReport.objects.filter(office_id=office_id) if office_id else DifficultyReport.objects.all()
    received = mine.filter(written_at__gte=start, written_at__lt=end)
    kinds = dict(received.values_list("kind").annotate(n=Count("pk")).order_by())
    happened = DifficultyEvent.objects.filter(difficulty__in=mine, at__gte=start, at__lt=end)
    counted = dict(happened.values_list("verb").annotate(n=Count("difficulty", distinct=True)).order_by())
    open_ones = list(_open_at(mine, end))
    ages = _ages(open_ones, end)
    return Summary(
        first_on=first_on,
        last_on=last_on,
        as_of=as_of,
        received=sum(kinds.values()),
        by_kind={value: kinds.get(value, 0) for value in Kind.values},
        answered=counted.get("answer", 0),
        closed=counted.get("close", 0),
        merged=counted.get("merge", 0),
        open=len(open_ones),
        late=sum(late for _days, late in ages),
        median_days=median(days for days, _late in ages) if ages else None,
        oldest_days=max((days for days, _late in ages), default=None),
        top=list(_top(received | mine.filter(pk__in=[one.pk for one in open_ones]), end)),
    )


def _open_at(rows: QuerySet[DifficultyReport], moment: datetime) -> QuerySet[DifficultyReport]:
    """Those not answered just before a moment, each with `waiting_then`."""
    before = DifficultyEvent.objects.filter(difficulty=OuterRef("pk"), at__lt=moment).order_by("-id")
    began = before.filter(verb__in=["write", "reopen"])
    state = Subquery(before.values("to_state")[:1])
    return rows.annotate(state_then=state, waiting_then=Subquery(began.values("at")[:1])).filter(state_then__in=UNANSWERED)


def _ages(rows: list[DifficultyReport], moment: datetime) -> list[tuple[int, bool]]:
    """(working days waited, whether past the limit) on the last day before a moment."""
    day, calendar = local_day(moment - timedelta(microseconds=1)), calendar_for(None)
    told = []
    for row in rows:
        last = row.answer_by_on if row.waiting_then == row.waiting_since else answer_by(row.waiting_then)
        told.append((working_days(local_day(row.waiting_then), day, calendar), day > last))
    return told


def _top(rows: QuerySet[DifficultyReport], moment: datetime) -> QuerySet[DifficultyReport]:
    units = Count("echoes", filter=Q(echoes__at__lt=moment), distinct=True) + 1
    alone = rows.filter(merged_into__isnull=True).select_related("office")
    return alone.annotate(units=units).order_by("-units", "written_at", "pk")[:TOP]
