"""One application through every verb of the happy path, by actions alone."""

import pytest

from applications import actions
from applications.errors import ChangedMeanwhile, NotTheSigner
from applications.states import State
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def test_an_application_goes_from_submission_to_issue(years, office, an, binh, dung):
    application = factories.submitted(office, an, at=hanoi(20, 9, 22))
    entry = factories.birth_entry(office)

    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(binh), at=hanoi(20, 10, 5))
    issued = actions.sign(application.pk, by=acting(dung), at=hanoi(20, 11, 5))

    issued.refresh_from_db()
    assert issued.state == State.ISSUED
    assert issued.dossier_code == "H26.00256-260320-0001"
    assert issued.extract.serial_text == "1/2026/TLKS-BS"
    assert issued.was_on_time


def test_the_second_of_two_officials_is_told_what_happened(years, office, binh):
    application = factories.submitted(office)
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40), seen_version=application.version)
    with pytest.raises(ChangedMeanwhile) as told:
        actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 41), seen_version=application.version)
    assert told.value.last.verb == "receive"


def test_nobody_signs_what_he_drew_up(years, office, dung, binh):
    application = factories.submitted(office)
    entry = factories.birth_entry(office)
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=entry.pk, by=acting(dung), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(dung), at=hanoi(20, 10, 5))
    with pytest.raises(NotTheSigner):
        actions.sign(application.pk, by=acting(dung), at=hanoi(20, 11, 5))


def test_filing_twice_with_one_key_makes_one_application(years, office):
    application = factories.submitted(office)
    again = actions.submit(
        application.pk, idempotency_key=application.idempotency_key, by=factories.Actor("citizen"), at=hanoi(20, 9, 23)
    )
    assert again.pk == application.pk
    assert application.history.filter(verb="submit").count() == 1
