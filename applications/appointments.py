"""The new time of an apology: which moments may be named, and which is proposed. Pure: takes the moment and the calendar.

Source: NĐ 61/2018/NĐ-CP Art. 19(9); domain reference §5.2 (reason and new date; the due moment is never overwritten).
"""

from datetime import date, datetime, time, timedelta

from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, WorkingCalendar

STEP = timedelta(minutes=30)  # of the times offered


def fault_of(moment: datetime, calendar: WorkingCalendar, *, now: datetime, due_at: datetime) -> str:
    """Why the moment (aware) cannot be named, as a sentence; "" where it can. Opening and closing times are both within."""
    local = moment.astimezone(HANOI)
    try:
        is_working_day = calendar.is_working_day(local.date())
    except CalendarMissing:
        return f"Chưa có lịch làm việc của ngày {local:%d/%m/%Y}. Chọn ngày gần hơn."
    if not is_working_day:
        return f"Ngày {local:%d/%m/%Y} cơ quan không làm việc. Chọn một ngày làm việc."
    hours = calendar.hours_on(local.date())
    if not hours.opens_at <= local.time() <= hours.closes_at:
        return f"Ngày {local:%d/%m/%Y} cơ quan làm việc từ {hours.opens_at:%H:%M} đến {hours.closes_at:%H:%M}."
    if moment <= now:
        return "Thời gian hẹn lại đã qua. Chọn thời gian sau lúc này."
    if moment <= due_at:
        return f"Thời gian hẹn lại phải sau hạn đã hẹn, {due_at.astimezone(HANOI):%H:%M ngày %d/%m/%Y}."
    return ""


def proposal(calendar: WorkingCalendar, *, now: datetime, due_at: datetime) -> datetime | None:
    """The close of the first working day after today and after the due day; None where the calendar is not decided."""
    try:
        day = calendar.next_working_day(max(now, due_at).astimezone(HANOI).date())
    except CalendarMissing:
        return None
    return datetime.combine(day, calendar.hours_on(day).closes_at, HANOI)


def days_offered(calendar: WorkingCalendar, *, now: datetime, due_at: datetime, number: int = 10) -> list[date]:
    """Working days, from the first on which some opening time is left; fewer where the calendar ends."""
    day, days = max(now, due_at).astimezone(HANOI).date(), []
    try:
        while len(days) < number:
            if calendar.is_working_day(day) and _close(day, calendar) > max(now, due_at):
                days.append(day)
            day += timedelta(days=1)
    except CalendarMissing:
        pass
    return days


def times_offered(days: list[date], calendar: WorkingCalendar) -> list[time]:
    """Every half hour from the earliest opening to the latest close of these days, and each close itself."""
    hours = [calendar.hours_on(day) for day in days]
    if not hours:
        return []
    first, last = min(h.opens_at for h in hours), max(h.closes_at for h in hours)
    moment, end = datetime.combine(days[0], first), datetime.combine(days[0], last)
    times = {h.closes_at for h in hours}
    while moment <= end:
        times.add(moment.time())
        moment += STEP
    return sorted(times)


def _close(day: date, calendar: WorkingCalendar) -> datetime:
    return datetime.combine(day, calendar.hours_on(day).closes_at, HANOI)
