"""The deadline of a dossier in icon and words, for lists and heads: pure, from the moment and the row's own fields.

Words of the design: "Quá hạn 2 giờ", "Còn 1 giờ 36 phút", "Thứ Hai 23/03", "Chờ bổ sung", "Đúng hạn"; and of an apology:
"Quá hạn · hẹn lại 10:00 thứ Ba 24/11".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.states import ON_THE_CLOCK, State
from portal.days import HANOI, WEEKDAYS
from portal.marks import Chip


def deadline_chip(
    *,
    state: str,
    due_at: datetime | None,
    due_on: date | None,
    resolved_at: datetime | None,
    now: datetime,
    reappointed_at: datetime | None = None,
) -> Chip:
    """Moments aware; `due_on` a local day; `reappointed_at` the new time of a signed apology."""
    if state == State.SUPPLEMENT_REQUESTED:
        return Chip("hold", "pause-circle", "Chờ bổ sung")
    if due_at is None or due_on is None:
        return Chip("neutral", "circle", "Chưa tính hạn")
    if state not in ON_THE_CLOCK:
        return _outcome(due_on, resolved_at)
    if now > due_at:
        return Chip("over", "exclamation-octagon-fill", _overdue(due_at, reappointed_at, now))
    if due_on == now.astimezone(HANOI).date():
        return Chip("today", "clock-fill", f"Còn {_span(due_at - now)}")
    return Chip("next", "calendar-event-fill", f"{WEEKDAYS['vi'][due_on.weekday()].replace('thứ', 'Thứ')} {due_on:%d/%m}")


def _overdue(due_at: datetime, reappointed_at: datetime | None, now: datetime) -> str:
    if reappointed_at is None:
        return f"Quá hạn {_span(now - due_at)}"
    if now > reappointed_at:
        return f"Quá hạn {_span(now - due_at)} · lỡ cả hẹn lại"
    local = reappointed_at.astimezone(HANOI)
    return f"Quá hạn · hẹn lại {local:%H:%M} {WEEKDAYS['vi'][local.weekday()]} {local:%d/%m}"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What is left of a promise that still runs, for its citizen, in the page's language. On the last day it is counted in
    minutes and may go on counting on an open page: `milliseconds` and the three ways to say it, with {h} and {m}."""

    text: str
    milliseconds: int | None = None
    hours_and_minutes: str = ""
    hours: str = ""
    minutes: str = ""


def time_left(*, due_at: datetime, due_on: date, now: datetime) -> TimeLeft | None:
    """None from the promise's end on. Moments aware, `due_on` a local day."""
    if now >= due_at:
        return None
    days = (due_on - now.astimezone(HANOI).date()).days
    if days > 0:
        return TimeLeft(ngettext("Còn %(n)d ngày", "Còn %(n)d ngày", days) % {"n": days})
    left, ways = due_at - now, (_("Còn {h} giờ {m} phút"), _("Còn {h} giờ"), _("Còn {m} phút"))
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    way = ways[0] if hours and minutes else ways[1] if hours else ways[2]
    text = way.format(h=hours, m=f"{minutes:02d}" if hours else minutes)
    return TimeLeft(text, left // timedelta(milliseconds=1), *ways)


def _outcome(due_on: date, resolved_at: datetime | None) -> Chip:
    if resolved_at is None:
        return Chip("neutral", "circle", "Đã đóng")
    day = resolved_at.astimezone(HANOI).date()
    if day > due_on:
        return Chip("neutral", "circle", f"Trễ {(day - due_on).days} ngày")
    return Chip("done", "check-circle-fill", "Trước hạn" if day < due_on else "Đúng hạn")


def _span(left: timedelta) -> str:
    """ "1 ngày", "1 giờ 36 phút", "4 phút". Whole minutes, rounded down."""
    minutes = int(left.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} ngày"
    if hours:
        return f"{hours} giờ {rest:02d} phút" if rest else f"{hours} giờ"
    return f"{rest} phút"
