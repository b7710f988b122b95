"""Opening hours from a day on, for the city or one office, and Saturday sessions: entered and withdrawn, never deleted.

New hours without an end take over from the open-ended ones before them; any other overlap is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.calendar_versions import Change, Span, new_version, one_at_a_time
from portal.offices.errors import ChangedMeanwhile, HoursOutOfOrder, OverlappingHours, ReasonMissing
from portal.offices.models import OpeningHours

Session = OpeningHours.Session


@dataclass(frozen=True, slots=True)
class NewHours:
    """`office_id` empty = the whole city; `valid_to` empty = until others take over. Only a Saturday may say it counts."""

    valid_from: date
    opens_at: time
    closes_at: time
    valid_to: date | None = None
    office_id: int | None = None
    session: str = Session.WEEKDAYS
    counts_as_working_day: bool = False
    legal_document: str = ""


def enter_hours(new: NewHours, *, by: Actor, at: datetime) -> Change:
    """A Saturday session only receives unless it says that it counts. Raises HoursOutOfOrder, OverlappingHours.

    Source: domain reference §6.3 (QĐ 14/2010/QĐ-TTg).
    """
    if new.closes_at <= new.opens_at or (new.valid_to and new.valid_to < new.valid_from):
        raise HoursOutOfOrder
    if new.counts_as_working_day and new.session != Session.SATURDAY:
        raise ValueError("Only a Saturday session says whether it counts; the other days always do.")
    with transaction.atomic():
        one_at_a_time()
        before = _taken_over(new)
        if before:
            before.valid_to = new.valid_from - timedelta(days=1)
            before.save()
        row = OpeningHours.objects.create(
            office_id=new.office_id,
            session=new.session,
            valid_from=new.valid_from,
            valid_to=new.valid_to,
            opens_at=new.opens_at,
            closes_at=new.closes_at,
            counts_as_working_day=new.counts_as_working_day,
            legal_document=new.legal_document.strip(),
            entered_by_id=by.user_id,
            entered_at=at,
        )
        if before:
            before.ended_by = row
            before.save()
        return _changed(row, "Thêm", "hours.entered", by=by, at=at)


def withdraw_hours(pk: int, *, reason: str, by: Actor, at: datetime) -> Change:
    """They no longer count; the ones they took over from go on. Raises ReasonMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        one_at_a_time()
        row = OpeningHours.objects.select_for_update().get(pk=pk)
        if row.withdrawn_at:
            raise ChangedMeanwhile
        row.withdrawn_by_id, row.withdrawn_at, row.withdrawn_reason = by.user_id, at, reason.strip()
        row.save()
        for before in OpeningHours.objects.in_force().filter(ended_by=row):
            before.valid_to, before.ended_by = row.valid_to, row.ended_by
            before.save()
        return _changed(row, "Rút", "hours.withdrawn", by=by, at=at)


def _taken_over(new: NewHours) -> OpeningHours | None:
    """The open-ended hours that end where the new ones begin. Raises OverlappingHours where any others are in the way."""
    until = Q(valid_from__lte=new.valid_to) if new.valid_to else Q()
    same = OpeningHours.objects.in_force().filter(office_id=new.office_id, session=new.session)
    in_the_way = list(same.filter(until, Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from)).order_by("valid_from"))
    for row in in_the_way:
        if row.valid_to or row.valid_from >= new.valid_from or new.valid_to:
            raise OverlappingHours(row)
    return in_the_way[0] if in_the_way else None


def _changed(row: OpeningHours, verb: str, action: str, *, by: Actor, at: datetime) -> Change:
    where = row.office.full_name if row.office_id else "toàn thành phố"
    hours = f"{row.opens_at:%H:%M}–{row.closes_at:%H:%M}"
    what = f"{verb} giờ mở cửa {row.get_session_display().lower()} {hours} từ {row.valid_from:%d/%m/%Y} ({where})"
    span = Span(row.valid_from, row.valid_to, row.office_id)
    version = new_version(what, [span], by=by, at=at)
    record(action, subject=f"opening_hours:{row.pk}", by=by, at=at, version=version, of_office=row.office_id)
    is_past = row.valid_from < timezone.localdate(at)
    warning = f"Có hiệu lực từ ngày đã qua, {row.valid_from:%d/%m/%Y}. Lịch sử các hồ sơ đã giải quyết không thay đổi"
    return Change(version, (span,), (warning,) if is_past else ())
