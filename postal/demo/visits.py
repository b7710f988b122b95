"""Copies that lie at the desk of Hai Bà Trưng, the appointments of who fetches them, and two people whom no message reaches."""

from datetime import date, datetime, time, timedelta

from applications import actions, notifications
from applications.fees import quote
from applications.invented import invented_answers
from applications.models import Application
from applications.procedures import procedure_for
from applications.visits.actions import book, mark
from applications.visits.halves import halves_ahead
from applications.visits.models import Appointment
from civil_registry.invented.people import Person
from civil_registry.models import EventKind, RegisterEntry
from portal.accounts.actors import CITIZEN, SYSTEM, Actor
from portal.accounts.models import Role, User
from portal.days import HANOI
from portal.messaging.delivery import give_up
from portal.messaging.ladder import fail_letter
from portal.messaging.models import Letter, MessageStatus, OutgoingMessage
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from postal.demo.dossiers import EXTRACT_COPY, last_working_days

INVITED = 7
CAME, TO_COME = 2, 3  # of them had an appointment, have one; the last two hear of nothing


def load(users: dict[str, User], office: Office, *, now: datetime) -> None:
    """Once. `now` is aware; they were invited on the last working days."""
    if Appointment.objects.exists():
        return
    officer = Actor(Role.CIVIL_STATUS_OFFICER, users["ha"].pk, office.pk)
    leader = Actor(Role.OFFICE_LEADER, users["tuan"].pk, office.pk)
    calendar = calendar_for(office)
    today, before, *_rest, first = last_working_days(calendar, now.astimezone(HANOI).date(), 4)
    entries = RegisterEntry.objects.filter(book__holder=office, book__kind=EventKind.BIRTH, fields__personal_id__gt="")
    dossiers = [
        _invited(entry, office, users["an"] if number == CAME else None, officer, leader, _at(first, 9, 5 * number))
        for number, entry in enumerate(entries.select_related("book").order_by("pk")[:INVITED])
    ]
    for dossier in dossiers[:CAME]:
        book(dossier.pk, on=today, half="morning", by=SYSTEM, at=_at(before, 10))
    if _at(today, 9) < now:
        mark(dossiers[0].visits.get().pk, "finish", by=officer, at=_at(today, 9))
    for dossier, half in zip(dossiers[CAME : CAME + TO_COME], halves_ahead(calendar, at=now)[2:], strict=False):
        book(dossier.pk, on=half.on, half=half.half, by=SYSTEM, at=now)
    notifications.tell_pending(at=now)
    _lose(dossiers[CAME + TO_COME :], now)
    for letter in Letter.objects.filter(ladder__subject_ref=f"application:{dossiers[-1].ref}"):
        fail_letter(letter.pk, by=officer, at=now)  # its address is none: somebody telephones


def _lose(dossiers: list[Application], now: datetime) -> None:
    """Their telephones take no SMS."""
    about = [f"application:{dossier.ref}" for dossier in dossiers]
    for message in OutgoingMessage.objects.filter(subject_ref__in=about).order_by("pk"):
        give_up(message, now, status=MessageStatus.FAILED, error="gateway answered 422")


def _invited(
    entry: RegisterEntry, office: Office, applicant: User | None, officer: Actor, leader: Actor, at: datetime
) -> Application:
    """Filed by the person of the entry, signed, and invited to fetch it."""
    told = entry.fields
    born_on = date.fromisoformat(told["birth_date"])
    person = Person(told["full_name"], told["sex"], born_on, told["personal_id"], f"09000010{entry.pk % 100:02d}")
    about = {"place": entry.book.registered_place, "home": office, "detail": "Số 8 phố Lò Đúc", "relationship": "self"}
    owner = applicant.pk if applicant else None
    draft = actions.start_draft(procedure_code=EXTRACT_COPY, kind=EventKind.BIRTH, at=at, applicant_id=owner)
    draft.answers = invented_answers(person, person, **about, copies=1) | {"delivery": {"method": "desk"}}
    draft.office, draft.registered_place = office, entry.book.registered_place[:200]
    draft.save()
    columns = procedure_for(EXTRACT_COPY).file(draft.answers)
    price = quote(EXTRACT_COPY, copies=1, delivery_method="desk", province_code="01", on=at.astimezone(HANOI).date())
    money = {"fee_vnd": price.fee_vnd, "postage_vnd": 0, "collection_mode": price.collection_mode}
    by = Actor(CITIZEN, owner)
    actions.submit(draft.pk, idempotency_key=f"demo-{draft.ref}", by=by, at=at, **money, **columns)
    actions.receive(draft.pk, by=officer, at=at + timedelta(minutes=10))
    actions.draw_up(draft.pk, entry_id=entry.pk, by=officer, at=at + timedelta(minutes=20))
    actions.send_for_signature(draft.pk, by=officer, at=at + timedelta(minutes=30))
    actions.sign(draft.pk, by=leader, at=at + timedelta(minutes=40))
    return actions.invite_to_collect(draft.pk, by=officer, at=at + timedelta(minutes=50))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)
