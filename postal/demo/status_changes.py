"""Recognitions, guardianships and their end, changes of a register and births registered anew, of invented people."""

from datetime import datetime, timedelta

from applications.models import Application
from civil_registry.invented.people import People, Person
from portal.accounts.models import User
from portal.offices.models import Office
from postal.demo import cast
from postal.demo.registering import COLLECTED, READY, RECEIVED, SUBMITTED, TO_SIGN, Household, run

RECOGNITION, GUARDIANSHIP, GUARDIANSHIP_END, CHANGE, BIRTH_ANEW = "1.001022", "1.004837", "1.004845", "1.004859", "1.004884"
SEED = 1022
OLD_PLACE = "Phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"


def load(users: dict[str, User], *, now: datetime) -> None:
    """Loaded once, after the births, which open the office. `now` is aware."""
    if Application.objects.filter(procedure_code=RECOGNITION).exists():
        return
    office = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    house = _House(People(SEED), office, now)
    changed = {"changed_paper": "GIẤY KHAI SINH", "ground_paper": "GIẤY CHỨNG SINH"}
    dossiers = (
        (RECOGNITION, house.recognition(), READY, {"kinship_proof": "KẾT QUẢ GIÁM ĐỊNH"}),
        (RECOGNITION, house.recognition(), SUBMITTED, {"kinship_proof": "VĂN BẢN CAM ĐOAN"}),
        (GUARDIANSHIP, house.guardianship(), COLLECTED, {"guardian_ground": "TRÍCH LỤC KHAI TỬ"}),
        (GUARDIANSHIP, house.guardianship(), RECEIVED, {"guardian_ground": "TRÍCH LỤC KHAI TỬ"}),
        (GUARDIANSHIP_END, house.guardianship_end(), TO_SIGN, {"end_ground": "QUYẾT ĐỊNH NHẬN CON NUÔI"}),
        (CHANGE, house.correction(), READY, changed),
        (CHANGE, house.new_name(), TO_SIGN, changed),
        (CHANGE, house.supplement(), RECEIVED, changed),
        (CHANGE, house.ethnic_group(), COLLECTED, changed),
        (BIRTH_ANEW, house.birth_anew(), READY, {"birth_papers": "HỌC BẠ"}),
        (BIRTH_ANEW, house.birth_anew(), SUBMITTED, {"birth_papers": "SỔ HỘ KHẨU"}),
    )
    for number, (code, answers, course, papers) in enumerate(dossiers):
        at = now - timedelta(minutes=24 + 3 * number)
        run(code, answers, course, papers=papers, office=office, users=users, at=at)


class _House(Household):
    """What these people answer."""

    def _man(self) -> Person:
        return self.people.person(born_from=1980, born_to=1992, sex="Nam")

    def _grown(self, person: Person) -> dict[str, str]:
        return self.person(person) | {"sex": person.sex}

    def _child(self, surname: str) -> dict[str, str]:
        child = self.people.person(born_from=2018, born_to=2023, surname=surname)
        paper = f"Giấy khai sinh số {self.people.chance.randint(10, 300)}/{child.birth_date.year}"
        return self._grown(child) | {"identity_paper": paper}

    def recognition(self) -> dict:
        father = self._man()
        return self.of(father) | {
            "recognition": {
                "relation": "father",
                "has_dispute": "no",
                "evidence": "Kết quả giám định ADN số 218/2026 ngày 03/11/2026 của Viện Pháp y Quốc gia",
            },
            "parent": self._grown(father),
            "child": self._child(father.full_name.split()[0]),
            "consent": {"other_side": True, "child_agrees": "young"},
        }

    def guardianship(self) -> dict:
        uncle = self._man()
        return self.of(uncle) | {
            "guardianship": {
                "relation": "guardian",
                "ground": "natural",
                "need": "minor",
                "document": "Trích lục khai tử của cha số 41/2026, của mẹ số 42/2026, phường Hai Bà Trưng",
                "guardian_agrees": True,
                "no_dispute": True,
            },
            "guardian": self._grown(uncle),
            "ward": self._child(uncle.full_name.split()[0]),
        }

    def guardianship_end(self) -> dict:
        guardian = self._man()
        return self.of(guardian) | {
            "ending": {
                "relation": "guardian",
                "reason": "adopted",
                "ended_on": (self.now - timedelta(days=9)).date().isoformat(),
            },
            "registration": {"number": "7", "book": "01/2024", "registered_on": "2024-05-20", "office": OLD_PLACE},
            "guardian": self._grown(guardian),
            "ward": self._child(guardian.full_name.split()[0]),
        }

    def correction(self) -> dict:
        person = self._man()
        wrong = person.birth_date.replace(year=person.birth_date.year - 1, day=1)
        told = {"item": "birth_date", "from": f"{wrong:%d/%m/%Y}", "to": f"{person.birth_date:%d/%m/%Y}", "more": "yes"}
        told |= {"asked": "cai_chinh", "ground": "Sổ ghi nhầm so với giấy chứng sinh"}
        second = {"item": "origin", "from": "Xã Thường Tính", "to": "Xã Thường Tín, thành phố Hà Nội", "more": "no"}
        return self._change(person, told) | {"second": second}

    def new_name(self) -> dict:
        person = self._man()
        told = {"item": "name", "from": person.full_name, "to": f"{person.full_name.split()[0]} Gia Khánh"}
        ground = "Trùng tên với người trong họ hàng, gây nhầm lẫn trong gia đình"
        return self._change(person, told | {"asked": "thay_doi", "ground": ground}, agrees="yes")

    def supplement(self) -> dict:
        told = {"item": "origin", "to": "Xã Thường Tín, thành phố Hà Nội"}
        return self._change(self._man(), told | {"asked": "bo_sung", "ground": "Sổ để trống mục quê quán"})

    def ethnic_group(self) -> dict:
        told = {"item": "ethnicity", "from": "Kinh", "to": "Tày"}
        ground = "Xác định lại theo dân tộc của mẹ, mẹ là người dân tộc Tày"
        return self._change(self._man(), told | {"asked": "xac_dinh_lai_dan_toc", "ground": ground})

    def _change(self, person: Person, told: dict[str, str], *, agrees: str = "not_needed") -> dict:
        registered_on = (person.birth_date + timedelta(days=20)).isoformat()
        return self.of(person) | {
            "change": {"relation": "self"} | told,
            "entry": {"kind": "birth", "number": "112", "registered_on": registered_on, "office": OLD_PLACE},
            "person": self._grown(person),
            "consent": {"agrees": agrees},
        }

    def birth_anew(self) -> dict:
        person = self.people.person(born_from=1968, born_to=1985)
        surname, year = person.full_name.split()[0], person.birth_date.year
        mother = self.people.person(born_from=year - 30, born_to=year - 20, sex="Nữ")
        father = self.people.person(born_from=year - 34, born_to=year - 22, sex="Nam", surname=surname)
        told = {key: value for key, value in self._grown(person).items() if key not in {"identity_paper", "residence"}}
        return self.of(person) | {
            "old": {
                "relation": "self",
                "old_place": OLD_PLACE,
                "old_on": str(year),
                "why_lost": "not_kept",
                "is_alive": True,
                "all_lost": True,
            },
            "child": told | {"birth_place": "Nhà hộ sinh B, Hà Nội", "place_of_origin": "Xã Thường Tín, thành phố Hà Nội"},
            "mother": {"is_known": "yes"} | self.parent("mother_", mother),
            "father": {"is_known": "yes"} | self.parent("father_", father),
        }
