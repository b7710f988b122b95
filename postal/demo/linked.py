"""Linked cases of the demo: births filed once for three authorities, in different states."""

from datetime import datetime, timedelta

from applications import actions as filing
from applications.fees import HANOI_CODE
from applications.linked import actions
from applications.linked.models import LinkedCase
from applications.to_register import entry_declared
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Posting, Role, User
from portal.days import local_day
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from portal.text import fold
from postal.demo.dossiers import last_working_days
from postal.demo.partners import authorities

CHILDREN = (
    ("Nguyễn Gia Bảo", "registered"),
    ("Trần Khánh An", "half"),
    ("Lê Minh Châu", "disputed"),
    ("Phạm Bảo Ngọc", "asked"),
    ("Vũ Đức Phúc", "done"),
    ("Hoàng Nhật Minh", "filed"),
)
BIRTH_GROUP = "2.002621"


def load(people: dict[str, User], commune: Office, *, now: datetime) -> None:
    """Six filings of An, once; nothing where there are linked cases already."""
    authorities(commune)
    if LinkedCase.objects.exists():
        return
    days = last_working_days(calendar_for(commune), local_day(now), 4)
    for number, (name, state) in enumerate(CHILDREN):
        day = days[min(3, len(CHILDREN) - number - 1) if state in {"asked", "done", "disputed"} else 1]
        at = datetime.combine(day, datetime.min.time(), now.tzinfo) + timedelta(hours=8 + number % 3, minutes=7 * number)
        _Filing(people, commune, at).go(name, state)


class _Filing:
    """One filing, led as far as its state says; `at` moves on with each step."""

    def __init__(self, people: dict[str, User], commune: Office, at: datetime) -> None:
        self.people, self.commune, self.at = people, commune, at

    def go(self, name: str, state: str) -> None:
        application = self._file(name)
        if state != "filed":
            self._register(application)
        actions.open_cases(at=self.at)
        actions.send_pending(at=self.at)
        parts = {child.key: child.pk for child in application.linked_case.children.all()}
        self.at += timedelta(minutes=35)
        if state in {"half", "asked", "done"}:
            actions.confirm(parts["residence"], by=self._actor("linh", Role.POLICE_OFFICER), at=self.at)
        if state in {"asked", "done"}:
            actions.confirm(parts["health_card"], by=self._actor("yen", Role.INSURANCE_OFFICER), at=self.at)
        if state == "disputed":
            by = self._actor("linh", Role.POLICE_OFFICER)
            actions.dispute(parts["residence"], reason="Thiếu ý kiến đồng ý của chủ hộ.", by=by, at=self.at)
        if state == "asked":
            asked = {"items": ["Ảnh ý kiến đồng ý của chủ hộ, có chữ ký"], "reason": "Con ở nơi khác cha mẹ."}
            actions.ask_for_supplement(parts["residence"], **asked, by=self._actor("linh", Role.POLICE_OFFICER), at=self.at)
        if state in {"asked", "done"}:
            told = {"number": f"TE1{self.at:%d%m%H%M}", "on": local_day(self.at), "where": "Thẻ điện tử đã có trên VssID"}
            actions.resolve(parts["health_card"], **told, by=self._actor("yen", Role.INSURANCE_OFFICER), at=self.at)
        if state == "done":
            told = {"number": f"{self.at:%d%H}/TB-CATT", "on": local_day(self.at), "where": "Tại Công an phường"}
            actions.resolve(parts["residence"], **told, by=self._actor("linh", Role.POLICE_OFFICER), at=self.at)

    def _file(self, name: str):
        an = self.people["an"]
        draft = filing.start_draft(procedure_code=BIRTH_GROUP, kind="birth", at=self.at, applicant_id=an.pk)
        draft.answers = _answers(name, an, self.at)
        draft.save()
        columns = {
            "office": self.commune,
            "requester_name": an.full_name,
            "requester_phone": an.phone,
            "subject_name": name,
            "relationship": "father",
            "search_text": fold(f"{name} {an.full_name}"),
            "delivery_method": "desk",
        }
        return filing.submit(draft.pk, idempotency_key=f"demo-{draft.ref}", by=Actor(CITIZEN, an.pk), at=self.at, **columns)

    def _register(self, application) -> None:
        """As the desk does it; the entry is one of the demo's books."""
        officer = self._actor("ha", Role.CIVIL_STATUS_OFFICER, self.commune)
        leader = self._actor("tuan", Role.OFFICE_LEADER, self.commune)
        self.at += timedelta(minutes=12)
        filing.receive(application.pk, by=officer, at=self.at)
        filing.draft_original(application.pk, fields=entry_declared(application), by=officer, at=self.at)
        filing.send_for_signature(application.pk, by=officer, at=self.at, acknowledges=True)
        filing.sign(application.pk, by=leader, at=self.at, acknowledges=True)

    def _actor(self, login: str, role: str, office: Office | None = None) -> Actor:
        user = self.people[login]
        posting = Posting.objects.filter(user=user, role=role).first()
        return Actor(role, user.pk, office.pk if office else posting.office_id)


def _answers(name: str, father: User, at: datetime) -> dict:
    """The declaration as its pages keep it."""
    home = "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội"
    kin = {"ethnicity": "Kinh", "nationality": "Việt Nam", "residence": home}
    mother = {"name": "Phạm Thị Hạnh", "birth_year": "1994", "personal_id": "", **kin}
    parent = {"name": father.full_name, "birth_year": "1990", "personal_id": "", **kin}
    born_on = local_day(at) - timedelta(days=12)
    return {
        "requester": {
            "full_name": father.full_name,
            "birth_date": "1990-02-14",
            "id_kind": "personal_id",
            "personal_id": "001090012349",
            "residence_kind": "permanent",
            "phone": father.phone,
            "email": "",
            "province": HANOI_CODE,
            "province_name": "Hà Nội",
            "commune": "Phường Hai Bà Trưng",
            "commune_code": "00256",
            "detail": "Số 27 phố Lò Đúc",
        },
        "child": {
            "relation": "father",
            "life": "alive",
            "count": "1",
            "full_name": name,
            "birth_date": born_on.isoformat(),
            "sex": "Nam",
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "birth_place": "Bệnh viện Phụ sản Hà Nội",
            "place_of_origin": "Xã Thắng Lợi, thành phố Hà Nội",
        },
        "mother": {f"mother_{field}": value for field, value in mother.items()},
        "father": {"is_known": "yes"} | {f"father_{field}": value for field, value in parent.items()},
        "household": {"householder": father.full_name, "address": home, "clinic": "Trạm y tế phường Hai Bà Trưng"},
        "delivery": {"method": "desk"},
    }
