"""THE RULE: when a result is due. The reasons for it are in reasons.py, their words in reasons_vi.py and reasons_en.py.

Source: 60/2014/QH13, Art. 5(3) ("trường hợp nhận hồ sơ sau 15 giờ … trả kết quả trong ngày làm việc tiếp theo"); limits in
working days and hours: each procedure's own law, as data (policies.py).
Pure: takes the moment, the calendar and the policy; only views and tasks know what time it is. Whole seconds, local time
(Asia/Ho_Chi_Minh). 15:00:00 is in time, 15:00:01 is not; the one comparison is in `_due_at`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from applications import reasons_en, reasons_vi
from applications.limits import SAME_DAY, Clock, Limit, Policy
from applications.reasons import reasons
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What the citizen is promised. All moments aware, in Hà Nội time; `due_at` is the close of `due_on`."""

    submitted_at: datetime
    counted_at: datetime
    due_on: date
    due_at: datetime
    why: tuple[str, ...]  # Vietnamese sentences, in order
    why_en: tuple[str, ...]  # the same in English
    policy: str = ""
    calendar_version: int = 0


def due(submitted_at: datetime, calendar: WorkingCalendar, policy: Policy = SAME_DAY, *, is_passed_on: bool = False) -> Promise:
    """The promise for a dossier complete at `submitted_at` (aware, any zone), with its reasons.

    `is_passed_on`: not sent then, but passed on by another office; only the words differ.

    Raises portal.offices.calendar.CalendarMissing where a day's calendar is not decided, ValueError for a naive moment.
    """
    moment, counted_at, due_at = decide(submitted_at, calendar, policy)
    why = list(reasons(moment, counted_at, due_at, calendar, policy, is_passed_on=is_passed_on))
    why_vi, why_en = (tuple(map(words.sentence, why)) for words in (reasons_vi, reasons_en))
    return Promise(moment, counted_at, due_at.date(), due_at, why_vi, why_en, policy.version, calendar.version)


def decide(submitted_at: datetime, calendar: WorkingCalendar, policy: Policy = SAME_DAY) -> tuple[datetime, datetime, datetime]:
    """(submitted, counted, due) in whole seconds of Hà Nội: the rule without its words. Raises as `due`."""
    if submitted_at.tzinfo is None:
        raise ValueError("submitted_at must be aware: the rule is one of local time.")
    moment = submitted_at.astimezone(HANOI).replace(microsecond=0)
    counted_at = counted_from(moment, calendar)
    return moment, counted_at, _due_at(counted_at, calendar, policy)


def starts_at(
    policy: Policy, submitted_at: datetime, *, received_at: datetime | None = None, paid_at: datetime | None = None
) -> datetime | None:
    """The moment from which the limit runs under this policy; None while something it waits for has not happened.

    `submitted_at` is when the form was complete; for a dossier that came by post, when its hand-over record was signed
    (QĐ 45/2016/QĐ-TTg, Art. 7(4)). All aware.
    """
    awaited = [submitted_at]
    if policy.needs_payment:
        awaited.append(paid_at)
    if policy.clock == Clock.RECEIVED:
        awaited.append(received_at)
    return None if None in awaited else max(awaited)


def after_pause(due_at: datetime, paused_at: datetime, resumed_at: datetime, calendar: WorkingCalendar) -> datetime:
    """A promise after the clock stood still: each working day that began in the pause moves it by one. All aware.

    Nothing is taken from the citizen: a pause within one day, or while the office was closed, leaves the promise; one that
    moved ends at the close of its day. Source: domain reference §6.1 (uncertain, therefore a setting of the policy).
    """
    day, until = (counted_from(moment.astimezone(HANOI), calendar).date() for moment in (paused_at, resumed_at))
    if day >= until:
        return due_at
    due_on = due_at.astimezone(HANOI).date()
    while day < until:
        day = calendar.next_working_day(day)
        due_on = calendar.next_working_day(due_on)
    return _close_of(due_on, calendar)


def counted_from(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """When something of that local moment counts as received: the moment itself, or the next opening of the office."""
    day, hours = moment.date(), calendar.hours_on(moment.date())
    if not calendar.is_working_day(day) or moment.time() >= hours.closes_at:
        day = calendar.next_working_day(day)
        return datetime.combine(day, calendar.hours_on(day).opens_at, HANOI)
    return max(moment, datetime.combine(day, hours.opens_at, HANOI))


def _due_at(counted_at: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime:
    day = counted_at.date()
    match policy.limit:
        case Limit.WORKING_HOURS:
            return _after_hours(counted_at, policy.amount, calendar)
        case Limit.WORKING_DAYS:
            working_days = policy.amount
        case Limit.SAME_DAY:
            working_days = 0 if counted_at.time() <= policy.cutoff else 1
    for _ in range(working_days):
        day = calendar.next_working_day(day)
    return _close_of(day, calendar)


def _after_hours(moment: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
    """`amount` hours of open doors later; a limit that ends at a close ends there, not at the next opening."""
    left = timedelta(hours=amount)
    while True:
        for opens_at, closes_at in calendar.hours_on(moment.date()).sessions:
            begin = max(moment, datetime.combine(moment.date(), opens_at, HANOI))
            open_for = datetime.combine(moment.date(), closes_at, HANOI) - begin
            if left <= open_for:
                return begin + left
            left -= max(open_for, timedelta(0))
        day = calendar.next_working_day(moment.date())
        moment = datetime.combine(day, time(0), HANOI)


def _close_of(day: date, calendar: WorkingCalendar) -> datetime:
    return datetime.combine(day, calendar.hours_on(day).closes_at, HANOI)
