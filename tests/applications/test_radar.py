"""The stuck radar: what nobody has touched for four working hours, by step and office."""

from datetime import date, time

import pytest
from django.test import override_settings

from applications import actions, watch
from applications.models import Application
from applications.radar import Step, stuck_offices
from portal.accounts.actors import CITIZEN, Actor
from portal.offices.models import CalendarException, OpeningHours
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(years, office) -> Application:
    return factories.submitted(office, at=hanoi(20, 9, 0))


def steps(at) -> dict[str, int]:
    return {step: number for line in stuck_offices(now=at) for step, number in line.by_step.items()}


def test_after_four_working_hours_without_an_event_it_is_stuck(dossier):
    assert steps(hanoi(20, 13, 59)) == {}  # the noon break is not worked
    assert steps(hanoi(20, 14, 0)) == {Step.RECEPTION: 1}


def test_days_off_do_not_make_it_older(years, office):
    factories.submitted(office, at=hanoi(20, 16, 0))
    assert steps(hanoi(23, 10, 59)) == {}
    [line] = stuck_offices(now=hanoi(23, 11, 0))
    assert (line.office, line.total, line.oldest_minutes) == (office, 1, 240)


def test_anything_a_person_does_begins_the_hours_anew(dossier, binh):
    actions.take(dossier.pk, by=acting(binh), at=hanoi(20, 13, 0))
    assert steps(hanoi(20, 16, 59)) == {}
    assert steps(hanoi(23, 8, 0)) == {Step.RECEPTION: 1}


def test_what_the_clock_writes_does_not_hide_that_nobody_works_on_it(dossier):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    assert steps(hanoi(23, 8, 0)) == {Step.RECEPTION: 1}


def test_each_step_is_counted_of_its_own(dossier, office, binh, dung):
    entry = factories.birth_entry(office)
    comparing, drafted, waiting, refusal, issued = (factories.submitted(office, at=hanoi(20, 8, 30)) for _ in range(5))
    for each in (comparing, drafted, waiting, issued):
        actions.receive(each.pk, by=acting(binh), at=hanoi(20, 8, 40))
    for each in (drafted, waiting, issued):
        actions.draw_up(each.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 8, 45))
    for each in (waiting, issued):
        actions.send_for_signature(each.pk, by=acting(binh), at=hanoi(20, 8, 50))
    actions.sign(issued.pk, by=acting(dung), at=hanoi(20, 8, 55))
    actions.propose_refusal(refusal.pk, reason="Không có trong Sổ.", next_way="", by=acting(binh), at=hanoi(20, 8, 55))
    assert [line.cells for line in stuck_offices(now=hanoi(20, 16, 0))] == [[1, 1, 1, 2, 1]]


def test_what_waits_for_the_citizen_is_not_stuck(dossier, binh):
    actions.ask_for_supplement(dossier.pk, items=["Ảnh"], reason="Mờ.", by=acting(binh), at=hanoi(20, 9, 30))
    assert steps(hanoi(25, 9, 0)) == {}


def test_what_is_closed_is_not_stuck(dossier):
    actions.withdraw(dossier.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10, 0))
    assert steps(hanoi(25, 9, 0)) == {}


def test_each_office_has_its_own_hours(dossier, office, other_office):
    OpeningHours.objects.create(office=office, valid_from=date(2016, 1, 1), opens_at=time(10), closes_at=time(17))
    closed = factories.office("Xã Sóc Sơn")
    CalendarException.objects.create(
        on=date(2026, 3, 20), office=closed, kind="emergency_closure", name_vi="Lụt", status="in_force"
    )
    for place in (other_office, closed):
        factories.submitted(place, at=hanoi(19, 16, 0))
    found = {line.office.name for line in stuck_offices(now=hanoi(20, 14, 30))}
    assert found == {other_office.name}
    assert {line.office.name for line in stuck_offices(now=hanoi(20, 15, 0))} == {other_office.name, office.name}


@override_settings(STUCK_WORKING_HOURS=2)
def test_the_number_of_hours_is_a_setting(dossier):
    assert steps(hanoi(20, 11, 0)) == {Step.RECEPTION: 1}


def test_many_offices_cost_as_many_queries_as_one(dossier, django_assert_max_num_queries):
    for number in range(5):
        factories.submitted(factories.office(f"Xã {number}"), at=hanoi(20, 9, 0))
    with django_assert_max_num_queries(10):
        assert len(stuck_offices(now=hanoi(20, 15, 0))) == 6
