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


def test_it_asks_what_a_death_asks_and_who_gets_the_allowance():
    steps = [step.code for step in procedure_for("2.002622").steps]
    assert {"deceased", "death", "allowance"} <= set(steps)
