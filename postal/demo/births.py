"""Births registered online by invented parents: a draft, one to receive, to enter, to sign, to collect, and one given."""

from datetime import datetime, timedelta

from applications.models import Application
from civil_registry.invented.people import People, Person
from portal.accounts.models import User
from portal.offices.models import Office, ServiceActivation
from portal.offices.reference import LEVEL_3_JUSTICE
from postal.demo import cast
from postal.demo.registering import COLLECTED, DRAFT, READY, RECEIVED, SUBMITTED, TO_SIGN, Household, run

BIRTH = "1.001193"
SEED = 1193


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
    answers = _answers(Household(people, office, at), mother)
    run(BIRTH, answers, course, papers={"birth_proof": "GIẤY CHỨNG SINH"}, office=office, users=users, at=at)


def _answers(house: Household, mother: Person) -> dict:
    people, at = house.people, house.now
    father = people.person(born_from=1985, born_to=2000, sex="Nam")
    child = people.person(born_from=at.year, born_to=at.year, surname=father.full_name.split()[0])
    return house.of(mother) | {
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
        "mother": house.parent("mother_", mother),
        "father": {"is_known": "yes"} | house.parent("father_", father),
    }
