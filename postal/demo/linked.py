"""Linked cases of the demo: births and deaths filed once for several authorities, in different states."""

from datetime import datetime, timedelta

from applications.linked import actions
from applications.linked.models import LinkedCase
from applications.models import Application
from portal.accounts.models import Role, User
from portal.days import local_day
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from postal.demo import linked_deaths as deaths
from postal.demo.dossiers import last_working_days
from postal.demo.linked_filing import Filing, requester
from postal.demo.partners import authorities

CHILDREN = (
    ("Nguyễn Gia Bảo", "registered"),
    ("Trần Khánh An", "half"),
    ("Lê Minh Châu", "disputed"),
    ("Phạm Bảo Ngọc", "asked"),
    ("Vũ Đức Phúc", "done"),
    ("Hoàng Nhật Minh", "filed"),
)
TWINS = ("Đặng Minh Khôi", "Đặng Minh Khuê")
BIRTH_GROUP = "2.002621"


def load(people: dict[str, User], commune: Office, *, now: datetime) -> None:
    """Births, twins and deaths that An filed, once; nothing where there are linked cases already."""
    authorities(commune)
    if LinkedCase.objects.exists():
        return
    days = last_working_days(calendar_for(commune), local_day(now), 4)
    for number, (name, state) in enumerate(CHILDREN):
        day = days[min(3, len(CHILDREN) - number - 1) if state in {"asked", "done", "disputed"} else 1]
        at = datetime.combine(day, datetime.min.time(), now.tzinfo) + timedelta(hours=8 + number % 3, minutes=7 * number)
        _Birth(people, commune, at).go(name, state)
    at = datetime.combine(days[1], datetime.min.time(), now.tzinfo) + timedelta(hours=9, minutes=20)
    _Birth(people, commune, at).go_with_twins(TWINS)
    deaths.load(people, commune, days)


class _Birth(Filing):
    """One filing of a birth, led as far as its state says."""

    def go(self, name: str, state: str) -> None:
        application = self._file(_answers(name, self.people["an"], self.at))
        if state != "filed":
            self.register(application)
        parts = self.handed_over(application)
        if state in {"half", "asked", "done"}:
            actions.confirm(parts["residence"], by=self.actor("linh", Role.POLICE_OFFICER), at=self.at)
        if state in {"asked", "done"}:
            actions.confirm(parts["health_card"], by=self.actor("yen", Role.INSURANCE_OFFICER), at=self.at)
        if state == "disputed":
            by = self.actor("linh", Role.POLICE_OFFICER)
            actions.dispute(parts["residence"], reason="Thiếu ý kiến đồng ý của chủ hộ.", by=by, at=self.at)
        if state == "asked":
            asked = {"items": ["Ảnh ý kiến đồng ý của chủ hộ, có chữ ký"], "reason": "Con ở nơi khác cha mẹ."}
            actions.ask_for_supplement(parts["residence"], **asked, by=self.actor("linh", Role.POLICE_OFFICER), at=self.at)
        if state in {"asked", "done"}:
            told = {"number": f"TE1{self.at:%d%m%H%M}", "on": local_day(self.at), "where": "Thẻ điện tử đã có trên VssID"}
            actions.resolve(parts["health_card"], **told, by=self.actor("yen", Role.INSURANCE_OFFICER), at=self.at)
        if state == "done":
            told = {"number": f"{self.at:%d%H}/TB-CATT", "on": local_day(self.at), "where": "Tại Công an phường"}
            actions.resolve(parts["residence"], **told, by=self.actor("linh", Role.POLICE_OFFICER), at=self.at)

    def go_with_twins(self, names: tuple[str, str]) -> None:
        """Two children, one filing: each is registered; the police have the first one's part already."""
        answers = _answers(names[0], self.people["an"], self.at)
        answers["child"]["count"] = "2"
        answers["child_2"] = answers["child"] | {"full_name": names[1], "sex": "Nữ"}
        first = self._file(answers)
        for child in (first, *first.filed_together.all()):
            self.register(child)
        parts = self.handed_over(first)
        actions.confirm(parts["residence"], by=self.actor("linh", Role.POLICE_OFFICER), at=self.at)

    def _file(self, answers: dict) -> Application:
        return self.file(BIRTH_GROUP, "birth", answers, subject="child", relationship="father")


def _answers(name: str, father: User, at: datetime) -> dict:
    """The declaration as its pages keep it."""
    home = "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội"
    kin = {"ethnicity": "Kinh", "nationality": "Việt Nam", "residence": home}
    mother = {"name": "Phạm Thị Hạnh", "birth_year": "1994", "personal_id": "", **kin}
    parent = {"name": father.full_name, "birth_year": "1990", "personal_id": "", **kin}
    born_on = local_day(at) - timedelta(days=12)
    return {
        "requester": requester(father),
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
