"""What the Department does to the calendar: enter, confirm and withdraw a day, decide a year. Opening hours: hours_keeping.

Each verb is one transaction with its evidence; one that changes what is in force makes one new version of the calendar.
Nothing is deleted. Source: domain reference §6.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.calendar_rules import FIRST_YEAR, LAST_YEAR, NewDay, check
from portal.offices.calendar_versions import Change, Span, new_version, one_at_a_time
from portal.offices.errors import ChangedMeanwhile, DayOutOfRange, DocumentMissing, KnownDaysLost, ReasonMissing, YearOutOfOrder
from portal.offices.models import CalendarException, CalendarYear, OpeningHours

Kind, Status = CalendarException.Kind, CalendarException.Status
SWAPS = {Kind.SWAP_OFF, Kind.SWAP_WORKING}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The document with which a proposal comes into force."""

    legal_document: str
    announced_on: date | None = None


def enter_exception(day: NewDay, *, by: Actor, at: datetime) -> Change:
    """One day, in force at once or as a proposal. A day that is over is let through with a warning.

    Raises ContradictoryException, WrongWeekday, DocumentMissing, DayOutOfRange.
    """
    return enter_exceptions([day], by=by, at=at)


def enter_exceptions(days: Iterable[NewDay], *, by: Actor, at: datetime) -> Change:
    """All of them or, where one is refused, none; one version for all. Raises as enter_exception."""
    with transaction.atomic():
        one_at_a_time()
        entries = [_enter(day, by=by, at=at) for day in days]
        in_force = [entry for entry in entries if entry.status == Status.IN_FORCE]
        return _changed(in_force, "Thêm", by=by, at=at) if in_force else Change(None, warnings=_warnings(entries, at))


def confirm_exception(pk: int, confirmation: Confirmation, *, by: Actor, at: datetime) -> Change:
    """A proposal comes into force. Raises ChangedMeanwhile, DocumentMissing, ContradictoryException, WrongWeekday."""
    with transaction.atomic():
        one_at_a_time()
        entry = CalendarException.objects.select_for_update().get(pk=pk)
        if entry.status != Status.PROPOSED:
            raise ChangedMeanwhile
        entry.legal_document = confirmation.legal_document or entry.legal_document
        entry.announced_on = confirmation.announced_on or entry.announced_on
        check_against_stored(_as_new(entry), except_pk=pk)
        entry.status, entry.confirmed_by_id, entry.confirmed_at = Status.IN_FORCE, by.user_id, at
        entry.save()
        _evidence("calendar.confirmed", entry, by=by, at=at)
        return _changed([entry], "Xác nhận", by=by, at=at)


def withdraw_exception(pk: int, *, reason: str, by: Actor, at: datetime) -> Change:
    """The entry no longer counts and stays to be seen. Raises ReasonMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        one_at_a_time()
        entry = CalendarException.objects.select_for_update().get(pk=pk)
        if entry.status == Status.WITHDRAWN:
            raise ChangedMeanwhile
        was_in_force = entry.status == Status.IN_FORCE
        entry.status, entry.withdrawn_by_id, entry.withdrawn_at = Status.WITHDRAWN, by.user_id, at
        entry.withdrawn_reason = reason.strip()
        entry.save()
        _evidence("calendar.withdrawn", entry, by=by, at=at)
        return _changed([entry], "Rút", by=by, at=at) if was_in_force else Change(None)


def decide_year(year: int, *, known_from: date, known_until: date, legal_document: str, by: Actor, at: datetime) -> Change:
    """How far a year's calendar is decided, with its document; may be told again, but no day that is over becomes unknown.

    Raises YearOutOfOrder, DocumentMissing, KnownDaysLost.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DayOutOfRange(FIRST_YEAR, LAST_YEAR)
    if not (date(year, 1, 1) <= known_from <= known_until <= date(year, 12, 31)):
        raise YearOutOfOrder(year)
    if not legal_document.strip():
        raise DocumentMissing
    with transaction.atomic():
        one_at_a_time()
        before = CalendarYear.objects.select_for_update().filter(year=year).first()
        lost = _lost(before, known_from, known_until)
        today = timezone.localdate(at)
        if any(first <= today for first, _last in lost):
            raise KnownDaysLost(*next((first, min(last, today)) for first, last in lost if first <= today))
        values = {"known_from": known_from, "known_until": known_until, "legal_document": legal_document.strip()}
        CalendarYear.objects.update_or_create(year=year, defaults=values)
        detail = {"known_from": known_from.isoformat(), "known_until": known_until.isoformat()}
        what = f"Quyết định lịch năm {year}: từ {known_from:%d/%m/%Y} đến {known_until:%d/%m/%Y}"
        version = new_version(what, [Span(date(year, 1, 1), date(year, 12, 31))], by=by, at=at)
        record("calendar.year_decided", subject=f"calendar_year:{year}", by=by, at=at, version=version, **detail)
    said = [f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} không còn tính được hạn" for first, last in lost]
    return Change(version, (Span(date(year, 1, 1), date(year, 12, 31)),), tuple(said))


def check_against_stored(day: NewDay, *, except_pk: int | None = None, beside: Iterable[CalendarException] = ()) -> None:
    """As calendar_rules.check, beside what the database holds of that day and the entries that come with it."""
    of_the_day = CalendarException.objects.live().filter(_own(day.office_id), on=day.on).exclude(pk=except_pk)
    sessions = OpeningHours.objects.in_force().filter(
        _own(day.office_id),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day.on),
        valid_from__lte=day.on,
        counts_as_working_day=True,
    )
    live = [*of_the_day.select_related("office", "office__parent"), *beside]
    check(day, live, works_on_saturdays=sessions.exists())


def _enter(day: NewDay, *, by: Actor, at: datetime) -> CalendarException:
    day = replace(day, legal_document=day.legal_document.strip())
    check_against_stored(day)
    entry = CalendarException.objects.create(
        office_id=day.office_id,
        on=day.on,
        kind=day.kind,
        status=Status.IN_FORCE if day.in_force else Status.PROPOSED,
        name_vi=day.name_vi,
        name_en=day.name_en,
        legal_document=day.legal_document,
        announced_on=day.announced_on,
        entered_by_id=by.user_id,
        entered_at=at,
    )
    _evidence("calendar.entered" if day.in_force else "calendar.proposed", entry, by=by, at=at)
    return entry


def _changed(entries: list[CalendarException], verb: str, *, by: Actor, at: datetime) -> Change:
    what = f"{verb} {_in_words(entries)}"
    spans = tuple(Span.day(entry.on, entry.office_id) for entry in entries)
    return Change(new_version(what, spans, by=by, at=at), spans, _warnings(entries, at))


def _in_words(entries: list[CalendarException]) -> str:
    """ "18/11/2026–19/11/2026, 2 ngày: Đóng cửa vì ngập nước (Phường Lĩnh Nam)" """
    days = sorted(entry.on for entry in entries)
    when = f"{days[0]:%d/%m/%Y}–{days[-1]:%d/%m/%Y}, {len(days)} ngày" if len(days) > 1 else f"{days[0]:%d/%m/%Y}"
    names = list(dict.fromkeys(entry.name_vi for entry in entries))
    office = entries[0].office
    where = office.full_name if office else "toàn thành phố"
    where = where if len({entry.office_id for entry in entries}) == 1 else "nhiều phạm vi"
    return f"{when}: {names[0]}{' …' if len(names) > 1 else ''} ({where})"


def _warnings(entries: list[CalendarException], at: datetime) -> tuple[str, ...]:
    """What is allowed but may be a slip."""
    today = timezone.localdate(at)
    past = [f"{entry.on:%d/%m/%Y}" for entry in entries if entry.on < today]
    said = [f"Ngày đã qua: {', '.join(past)}. Lịch sử các hồ sơ đã giải quyết không thay đổi"] if past else []
    known = list(CalendarYear.objects.values_list("known_from", "known_until"))
    unknown = sorted({e.on.year for e in entries if not any(first <= e.on <= last for first, last in known)})
    said += [f"Lịch năm {year} chưa được quyết định đến ngày này, nên mục mới chưa dùng để tính hạn" for year in unknown]
    return (*said, *_lonely_swaps(entries))


def _lonely_swaps(entries: list[CalendarException]) -> list[str]:
    """A swap is a pair under one document: as many days off as days worked for them."""
    said = []
    for document in sorted({entry.legal_document for entry in entries if entry.kind in SWAPS and entry.legal_document}):
        kinds = CalendarException.objects.filter(legal_document=document, status=Status.IN_FORCE, kind__in=SWAPS)
        off = kinds.filter(kind=Kind.SWAP_OFF).count()
        worked = kinds.filter(kind=Kind.SWAP_WORKING).count()
        if off != worked:
            said.append(f"Theo {document} mới có {off} ngày nghỉ hoán đổi và {worked} ngày làm bù. Xem lại cho đủ đôi")
    return said


def _lost(before: CalendarYear | None, known_from: date, known_until: date) -> list[tuple[date, date]]:
    """Spans known until now and no longer."""
    if before is None:
        return []
    day = timedelta(days=1)
    lost = [
        (before.known_from, min(known_from - day, before.known_until)),
        (max(known_until + day, before.known_from), before.known_until),
    ]
    return [(first, last) for first, last in lost if first <= last]


def _as_new(entry: CalendarException) -> NewDay:
    return NewDay(
        on=entry.on, kind=entry.kind, name_vi=entry.name_vi, legal_document=entry.legal_document, office_id=entry.office_id
    )


def _own(office_id: int | None) -> Q:
    return Q(office__isnull=True) | Q(office_id=office_id) if office_id else Q(office__isnull=True)


def _evidence(action: str, entry: CalendarException, *, by: Actor, at: datetime) -> None:
    detail = {"on": entry.on.isoformat(), "kind": entry.kind, "of_office": entry.office_id}
    record(action, subject=f"calendar_exception:{entry.pk}", by=by, at=at, **detail)
