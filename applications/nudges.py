"""Nudges about whole offices: the forecast at 14:00 and 16:00 to the office, each morning what is overdue to its supervisors;
and the Department's own reminder of one office.

Each is done once (Round), in opening hours only and only in its own hour: what an outage has missed is not made up for.
A tick with nothing to do asks the database one question, or none.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from applications.errors import NotToBeReminded
from applications.forecast import Forecast, forecasts
from applications.letters import people_of
from applications.models import Application, Round
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role
from portal.audit.trail import record
from portal.days import HANOI
from portal.messaging.models import OutgoingMessage
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.offices.calendar import NOON, calendars_of
from portal.offices.models import Level, Office
from portal.offices.working_hours import sessions_on
from portal.text import fold

FORECAST_HOURS = (14, 16)
OFFICE = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER)
DEPARTMENT = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)
AFTER_OPENING = timedelta(minutes=30)


def tell_forecasts(*, at: datetime) -> int:
    """In the hours from 14:00 and 16:00, once: write to each office that will miss. Returns letters written."""
    local = at.astimezone(HANOI)
    if local.hour not in FORECAST_HOURS:
        return 0
    occasion = f"forecast:{local:%y%m%d%H}"
    with transaction.atomic():
        if not Round.begin(occasion, at=at):
            return 0
        bad = {office_id: forecast for office_id, forecast in forecasts(now=at).items() if forecast.is_bad}
        people = people_of(bad, OFFICE, at=at) if bad else []
        return queue_office_letters([_foretold(posting, bad[posting.office_id], occasion, at) for posting in people])


def tell_supervisors(*, at: datetime) -> int:
    """On working mornings, half an hour after its opening, once: write to the Department, and to a district where one
    stands, which of its offices still have dossiers overdue from days before. Returns letters written."""
    day = at.astimezone(HANOI).date()
    if at.astimezone(HANOI).time() >= NOON[0]:
        return 0
    with transaction.atomic():
        occasion = f"supervisors:{day:%y%m%d}"
        people = _supervisors_not_told(occasion, at)
        if not people or not (ready := _opened(people, at)):
            return 0
        told = {office_id for office_id in ready if Round.begin(f"{occasion}:{office_id}", at=at)}
        overdue = _overdue_by_office(day)
        letters = [_morning_letter(posting, overdue, occasion, at) for posting in people if posting.office_id in told]
        return queue_office_letters([letter for letter in letters if letter])


def remind_office(office: Office, *, by: Actor, at: datetime) -> int:
    """The Department reminds an office's leaders of what is overdue there, once a day. Returns letters written.

    Raises NotToBeReminded where nothing is overdue, nobody leads, or it was done today.
    """
    late, key = Application.objects.real().filter(office=office, runs_out_at__lt=at).count(), _reminder_key(at)
    people = people_of([office.pk], [Role.OFFICE_LEADER], at=at)
    if not late:
        raise NotToBeReminded("Đơn vị này không còn hồ sơ quá hạn.")
    if not people:
        raise NotToBeReminded("Đơn vị này chưa có lãnh đạo trên hệ thống để gửi thư. Hãy điện thoại cho đơn vị.")
    about = {"late": late, "seen_at": at, "queue_url": f"{settings.PUBLIC_URL}/mot-cua/?xem=qua-han"}
    subject, template = f"Sở Tư pháp nhắc: {late} hồ sơ quá hạn – {office.name}", "messages/staff/reminder.txt"
    with transaction.atomic():
        if not Round.begin(f"{key}:{office.pk}", at=at):
            raise NotToBeReminded("Hôm nay đã nhắc đơn vị này. Có thể nhắc lại vào ngày mai.")
        record("office.reminded", subject=f"office:{office.code}", by=by, at=at, late=late)
        words = {"subject": subject, "template": template, "about": about}
        return queue_office_letters([office_letter(posting, occasion=key, **words, at=at) for posting in people])


def offices_reminded(*, at: datetime) -> set[int]:
    """Ids of the offices that the Department has reminded on this local day. One query."""
    keys = Round.objects.filter(key__startswith=f"{_reminder_key(at)}:").values_list("key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys}


def _reminder_key(at: datetime) -> str:
    return f"reminder:{at.astimezone(HANOI):%y%m%d}"


def _supervisors_not_told(occasion: str, at: datetime) -> list[Posting]:
    """People of the Department and of districts that have not had their round today. Two queries."""
    told = set(Round.objects.filter(key__startswith=f"{occasion}:").values_list("key", flat=True))
    at_district = Q(role=Role.DISTRICT_SUPERVISOR, office__level=Level.DISTRICT)
    people = people_where(Q(role__in=DEPARTMENT, office__level=Level.DEPARTMENT) | at_district, at=at)
    day = at.astimezone(HANOI).date()
    return [p for p in people if f"{occasion}:{p.office_id}" not in told and p.office.stands_on(day)]


def _opened(people: list[Posting], at: datetime) -> set[int]:
    """Supervising offices that have been at work for half an hour, and are in their morning."""
    calendars, day = calendars_of(posting.office_id for posting in people), at.astimezone(HANOI).date()
    mornings = {office_id: sessions_on(day, calendar)[:1] for office_id, calendar in calendars.items()}
    return {pk for pk, morning in mornings.items() if any(start + AFTER_OPENING <= at < end for start, end in morning)}


def _overdue_by_office(day: date) -> list[tuple[Office, int]]:
    """Offices with dossiers that ran out before this day and are open still, most first. One query and the offices."""
    before = datetime.combine(day, time.min, HANOI)
    late = Application.objects.real().filter(runs_out_at__lt=before).order_by().values_list("office_id")
    counted = dict(late.annotate(number=Count("pk")))
    offices = Office.objects.select_related("parent").in_bulk(counted)
    return sorted(((offices[pk], number) for pk, number in counted.items()), key=lambda row: (-row[1], fold(row[0].name)))


def _morning_letter(posting: Posting, overdue: list[tuple[Office, int]], occasion: str, at: datetime) -> OutgoingMessage | None:
    """Counts only; None where nothing of what the office watches over is overdue."""
    is_district = posting.office.level == Level.DISTRICT
    mine = [(o, number) for o, number in overdue if not is_district or posting.office_id in (o.pk, o.parent_id)]
    total = sum(number for _office, number in mine)
    if not mine:
        return None
    about = {
        "seen_at": at,
        "offices": [(office.full_name, number) for office, number in mine],
        "total": total,
        "page_url": "" if is_district else f"{settings.PUBLIC_URL}/so-tu-phap/qua-han/",
    }
    return office_letter(
        posting,
        occasion=occasion,
        subject=f"{len(mine)} đơn vị còn {total} hồ sơ quá hạn",
        template="messages/staff/overdue_offices.txt",
        about=about,
        at=at,
    )


def _foretold(posting: Posting, forecast: Forecast, occasion: str, at: datetime) -> OutgoingMessage:
    about = {"forecast": forecast, "seen_at": at, "queue_url": f"{settings.PUBLIC_URL}/mot-cua/?xem=hom-nay"}
    return office_letter(
        posting,
        occasion=occasion,
        subject=f"Dự báo: {forecast.late} hồ sơ sẽ quá hạn hôm nay – {posting.office.name}",
        template="messages/staff/forecast.txt",
        about=about,
        at=at,
    )
