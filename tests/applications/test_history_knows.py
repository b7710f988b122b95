"""What a row of the history keeps for the figures: the dossier as it stood then, and when the portal learned of it."""

from datetime import date

import pytest

from applications import actions
from applications.models import Application, StateChange
from civil_registry.models import EventKind
from portal.accounts.actors import CITIZEN, Actor
from portal.learned import told_late
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
POST = Actor("system")
ASKED = ["known_at", "dossier_office", "kind", "procedure_code", "channel", "promised_on", "due_at", "copies", "fee_vnd"]
ASKED += ["fee_paid_vnd", "left_office", "left_promised_on", "worked_minutes", "delivery_days"]


@pytest.fixture
def filed(years, office) -> Application:
    factories.opened(office)
    return factories.submitted(office, at=hanoi(20, 9))


@pytest.fixture
def issued(filed, office, binh, dung) -> Application:
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 30))
    actions.draw_up(filed.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 11))
    actions.send_for_signature(filed.pk, by=acting(binh), at=hanoi(20, 11))
    return actions.sign(filed.pk, by=acting(dung), at=hanoi(20, 13, 30))


def last(application: Application) -> StateChange:
    return application.history.last()


def test_each_row_says_what_the_dossier_was_when_it_was_written(filed, office):
    row = last(filed)
    assert (row.dossier_office, row.kind, row.procedure_code, row.channel) == (office, EventKind.BIRTH, "2.000635", "online")
    assert (row.promised_on, row.due_at, row.copies, row.fee_vnd) == (date(2026, 3, 20), hanoi(20, 17, 0), 2, 16000)
    assert row.known_at == row.at == hanoi(20, 9)


def test_a_transfer_says_which_office_it_left_and_what_was_promised_there(filed, office, other_office, binh):
    factories.opened(other_office)
    actions.transfer(filed.pk, to_id=other_office.pk, reason="Sổ ở đó", by=acting(binh), at=hanoi(20, 15, 30))
    row = last(filed)
    assert (row.left_office, row.left_promised_on) == (office, date(2026, 3, 20))
    assert (row.dossier_office, row.promised_on) == (other_office, date(2026, 3, 23))
    assert filed.history.first().dossier_office == office


def test_an_issue_says_how_long_was_worked_without_the_noon_break(issued):
    assert last(issued).worked_minutes == 188  # from 09:22


def test_a_day_off_declared_later_does_not_change_what_was_worked(issued, office):
    CalendarException.objects.create(office=office, on=date(2026, 3, 20), kind="emergency_closure", name_vi="Mất điện")
    assert issued.history.get(verb="sign").worked_minutes == 188  # from 09:22


def test_a_delivery_says_how_many_days_it_was_on_the_way(issued, tu):
    actions.hand_to_post(issued.pk, tracking_number="RR473120015VN", by=acting(tu), at=hanoi(20, 16))
    actions.deliver(issued.pk, by=acting(tu), at=hanoi(23, 8))
    assert last(issued).delivery_days == 3


def test_what_the_post_tells_late_keeps_both_moments(issued, tu):
    actions.hand_to_post(issued.pk, tracking_number="RR473120015VN", by=acting(tu), at=hanoi(20, 16))
    with told_late(hanoi(25, 9)):
        actions.deliver(issued.pk, by=POST, at=hanoi(21, 10))
    row = last(issued)
    assert (row.at, row.known_at, row.delivery_days) == (hanoi(21, 10), hanoi(25, 9), 1)


def test_a_clock_that_jumped_back_knows_nothing_before_the_last_event(filed):
    actions.withdraw(filed.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 8))
    assert (last(filed).at, last(filed).known_at) == (hanoi(20, 8), hanoi(20, 9))


def test_a_row_keeps_all_that_the_figures_ask_of_it(issued, office, other_office, binh, tu):
    factories.opened(other_office)
    passed = factories.submitted(office, at=hanoi(20, 9))
    actions.transfer(passed.pk, to_id=other_office.pk, reason="Sổ ở đó", by=acting(binh), at=hanoi(20, 15, 30))
    actions.hand_to_post(issued.pk, tracking_number="RR473120015VN", by=acting(tu), at=hanoi(20, 16))
    actions.deliver(issued.pk, by=acting(tu), at=hanoi(23, 8))
    kept = StateChange.objects.values(*ASKED)
    assert {name for row in kept for name, value in row.items() if value not in (None, "")} == set(ASKED)


def test_a_row_from_before_a_second_promise_keeps_the_first(filed, binh):
    ask = {"items": ["Ảnh"], "reason": "Mờ."}
    actions.ask_for_supplement(filed.pk, **ask, by=acting(binh), at=hanoi(20, 10))
    actions.resubmit(filed.pk, answers={}, by=Actor(CITIZEN), at=hanoi(23, 16))
    assert [row.due_at.day for row in StateChange.objects.order_by("id")] == [20, 20, 24]
