"""The promise of a dossier: fixed when it is filed, kept whatever the desk does, begun anew by a supplement."""

from datetime import date

import pytest

from applications import actions
from applications.management.commands.load_deadlines import load_deadlines
from applications.models import Application, DeadlinePolicy
from portal.accounts.actors import CITIZEN, Actor
from portal.offices.models import CalendarException, CalendarVersion
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
AUGUST_2018 = {"month": 8, "year": 2018}


def test_a_dossier_received_after_15_00_keeps_the_day_on_which_it_was_filed(years, office, binh):
    application = factories.submitted(office, at=hanoi(1, 14, 50, **AUGUST_2018))
    actions.receive(application.pk, by=acting(binh), at=hanoi(1, 15, 20, **AUGUST_2018))
    assert Application.objects.get().due_on == date(2018, 8, 1)


def test_a_complete_supplement_starts_the_limit_from_zero(years, office, binh):
    application = factories.submitted(office, at=hanoi(1, 9, 0, **AUGUST_2018))
    at = hanoi(1, 10, 0, **AUGUST_2018)
    actions.ask_for_supplement(application.pk, items=["Giấy ủy quyền"], reason="Thiếu giấy", by=acting(binh), at=at)
    actions.resubmit(application.pk, answers={}, by=Actor(CITIZEN), at=hanoi(3, 9, 0, **AUGUST_2018))
    application.refresh_from_db()
    assert application.due_on == date(2018, 8, 3)
    assert application.submitted_at == hanoi(1, 9, 0, **AUGUST_2018)
    assert application.counted_at == hanoi(3, 9, 0, **AUGUST_2018)


def test_a_calendar_changed_later_leaves_the_promise_and_its_reasons(years, office):
    application = factories.submitted(office, at=hanoi(1, 15, 0, 1, **AUGUST_2018))
    CalendarException.objects.create(on=date(2018, 8, 2), kind="emergency_closure", name_vi="Đóng cửa vì bão")
    application.refresh_from_db()
    assert application.due_on == date(2018, 8, 2)
    assert application.due_why[-1].endswith("thứ Năm 02/08/2018.")


def test_a_host_clock_that_jumped_back_gives_no_promise_from_before_the_request(years, office, binh):
    application = factories.submitted(office, at=hanoi(3, 9, 0, **AUGUST_2018))
    asked_at, at = hanoi(3, 15, 30, **AUGUST_2018), hanoi(1, 8, 0, **AUGUST_2018)
    actions.ask_for_supplement(application.pk, items=["Giấy ủy quyền"], reason="Thiếu giấy", by=acting(binh), at=asked_at)
    actions.resubmit(application.pk, answers={}, by=Actor(CITIZEN), at=at)
    application.refresh_from_db()
    assert (application.clock_from, application.due_on) == (asked_at, date(2018, 8, 6))
    assert [change.verb for change in application.history.all()] == ["submit", "ask_for_supplement", "resubmit"]
    assert application.history.last().at == at  # what the clock said stays evidence; the order is that of the rows


def test_where_the_policy_counts_from_reception_the_promise_is_made_there(years, office, binh):
    DeadlinePolicy.objects.create(
        procedure_code=factories.EXTRACT_COPY, valid_from=date(2018, 1, 1), limit="same_day", clock="received"
    )
    application = factories.submitted(office, at=hanoi(1, 14, 50, **AUGUST_2018))
    actions.receive(application.pk, by=acting(binh), at=hanoi(1, 15, 20, **AUGUST_2018))
    application.refresh_from_db()
    assert (application.due_on, application.promised_on) == (date(2018, 8, 2), date(2018, 8, 2))
    assert application.history.last().detail["due_at"] == "2018-08-02T17:00:00+07:00"


def test_a_promise_names_its_policy_and_its_calendar(years, office, binh):
    load_deadlines()
    CalendarVersion.objects.create(number=7, at=hanoi(), what="Nạp lịch")
    application = factories.submitted(office, at=hanoi(1, 9, 0, **AUGUST_2018))
    assert (application.policy, application.calendar_version) == ("2.000635 2016-01-01", 7)


def test_where_the_fee_is_a_condition_the_promise_is_made_when_it_is_received(years, office, binh):
    load_deadlines()
    june_2021 = {"month": 6, "year": 2021}
    application = factories.submitted(office, at=hanoi(1, 14, 30, **june_2021))
    actions.receive(application.pk, by=acting(binh), at=hanoi(1, 15, 5, **june_2021))
    application.refresh_from_db()
    assert (application.due_on, application.policy) == (date(2021, 6, 2), "2.000635 2020-09-15")
