"""The child's number comes after the registration: it waits in a list, is entered, compared, and stands on the next copy."""

import pytest
from django.urls import reverse

from civil_registry.corrections import check
from civil_registry.late_numbers import births_without_number
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
NUMBER = "001326000123"


@pytest.fixture
def entry(registering, open_office, desk):
    return desk.registered(registering.filed(SLUG, open_office, BIRTH)).extract.entry


def enter(browser, entry, number=NUMBER):
    return browser.post(
        reverse("registry_desk:enter_number", args=[entry.pk]), {"personal_id": number, "version": entry.version}
    )


def test_a_birth_given_without_its_number_waits_for_it(entry, desk, open_office):
    assert list(births_without_number(open_office)) == [entry]
    page = desk.official.get(reverse("registry_desk:without_number")).content.decode()
    assert "số 1" in page
    assert "Trần Gia Hân" not in page


def test_the_number_that_came_is_entered_and_waits_for_a_second_reader(entry, desk, open_office, dung):
    assert enter(desk.official, entry).status_code == 302
    entry.refresh_from_db()
    assert (entry.personal_id, entry.needs_check) == (NUMBER, True)
    check(entry.pk, by_id=dung.pk, at=hanoi(21))
    entry.refresh_from_db()
    assert (entry.needs_check, births_without_number(open_office).exists()) == (False, False)


def test_a_number_that_is_none_is_refused_beside_the_field(entry, desk):
    answer = enter(desk.official, entry, number="12")
    assert "personal_id" in answer.context["form"].errors


def test_another_office_does_not_find_the_entry(entry, client_of, chi):
    assert client_of(chi).get(reverse("registry_desk:enter_number", args=[entry.pk])).status_code == 404
