"""THE RULE: when a result is due. The reasons for it are in reasons.py, their words in reasons_vi.py and reasons_en.py.

Source: 60/2014/QH13, Art. 5(3) ("trường hợp nhận hồ sơ sau 15 giờ … trả kết quả trong ngày làm việc tiếp theo").
Pure: takes the moment, the calendar and the policy; only views and tasks know what time it is. Whole seconds, local time
(Asia/Ho_Chi_Minh). 15:00:00 is in time, 15:00:01 is not; the one comparison is in `due`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from applications import reasons_en, reasons_vi
from applications.reasons import reasons
from portal.offices.calendar import WorkingCalendar

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


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
    why_en: tuple[str, ...]  # the same in English


def due(submitted_at: datetime, calendar: WorkingCalendar, policy: Policy = SAME_DAY) -> Promise:
    """The promise for a dossier complete at `submitted_at` (aware, any zone).

    Raises portal.offices.calendar.CalendarMissing where a day's calendar is not decided, ValueError for a naive moment.
    """
    if submitted_at.tzinfo is None:
        raise ValueError("submitted_at must be aware: the rule is one of local time.")
    moment = submitted_at.astimezone(HANOI).replace(microsecond=0)
    counted_at = _counted(moment, calendar)
    is_in_time = counted_at.time() <= policy.cutoff
    due_on = counted_at.date() if is_in_time else calendar.next_working_day(counted_at.date())
    due_at = datetime.combine(due_on, calendar.hours_on(due_on).closes_at, HANOI)
    why = list(reasons(moment, counted_at, due_on, calendar, cutoff=policy.cutoff))
    why_vi, why_en = (tuple(map(words.sentence, why)) for words in (reasons_vi, reasons_en))
    return Promise(moment, counted_at, due_on, due_at, why_vi, why_en)


def _counted(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """When the dossier counts as received: the moment itself, moved forward to the next opening of the office."""
    day, hours = moment.date(), calendar.hours_on(moment.date())
    if not calendar.is_working_day(day) or moment.time() >= hours.closes_at:
        day = calendar.next_working_day(day)
        return datetime.combine(day, calendar.hours_on(day).opens_at, HANOI)
    return max(moment, datetime.combine(day, hours.opens_at, HANOI))
