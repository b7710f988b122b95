"""Deaths, marriages and certificates of marital status of invented people; one who would marry is married in the registers."""

from datetime import datetime, timedelta

from applications.models import Application
from civil_registry.invented.people import People, Person
from civil_registry.invented.registers import DONG_MAC, Registers
from portal.accounts.models import User
from portal.offices.models import Office
from postal.demo import cast
from postal.demo.registering import COLLECTED, READY, RECEIVED, SUBMITTED, TO_SIGN, Household, run

DEATH, MARRIAGE, MARITAL_STATUS = "1.000656", "1.000894", "1.004873"
SEED = 894


def load(users: dict[str, User], *, now: datetime) -> None:
    """Loaded once, after the births, which open the office. `now` is aware."""
    if Application.objects.filter(procedure_code=DEATH).exists():
        return
    office = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    family = _Family(People(SEED), office, now)
    told = {"office": office, "users": users}
    for number, course in enumerate((SUBMITTED, READY)):
        at = now - timedelta(minutes=24 + 9 * number)
        run(DEATH, family.death(), course, papers={"death_notice": "GIẤY BÁO TỬ"}, at=at, **told)
    for number, course in enumerate((RECEIVED, TO_SIGN, COLLECTED)):
        wife = family.people.person(born_from=1990, born_to=1998, sex="Nữ")
        if course == RECEIVED:
            Registers(family.people, office, DONG_MAC).marriage(wife)  # and no divorce: the official is warned
        at = now - timedelta(minutes=26 + 9 * number)
        run(MARRIAGE, family.marriage(wife), course, papers={"other_spouse_id": "CĂN CƯỚC"}, at=at, **told)
    for number, course in enumerate((SUBMITTED, READY)):
        status = {"marital_status": "Chưa đăng ký kết hôn với ai"}
        at = now - timedelta(minutes=30 + 9 * number)
        run(MARITAL_STATUS, family.marital_status(), course, fields=status, at=at, **told)


class _Family(Household):
    """What these people answer."""

    def death(self) -> dict:
        child = self.people.person(born_from=1965, born_to=1980)
        dead = self.people.person(born_from=1932, born_to=1945)
        died_on = (self.now - timedelta(days=2)).date().isoformat()
        return self.of(child) | {
            "deceased": {"relation": "child", "sex": dead.sex} | self.person(dead),
            "death": {
                "death_date": died_on,
                "death_time": "05 giờ 10 phút",
                "death_place": "Bệnh viện Bạch Mai, thành phố Hà Nội",
                "cause": "Bệnh già",
                "notice_kind": "notice",
                "notice_number": f"{self.people.chance.randint(10, 99)}/GBT",
                "notice_authority": "Bệnh viện Bạch Mai",
                "notice_on": died_on,
            },
        }

    def marriage(self, wife: Person) -> dict:
        husband = self.people.person(born_from=1987, born_to=1997, sex="Nam")
        free = {"status": "never", "times": 1, "lives_here": "yes"}
        return self.of(wife) | {
            "union": {"relation": "wife", "kinship": "none", "wife_consents": True, "husband_consents": True},
            "wife": self.person(wife) | free,
            "husband": self.person(husband) | free,
        }

    def marital_status(self) -> dict:
        person = self.people.person(born_from=1990, born_to=2000, sex="Nam")
        other = self.people.person(born_from=1992, born_to=2001, sex="Nữ")
        return self.of(person) | {
            "purpose": {
                "relation": "self",
                "use": "marry",
                "other_name": other.full_name,
                "other_birth_date": other.birth_date.isoformat(),
                "other_identity_paper": f"Căn cước số {other.personal_id}",
                "marry_at": f"{self.office.name_in_sentence}, thành phố Hà Nội",
            },
            "person": self.person(person) | {"sex": person.sex, "status": "never", "elsewhere": "no"},
        }
