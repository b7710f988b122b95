"""One invented dossier of a procedure that registers, as far as it goes, and what the people of a household answer in it."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from applications import actions
from applications.fees import quote
from applications.invented import invented_answers
from applications.models import Application
from applications.procedures import procedure_for
from applications.to_register import entry_declared
from civil_registry.invented.people import People, Person
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role, User
from portal.days import local_day
from portal.offices.models import Office
from postal.demo import photos

# Courses: how far a dossier has gone: filed, received, entered and sent on, signed and invited, given.
DRAFT, SUBMITTED, RECEIVED, TO_SIGN, READY, COLLECTED = range(6)


class Household:
    """What invented people of one house answer; each procedure's demo adds its own pages."""

    def __init__(self, people: People, office: Office, now: datetime) -> None:
        self.people, self.office, self.now = people, office, now
        self.home = f"Số 27 phố Lò Đúc, {office.name_in_sentence}, thành phố Hà Nội"

    def of(self, requester: Person) -> dict:
        """The pages that every procedure asks."""
        told = {"relationship": "self", "place": self.office.full_name, "home": self.office, "detail": "Số 27 phố Lò Đúc"}
        shared = invented_answers(requester, requester, **told)
        return {"office": shared["office"], "requester": shared["requester"], "delivery": {"method": "desk"}}

    def person(self, person: Person) -> dict[str, str]:
        """Of somebody with an identity card."""
        return {
            "full_name": person.full_name,
            "birth_date": person.birth_date.isoformat(),
            "personal_id": person.personal_id,
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "residence": self.home,
            "identity_paper": f"Căn cước số {person.personal_id}, Bộ Công an cấp ngày 12/5/2024",
        }

    def parent(self, prefix: str, person: Person) -> dict[str, str]:
        """As the book of births tells of a mother or a father."""
        told = {
            "name": person.full_name,
            "birth_year": str(person.birth_date.year),
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "residence": self.home,
        }
        return {f"{prefix}{code}": value for code, value in told.items()}


def run(
    code: str,
    answers: Mapping[str, Any],
    course: int,
    *,
    papers: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    office: Office,
    users: Mapping[str, User],
    at: datetime,
) -> Application:
    """`papers`: {slot: words drawn on its photo}; `fields`: what the official adds to what was declared."""
    procedure = procedure_for(code)
    draft = actions.start_draft(procedure_code=code, kind=procedure.kinds[0].code, at=at, device_hash=secrets.token_hex(16))
    draft.answers, draft.office, draft.registered_place = dict(answers), office, office.full_name
    draft.save()
    shown = [(slot, f"{slot.replace('_', '-')}.jpg", words) for slot, words in (papers or {}).items()]
    photos.attach(draft, at, own=course == DRAFT, also=shown)
    if course == DRAFT:
        return draft
    columns = procedure.file(answers) | {"answers": dict(answers), "office": office}
    price = quote(code, copies=columns["copies"], delivery_method=columns["delivery_method"], on=local_day(at))
    columns |= {"fee_vnd": price.fee_vnd}
    actions.submit(draft.pk, idempotency_key=f"demo-{draft.ref}", by=Actor(CITIZEN), at=at, **columns)
    official, leader = (
        Actor(role, users[login].pk, office.pk)
        for login, role in (("ha", Role.CIVIL_STATUS_OFFICER), ("tuan", Role.OFFICE_LEADER))
    )
    steps = [
        lambda when: actions.receive(draft.pk, by=official, at=when),
        lambda when: _sent(draft, fields or {}, official, when),
        lambda when: (actions.sign(draft.pk, by=leader, at=when), actions.invite_to_collect(draft.pk, by=official, at=when)),
        lambda when: actions.collect(
            draft.pk,
            who="self",
            name=columns["requester_name"],
            shown="cccd",
            last_digits=answers["requester"]["personal_id"][-4:],
            compared=[slot.code for slot in procedure.compared(answers)],
            has_signed_register=procedure.present > 0,
            present=procedure.present,
            by=official,
            at=when,
        ),
    ]
    for number, step in enumerate(steps[: course - SUBMITTED], 1):
        step(at + timedelta(minutes=3 * number))
    return draft


def _sent(draft: Application, fields: Mapping[str, str], official: Actor, at: datetime) -> None:
    draft.refresh_from_db()
    actions.draft_original(draft.pk, fields=entry_declared(draft) | dict(fields), by=official, at=at)
    actions.send_for_signature(draft.pk, by=official, at=at)
