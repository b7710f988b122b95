"""One linked filing of the demo, led from desk to desk; `at` moves on with each step."""

from datetime import datetime, timedelta

from applications import actions as filing
from applications.fees import HANOI_CODE
from applications.linked import actions
from applications.models import Application
from applications.to_register import entry_declared
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Posting, Role, User
from portal.offices.models import Office
from portal.text import fold


class Filing:
    def __init__(self, people: dict[str, User], commune: Office, at: datetime) -> None:
        self.people, self.commune, self.at = people, commune, at

    def file(self, code: str, kind: str, answers: dict, *, subject: str, relationship: str) -> Application:
        """An files; `subject` is the step that tells of the person."""
        an, name = self.people["an"], answers[subject]["full_name"]
        draft = filing.start_draft(procedure_code=code, kind=kind, at=self.at, applicant_id=an.pk)
        draft.answers = answers
        draft.save()
        columns = {
            "office": self.commune,
            "requester_name": an.full_name,
            "requester_phone": an.phone,
            "subject_name": name,
            "relationship": relationship,
            "search_text": fold(f"{name} {an.full_name}"),
            "delivery_method": "desk",
        }
        return filing.submit(draft.pk, idempotency_key=f"demo-{draft.ref}", by=Actor(CITIZEN, an.pk), at=self.at, **columns)

    def register(self, application: Application) -> None:
        """As the desk does it; the entry is one of the demo's books."""
        officer = self.actor("ha", Role.CIVIL_STATUS_OFFICER, self.commune)
        leader = self.actor("tuan", Role.OFFICE_LEADER, self.commune)
        self.at += timedelta(minutes=12)
        filing.receive(application.pk, by=officer, at=self.at)
        filing.draft_original(application.pk, fields=entry_declared(application), by=officer, at=self.at)
        filing.send_for_signature(application.pk, by=officer, at=self.at, acknowledges=True)
        filing.sign(application.pk, by=leader, at=self.at, acknowledges=True)

    def handed_over(self, application: Application) -> dict[str, int]:
        """Its parts by key, sent as far as the commune has done its own."""
        actions.open_cases(at=self.at)
        actions.send_pending(at=self.at)
        self.at += timedelta(minutes=35)
        return {child.key: child.pk for child in application.linked_case.children.all()}

    def actor(self, login: str, role: str, office: Office | None = None) -> Actor:
        user = self.people[login]
        posting = Posting.objects.filter(user=user, role=role).first()
        return Actor(role, user.pk, office.pk if office else posting.office_id)


def requester(person: User) -> dict[str, str]:
    """What he says of himself, as its page keeps it."""
    return {
        "full_name": person.full_name,
        "birth_date": "1990-02-14",
        "id_kind": "personal_id",
        "personal_id": "001090012349",
        "residence_kind": "permanent",
        "phone": person.phone,
        "email": "",
        "province": HANOI_CODE,
        "province_name": "Hà Nội",
        "commune": "Phường Hai Bà Trưng",
        "commune_code": "00256",
        "detail": "Số 27 phố Lò Đúc",
    }
