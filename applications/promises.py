"""The promise in words for a moment before filing: "nộp bây giờ thì …". The rule itself is deadlines.due."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.deadlines import HANOI, SAME_DAY, Promise, due
from applications.reasons import day_in_words
from portal.offices.calendar import CalendarMissing, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Outlook:
    """What filing at `now` would be promised, in one bold part and a rest; times in Hà Nội."""

    promise: Promise
    when: str  # bold: "trước 15 giờ hôm nay", or "bây giờ"
    then: str  # "trích lục được giải quyết trong ngày"
    why: str  # why it is not today; empty where it is
    now: datetime
    minutes_left: int | None  # until the cut-off, where the promise is today

    @property
    def left_in_words(self) -> str:
        """ "5 giờ 48 phút"; empty where there is nothing to count."""
        if self.minutes_left is None:
            return ""
        hours, minutes = divmod(self.minutes_left, 60)
        if not hours:
            return _("%(minutes)d phút") % {"minutes": minutes}
        return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": minutes}


def outlook(now: datetime, calendar: WorkingCalendar) -> Outlook | None:
    """The promise as of now, for a page; None where the calendar of these days is not decided."""
    try:
        promise = due(now, calendar)
    except CalendarMissing:
        return None
    local = now.astimezone(HANOI)
    if promise.due_on == local.date():
        left = datetime.combine(local.date(), SAME_DAY.cutoff, HANOI) - local
        return Outlook(
            promise,
            when=_("trước %(hour)d giờ hôm nay") % {"hour": SAME_DAY.cutoff.hour},
            then=_("trích lục được giải quyết trong ngày"),
            why="",
            now=local,
            minutes_left=max(0, int(left.total_seconds() // 60)),
        )
    then = _("trích lục được giải quyết trong %(day)s") % {"day": day_in_words(promise.due_on)}
    return Outlook(promise, when=_("bây giờ"), then=then, why=" ".join(promise.why[1:]), now=local, minutes_left=None)
