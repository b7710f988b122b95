"""2.002622 through the front door: one filing of a death, the commune's part and one for each further authority."""

import pytest

from applications.linked import actions as linked
from applications.linked.models import LinkedCase
from applications.procedures import procedure_for
from tests.applications.registration.test_death import DEATH
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
SLUG = "lien-thong-nhom-khai-tu"


@pytest.fixture
def filed(registering, open_office):
    return registering.filed(SLUG, open_office, DEATH | {"allowance": {"buried_by": "Nguyễn Văn Nam"}})


def test_it_opens_a_part_for_the_police_and_for_the_allowance(filed):
    linked.open_cases(at=hanoi(20, 9, 30))
    case = LinkedCase.objects.get(application=filed)
    assert case.children.count() == 2


def test_the_communes_part_enters_the_death_and_gives_its_extract(filed, desk):
    signed = desk.registered(filed)
    assert (signed.extract.entry.book.kind, signed.extract.snapshot["title"]) == ("death", "TRÍCH LỤC KHAI TỬ")


@pytest.mark.parametrize(
    ("step", "changes", "field"),
    [
        ("deceased", {"nationality": "Pháp"}, "nationality"),
        ("death", {"death_date_year": "1937"}, "death_date"),
        ("death", {"death_date_day": "21"}, "death_date"),
    ],
)
def test_what_no_death_can_be_is_refused_in_a_linked_filing_too(step, changes, field, registering, open_office):
    draft = registering.begin_procedure(SLUG)
    if step == "death":
        registering.answer(draft, "deceased", DEATH["deceased"])
    assert field in registering.answer(draft, step, DEATH[step] | changes).context["form"].errors


def test_it_asks_what_a_death_asks_and_who_gets_the_allowance():
    steps = [step.code for step in procedure_for("2.002622").steps]
    assert {"deceased", "death", "allowance"} <= set(steps)
