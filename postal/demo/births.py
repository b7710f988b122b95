"""Births registered online by invented parents: a draft, one to receive, to enter, to sign, to collect, and one given."""

import secrets
from datetime import datetime, timedelta

from applications import actions
from applications.invented import invented_answers
from applications.models import Application
from applications.procedures import procedure_for
from applications.to_register import entry_declared
from civil_registry.invented.people import People, Person
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role, User
from portal.offices.models import Office, ServiceActivation
from portal.offices.reference import LEVEL_3_JUSTICE
from postal.demo import cast, photos

BIRTH = "1.001193"
SEED = 1193
# Courses: how far each dossier has gone.
DRAFT, SUBMITTED, RECEIVED, TO_SIGN, READY, COLLECTED = range(6)


def load(users: dict[str, User], *, now: datetime) -> None:
    """Loaded once. `now` is aware."""
    office = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    if Application.objects.filter(procedure_code=BIRTH).exists():
        return
    ServiceActivation.objects.get_or_create(
        procedure_code=LEVEL_3_JUSTICE,
        office=office,
        valid_from=cast.SINCE,
        defaults={"online_level": 3, "phase": "demo", "basis": "named"},
    )
    people = People(SEED)
    for course in (DRAFT, SUBMITTED, RECEIVED, TO_SIGN, READY, COLLECTED):
        _birth(people, office, users, course, at=now - timedelta(minutes=20 + 7 * course))


def _birth(people: People, office: Office, users: dict[str, User], course: int, *, at: datetime) -> None:
    mother = people.person(born_from=1988, born_to=2002, sex="Nữ")
    answers = _answers(people, mother, office, at)
    draft = actions.start_draft(procedure_code=BIRTH, kind="birth", at=at, device_hash=secrets.token_hex(16))
    draft.answers, draft.office, draft.registered_place = answers, office, office.full_name
    draft.save()
    photos.attach(draft, at, own=course == DRAFT, also=[photos.BIRTH_PROOF])
    if course == DRAFT:
        return
    columns = procedure_for(BIRTH).file(answers) | {"answers": answers, "office": office}
    actions.submit(draft.pk, idempotency_key=f"demo-{draft.ref}", by=Actor(CITIZEN), at=at, **columns)
    official, leader = (
        Actor(role, users[login].pk, office.pk)
        for login, role in (("ha", Role.CIVIL_STATUS_OFFICER), ("tuan", Role.OFFICE_LEADER))
    )
    steps = [
        lambda when: actions.receive(draft.pk, by=official, at=when),
        lambda when: _sent(draft, official, when),
        lambda when: (actions.sign(draft.pk, by=leader, at=when), actions.invite_to_collect(draft.pk, by=official, at=when)),
        lambda when: actions.collect(
            draft.pk,
            who="self",
            name=mother.full_name,
            shown="cccd",
            last_digits=mother.personal_id[-4:],
            compared=["birth_proof"],
            has_signed_register=True,
            by=official,
            at=when,
        ),
    ]
    for number, step in enumerate(steps[: course - SUBMITTED], 1):
        step(at + timedelta(minutes=3 * number))


def _sent(draft: Application, official: Actor, at: datetime) -> None:
    draft.refresh_from_db()
    actions.draft_original(draft.pk, fields=entry_declared(draft), by=official, at=at)
    actions.send_for_signature(draft.pk, by=official, at=at)


def _answers(people: People, mother: Person, office: Office, at: datetime) -> dict:
    shared = invented_answers(mother, mother, relationship="self", place=office.full_name, home=office, detail="Số 12 ngõ 45")
    father = people.person(born_from=1985, born_to=2000, sex="Nam")
    child = people.person(born_from=at.year, born_to=at.year, surname=father.full_name.split()[0])
    home = f"Số 12 ngõ 45 phố Lò Đúc, {office.name_in_sentence}, thành phố Hà Nội"
    return {
        "office": shared["office"],
        "requester": shared["requester"],
        "child": {
            "relation": "mother",
            "life": "alive",
            "count": "1",
            "full_name": child.full_name,
            "birth_date": (at - timedelta(days=people.chance.randint(3, 40))).date().isoformat(),
            "sex": child.sex,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "birth_place": "Bệnh viện Phụ sản Hà Nội",
            "place_of_origin": "Xã Thường Tín, thành phố Hà Nội",
        },
        "mother": _parent("mother_", mother, home),
        "father": {"is_known": "yes"} | _parent("father_", father, home),
        "delivery": {"method": "desk"},
    }


def _parent(prefix: str, person: Person, home: str) -> dict[str, str]:
    told = {
        "name": person.full_name,
        "birth_year": str(person.birth_date.year),
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "residence": home,
    }
    return {f"{prefix}{code}": value for code, value in told.items()}
