"""THE RULE: when a result is due, and why, in words.

Source: 60/2014/QH13, Art. 5(3) ("trường hợp nhận hồ sơ sau 15 giờ … trả kết quả trong ngày làm việc tiếp theo").
Pure: takes the moment, the calendar and the policy; only views and tasks know what time it is. Whole seconds, local time
(Asia/Ho_Chi_Minh). 15:00:00 is in time, 15:00:01 is not; the one comparison is in `due`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.offices.calendar import WorkingCalendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Policy:
    """A dated version of the promise: results the same working day unless counted after `cutoff`."""

    cutoff: time = time(15)


SAME_DAY = Policy()


@dataclass(frozen=True, slots=True)
class Promise:
    """What the citizen is promised. All moments aware, in Hà Nội time; `due_at` is the close of `due_on`."""

    submitted_at: datetime
    counted_at: datetime
    due_on: date
    due_at: datetime
    why: tuple[str, ...]  # Vietnamese sentences, in order


def due(submitted_at: datetime, calendar: WorkingCalendar, policy: Policy = SAME_DAY) -> Promise:
    """The promise for a dossier complete at `submitted_at` (aware, any zone).

    Raises portal.offices.calendar.CalendarMissing where a day's calendar is not decided, ValueError for a naive moment.
    """
    if submitted_at.tzinfo is None:
        raise ValueError("submitted_at must be aware: the rule is one of local time.")
    moment = submitted_at.astimezone(HANOI).replace(microsecond=0)
    counted_at, why = _counted(moment, calendar)
    if counted_at.time() <= policy.cutoff:
        due_on = counted_at.date()
        why.append(f"Hồ sơ tính là nhận không sau {_clock(policy.cutoff)} nên giải quyết trong ngày {day_in_words(due_on)}.")
    else:
        due_on = calendar.next_working_day(counted_at.date())
        why.append(
            f"Hồ sơ nhận sau {_clock(policy.cutoff)} nên giải quyết trong ngày làm việc tiếp theo, {day_in_words(due_on)}."
        )
        why.extend(_days_off_between(counted_at.date(), due_on, calendar))
    due_at = datetime.combine(due_on, calendar.hours_on(due_on).closes_at, HANOI)
    return Promise(moment, counted_at, due_on, due_at, tuple(why))


def _counted(moment: datetime, calendar: WorkingCalendar) -> tuple[datetime, list[str]]:
    """When the dossier counts as received: the moment itself, moved forward to the next opening of the office."""
    day, hours = moment.date(), calendar.hours_on(moment.date())
    why = [f"Nộp lúc {moment:%H:%M:%S}, {day_in_words(day)}."]
    if calendar.is_working_day(day) and moment.time() < hours.closes_at:
        if moment.time() < hours.opens_at:
            why.append(f"Trước giờ mở cửa nên tính là nhận lúc {hours.opens_at:%H:%M} cùng ngày.")
            return datetime.combine(day, hours.opens_at, HANOI), why
        return moment, why
    opening_day = calendar.next_working_day(day)
    if calendar.is_working_day(day):
        why.append(f"Cơ quan đóng cửa lúc {hours.closes_at:%H:%M}.")
    else:
        why.append(_why_off(day, calendar))
    why.extend(_days_off_between(day, opening_day, calendar))
    opens_at = calendar.hours_on(opening_day).opens_at
    why.append(f"Tính là nhận lúc {opens_at:%H:%M}, {day_in_words(opening_day)}.")
    return datetime.combine(opening_day, opens_at, HANOI), why


def _days_off_between(start: date, end: date, calendar: WorkingCalendar) -> list[str]:
    """A sentence for each weekday between two days that the calendar takes off."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days))
    return [_why_off(day, calendar) for day in days if day in calendar.exceptions]


def _why_off(day: date, calendar: WorkingCalendar) -> str:
    exceptional = calendar.exceptions.get(day)
    if exceptional is None:
        return f"{_capital(day_in_words(day))} là ngày nghỉ hằng tuần."
    source = f" theo {exceptional.legal_document}" if exceptional.legal_document else ""
    return f"{_capital(day_in_words(day))}: {exceptional.name_vi}{source}."


def day_in_words(day: date) -> str:
    """ "thứ Sáu 20/03/2026" """
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ" if moment.minute == 0 else f"{moment:%H:%M}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
