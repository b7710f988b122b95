"""More time for a verification: once, with a reason, as the procedure's law says; told to the citizen."""

import pytest
from django.urls import reverse

from applications import actions, watch
from applications.errors import NoExtension, ReasonMissing
from tests import factories
from tests.applications.registration.conftest import opened_for_registrations
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(registering, open_office, desk):
    return desk.receive(registering.filed(SLUG, open_office, BIRTH))


def extended(application, binh, reason="Xác minh nơi sinh"):
    return actions.extend(application.pk, reason=reason, by=acting(binh), at=hanoi(20, 10))


def test_the_limit_becomes_five_working_days_from_the_same_beginning(received, binh):
    moved = extended(received, binh)
    assert (moved.due_on, moved.clock_from) == (hanoi(27).date(), received.clock_from)


def test_the_figures_count_by_the_new_day(received, binh):
    assert extended(received, binh).promised_on == hanoi(27).date()


def test_more_time_mends_nothing_that_another_office_broke(received, other_office, binh, chi):
    opened_for_registrations(other_office)
    promised_on = received.promised_on
    watch.mark_overdue(at=hanoi(24, 9))
    actions.transfer(received.pk, to_id=other_office.pk, reason="Sổ ở kia", by=acting(binh), at=hanoi(24, 10))
    actions.receive(received.pk, by=acting(chi), at=hanoi(24, 11))
    moved = actions.extend(received.pk, reason="Xác minh nơi sinh", by=acting(chi), at=hanoi(24, 14))
    assert moved.promised_on == promised_on < moved.due_on


def test_it_is_extended_only_once(received, binh):
    extended(received, binh)
    with pytest.raises(NoExtension):
        extended(received, binh)


def test_without_a_reason_nothing_is_extended(received, binh):
    with pytest.raises(ReasonMissing):
        extended(received, binh, reason=" ")


def test_a_copy_has_no_extension(years, office, binh):
    copy = actions.receive(factories.submitted(office).pk, by=acting(binh), at=hanoi(20, 9, 40))
    with pytest.raises(NoExtension):
        extended(copy, binh)


def test_the_desk_extends_on_a_page_and_the_timeline_says_why(received, desk):
    address = reverse("desk:extend", args=[received.code])
    desk.official.post(address, {"reason": "Xác minh nơi sinh", "version": received.version})
    page = desk.official.get(reverse("desk:dossier", args=[received.code])).content.decode()
    assert "Gia hạn để xác minh" in page
    assert "Xác minh nơi sinh" in page


def test_a_supplement_gives_no_second_extension(received, binh, an):
    extended(received, binh)
    actions.ask_for_supplement(received.pk, items=["Ảnh"], reason="Mờ.", by=acting(binh), at=hanoi(20, 11))
    actions.resubmit(received.pk, answers={"round": 1, "items": []}, by=acting(an), at=hanoi(20, 13))
    actions.receive(received.pk, by=acting(binh), at=hanoi(20, 13, 30))
    with pytest.raises(NoExtension):
        actions.extend(received.pk, reason="Xác minh thêm", by=acting(binh), at=hanoi(20, 14))
