"""Whether an office will keep today's promises at today's pace: a pure rule over four numbers, and what reads them.

The pace is what the office has resolved today over the minutes it has worked today, the noon break left out. It counts on
the dossiers that fall due today being taken before any other, so the forecast is the kindest that the pace allows.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, QuerySet

from applications.models import Application
from applications.states import RESOLVED, State
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar, calendars_of
from portal.offices.working_hours import is_open, minutes_between

SHOWN_FROM = time(14)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`late` of `due` open dossiers will be overdue by the close of the day; `has_pace`: something was resolved today."""

    late: int
    due: int
    has_pace: bool = True

    @property
    def is_bad(self) -> bool:
        return self.late > 0

    @property
    def sentence(self) -> str:
        if not self.has_pace:
            return f"Hôm nay chưa giải quyết xong hồ sơ nào; {self.due} hồ sơ còn phải xong trong ngày."
        return f"Với tốc độ hiện nay, {self.late} trong {self.due} hồ sơ sẽ quá hạn."


def foresee(*, resolved: int, due: int, minutes_worked: float, minutes_left: float) -> Forecast:
    """How many of the dossiers still open and due today will be overdue, if the rest of the day goes like the day so far."""
    if not due or not resolved or minutes_worked <= 0:
        return Forecast(late=due, due=due, has_pace=not due or resolved > 0)
    still_done = int(resolved * minutes_left / minutes_worked)
    return Forecast(late=max(0, due - still_done), due=due)


def forecast_for_office(office_id: int, calendar: WorkingCalendar, *, now: datetime) -> Forecast | None:
    """What an office is shown from 14:00 until it closes; None at other times. Two queries."""
    worked, left = _minutes(now, calendar)
    if now.astimezone(HANOI).time() < SHOWN_FROM or left <= 0:
        return None
    due, resolved = due_today(now).filter(office_id=office_id), resolved_today(now).filter(office_id=office_id)
    return foresee(resolved=resolved.count(), due=due.count(), minutes_worked=worked, minutes_left=left)


def forecasts(*, now: datetime) -> dict[int, Forecast]:
    """By office id, of each office that works at this moment and has dossiers due today. As many queries for one as for all."""
    due = _by_office(due_today(now))
    resolved = _by_office(resolved_today(now).filter(office_id__in=due))
    found = {}
    for office_id, calendar in calendars_of(due).items():
        if is_open(now, calendar):
            worked, left = _minutes(now, calendar)
            numbers = {"resolved": resolved.get(office_id, 0), "due": due[office_id]}
            found[office_id] = foresee(**numbers, minutes_worked=worked, minutes_left=left)
    return found


def due_today(now: datetime) -> QuerySet[Application]:
    """Still open, and to be resolved before this local day ends."""
    return Application.objects.real().filter(runs_out_at__gte=now, runs_out_at__lt=_day(now)[1], overdue_at__isnull=True)


def resolved_today(now: datetime) -> QuerySet[Application]:
    """Signed or refused by the office; what people withdrew is no work of its own."""
    return Application.objects.real().filter(state__in=[*RESOLVED, State.REFUSED], resolved_at__gte=_day(now)[0])


def _by_office(rows: QuerySet[Application]) -> dict[int, int]:
    return dict(rows.order_by().values_list("office_id").annotate(number=Count("pk")))


def _minutes(now: datetime, calendar: WorkingCalendar) -> tuple[float, float]:
    """Minutes worked today before this moment and after it."""
    start, tomorrow = _day(now)
    return minutes_between(start, now, calendar), minutes_between(now, tomorrow - timedelta(seconds=1), calendar)


def _day(now: datetime) -> tuple[datetime, datetime]:
    start = datetime.combine(now.astimezone(HANOI).date(), time.min, HANOI)
    return start, start + timedelta(days=1)
