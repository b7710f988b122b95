"""Why dossiers were late in a period says the same, whatever becomes of them after it."""

from datetime import date

import pytest

from applications import actions, watch
from applications.models import Application, Slip
from portal.accounts.actors import CITIZEN, Actor
from tests import factories
from tests.factories import acting, hanoi
from tests.statutory.test_forms_counted import cells, content

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 25)
WHY = "Phần mềm hoặc đường truyền của cơ quan gặp sự cố."


@pytest.fixture
def explained(years, office, binh, dung) -> Application:
    """One of two dossiers promised for the 20th and still open on the 24th, for which Dũng has signed an apology."""
    late, _other = (actions.receive(factories.submitted(office).pk, by=acting(binh), at=hanoi(20, 9, 40)) for _ in range(2))
    watch.mark_overdue(at=hanoi(24, 9))
    Slip.objects.filter(application=late, kind="apology").delete()
    letter = {"reason": WHY, "reappointed_at": hanoi(27, 16).isoformat(), "accountable_id": binh.pk, "accountable": "Bình"}
    told = {"kind": "apology", "office": office, "content": letter, "drafted_by": binh, "drafted_at": hanoi(24, 9)}
    Slip.objects.create(application=late, **told, signed_by=dung, issued_at=hanoi(24, 10), number=7)
    return late


def causes(office) -> tuple[int, int, int]:
    """(all, by the office, unknown) of the days until the 25th, as seen on the 30th."""
    told = cells(content("ii-07b", date(2026, 3, 1), LAST, as_of=hanoi(30, 9)), f"office:{office.pk}")
    return told["total"], told["by_office"], told["unknown"]


def test_a_cause_is_counted_where_the_dossier_was_late(explained, office):
    assert causes(office) == (2, 1, 1)


def test_what_is_asked_for_after_the_period_takes_no_cause_away(explained, office, binh):
    actions.ask_for_supplement(explained.pk, items=["Giấy"], reason="Thiếu", by=acting(binh), at=hanoi(27, 9))
    assert causes(office) == (2, 1, 1)


def test_what_is_passed_on_after_the_period_leaves_its_cause_behind(explained, office, other_office, binh):
    factories.opened(other_office)
    actions.transfer(explained.pk, to_id=other_office.pk, reason="Sổ ở kia", by=acting(binh), at=hanoi(27, 9))
    assert causes(office) == (2, 1, 1)


def test_what_was_not_late_in_the_period_brings_no_cause(explained, office, binh):
    actions.ask_for_supplement(explained.pk, items=["Giấy"], reason="Thiếu", by=acting(binh), at=hanoi(25, 9))
    actions.withdraw(explained.pk, reason="Thôi", by=Actor(CITIZEN), at=hanoi(27, 9))
    assert causes(office) == (1, 0, 1)
