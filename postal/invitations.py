"""When an envelope that nobody took may go back: after two invitations, at least two working days apart.

A try in vain leaves an invitation; tries on the days between count as one with it. Who refuses the envelope or does not live
there cannot be invited: then at once. Source: TT 17/2017/TT-BTTTT Art. 5(2)(h).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from portal.offices.calendar import CalendarMissing, WorkingCalendar
from postal.models import FailureReason

NEEDED, DAYS_APART = 2, 2
CANNOT_BE_INVITED = {FailureReason.REFUSED, FailureReason.MOVED, FailureReason.WRONG_ADDRESS}


def counted(tries: Iterable[date], calendar: WorkingCalendar) -> list[date]:
    """The local days of the tries that count as invitations, in order."""
    days: list[date] = []
    for day in sorted(tries):
        if not days or day >= next_invitation(days[-1], calendar):
            days.append(day)
    return days


def next_invitation(last: date, calendar: WorkingCalendar) -> date:
    """The first day on which the next invitation counts."""
    day = last
    for _ in range(DAYS_APART):
        day = next_working_day(day, calendar)
    return day


def next_working_day(day: date, calendar: WorkingCalendar) -> date:
    """The first after `day`. In a year not decided yet: Monday to Friday. The post goes on; no promise hangs on this day."""
    try:
        return calendar.next_working_day(day)
    except CalendarMissing:
        ahead = day + timedelta(days=1)
        return ahead + timedelta(days=max(0, 7 - ahead.weekday()) if ahead.weekday() > 4 else 0)
