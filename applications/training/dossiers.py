"""Invented dossiers for exercises: people, an entry in the sandbox's own book, and a request sent by the real verbs."""

from datetime import datetime

from applications import actions
from applications.fees import HANOI_CODE, quote
from applications.invented import invented_answers
from applications.models import Application
from applications.procedures import procedure_for
from applications.training.exercises import Exercise
from applications.training.sandboxes import colleague
from civil_registry.invented.people import People, Person
from civil_registry.invented.registers import Registers
from civil_registry.models import RegisterEntry
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role
from portal.days import local_day
from portal.offices.models import Office

PROCEDURE = "2.000635"
BORN = {"birth": (1965, 2005), "marriage": (1960, 1996), "death": (1925, 1950)}  # of the person a kind is about


def invent(exercise: Exercise, office: Office, *, seed: int, at: datetime) -> Application:
    """The dossier of an exercise at a sandbox, as far as the exercise begins. Raises FeeUnknown, CalendarMissing."""
    from applications.training.pictures import attach  # noqa: PLC0415  draws: 5 MB that few web workers need

    people = People(seed)
    first, last = BORN[exercise.kind]
    subject = people.person(born_from=first, born_to=last)
    entry = _entry(exercise, office, people, subject) if exercise.has_entry else None
    requester = subject if exercise.relationship == "self" else people.person(born_from=1960, born_to=1998)
    application = actions.start_draft(procedure_code=PROCEDURE, kind=exercise.kind, at=at)
    told = {"place": office.parent.full_name, "home": office.parent, "detail": "Số 1 phố Tập Huấn"}
    application.answers = invented_answers(subject, requester, relationship=exercise.relationship, **told)
    application.office, application.registered_at = office, office.parent
    application.registered_place = office.parent.full_name
    application.save()
    attach(application, exercise.slots, at=at)
    _submit(application, at)
    if entry is not None and exercise.begins != "submitted":
        _work_on(application, entry, office, is_signed=exercise.begins == "issued", at=at)
    application.refresh_from_db()
    return application


def _entry(exercise: Exercise, office: Office, people: People, subject: Person) -> RegisterEntry:
    """In a book of the sandbox alone: its place names the sandbox, so no real book is ever written to."""
    registers = Registers(people, office, f"{office.authority_name}, sổ giả {office.code}")
    return {"birth": registers.birth, "marriage": registers.marriage, "death": registers.death}[exercise.kind](subject)


def _submit(application: Application, at: datetime) -> None:
    columns = procedure_for(PROCEDURE).file(application.answers)
    price = quote(
        PROCEDURE,
        copies=columns["copies"],
        delivery_method=columns["delivery_method"],
        province_code=HANOI_CODE,
        on=local_day(at),
    )
    actions.submit(
        application.pk,
        idempotency_key=f"training-{application.ref}",
        by=Actor(CITIZEN, None),
        at=at,
        fee_vnd=price.fee_vnd,
        postage_vnd=price.postage_vnd or 0,
        **columns,
    )


def _work_on(application: Application, entry: RegisterEntry, office: Office, *, is_signed: bool, at: datetime) -> None:
    """What the invented colleagues have done before the trainee comes."""
    officer, leader = colleague(Role.CIVIL_STATUS_OFFICER, office), colleague(Role.OFFICE_LEADER, office)
    actions.receive(application.pk, by=officer, at=at)
    actions.draw_up(application.pk, entry_id=entry.pk, by=officer, at=at)
    actions.send_for_signature(application.pk, by=officer, at=at, acknowledges=True)
    if is_signed:
        actions.sign(application.pk, by=leader, at=at, acknowledges=True)
