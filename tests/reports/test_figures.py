"""The Department's figures against a naive second count, and the sums that must hold."""

from collections import Counter
from datetime import date, timedelta

import pytest

from applications import actions
from applications.reports.figures import KIND_GROUPS, Scope, Tally, figures
from applications.reports.working_time import median, percentile
from civil_registry.models import EventKind
from portal.accounts.actors import CITIZEN, Actor
from tests import calendars, factories
from tests.factories import acting, hanoi
from tests.reports.conftest import SEEN_AT
from tests.reports.naive import naive

pytestmark = pytest.mark.django_db
CALENDAR = calendars.seeded()
MARCH = Scope(date(2026, 3, 1), date(2026, 3, 20), SEEN_AT)


def counted(scope: Scope = MARCH) -> Tally:
    return figures(scope, CALENDAR).total


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 1), date(2026, 3, 20)),
        (date(2026, 2, 16), date(2026, 2, 28)),
        (date(2026, 3, 9), date(2026, 3, 9)),
        (date(2026, 3, 20), date(2026, 3, 20)),
        (date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_the_count_in_the_database_is_the_count_one_by_one(month, first, last):
    scope = Scope(first, last, SEEN_AT)
    assert figures(scope, CALENDAR).by_office == naive(scope)


def test_what_came_in_is_what_is_resolved_and_what_is_pending_in_every_row(month):
    report = figures(MARCH, CALENDAR)
    tallies = [report.total, *report.by_office.values(), *report.by_kind.values()]
    assert all(tally.is_balanced for tally in tallies)
    assert report.total.total > 100


def test_what_is_carried_over_is_what_was_pending_at_the_end_of_the_last_period(month):
    day = date(2026, 2, 20)
    while day < date(2026, 3, 19):
        before = counted(Scope(date(2026, 2, 16), day, SEEN_AT))
        after = counted(Scope(day + timedelta(days=1), date(2026, 3, 20), SEEN_AT))
        assert after.carried == before.pending
        day += timedelta(days=3)


def test_rows_add_up_to_the_total(month):
    report = figures(MARCH, CALENDAR)
    for rows in (report.by_office, report.by_kind):
        summed = Tally()
        for tally in rows.values():
            summed.add(tally)
        assert summed == report.total
    assert sum(day.total for day in report.days) == report.total.received


def test_the_number_of_queries_does_not_grow_with_the_data(month, django_assert_num_queries):
    with django_assert_num_queries(7):
        figures(MARCH, CALENDAR)
    with django_assert_num_queries(7):
        figures(Scope(date(2016, 1, 1), date(2016, 1, 31), SEEN_AT), CALENDAR)


def test_filters_narrow_every_figure(month, offices):
    one = figures(Scope(MARCH.first_on, MARCH.last_on, SEEN_AT, office_id=offices[1].pk), CALENDAR)
    assert set(one.by_office) == {offices[1].pk}
    births = figures(Scope(MARCH.first_on, MARCH.last_on, SEEN_AT, kind_group="khai-sinh"), CALENDAR)
    assert births.total == births.by_kind["khai-sinh"]
    assert births.total.received < figures(MARCH, CALENDAR).total.received


def test_local_days_decide_and_not_those_of_greenwich(years, office):
    factories.submitted(office, at=hanoi(2, 6, 30))  # still 1 March in Greenwich
    assert counted(Scope(date(2026, 3, 2), date(2026, 3, 2), SEEN_AT)).received == 1
    assert counted(Scope(date(2026, 3, 1), date(2026, 3, 1), SEEN_AT)).received == 0


def test_fifteen_o_clock_sharp_is_before_and_a_second_later_after(years, office):
    factories.submitted(office, at=hanoi(20, 15, 0, 0))
    factories.submitted(office, at=hanoi(20, 15, 0, 1))
    today = Scope(date(2026, 3, 20), date(2026, 3, 20), SEEN_AT)
    [day] = figures(today, CALENDAR).days
    assert (day.before, day.after) == (1, 1)


def test_days_are_working_days_and_days_off_with_dossiers(years, office):
    factories.submitted(office, at=hanoi(14, 10, 0))  # a Saturday
    days = [day.on.day for day in figures(Scope(date(2026, 3, 12), date(2026, 3, 20), SEEN_AT), CALENDAR).days]
    assert days == [12, 13, 14, 16, 17, 18, 19, 20]


def test_who_waits_for_a_supplement_is_in_time(years, office, binh):
    application = factories.submitted(office, at=hanoi(2, 9))
    at = hanoi(2, 10)
    actions.ask_for_supplement(application.pk, items=["Giấy ủy quyền"], reason="Thiếu", by=acting(binh), at=at)
    tally = counted()
    assert (tally.in_time, tally.overdue, tally.waiting) == (1, 0, 1)


def test_an_open_dossier_is_overdue_after_the_close_of_its_due_day(years, office):
    factories.submitted(office, at=hanoi(20, 9))
    assert counted(Scope(MARCH.first_on, MARCH.last_on, hanoi(20, 17, 0))).overdue == 0
    assert counted(Scope(MARCH.first_on, MARCH.last_on, hanoi(20, 17, 1))).overdue == 1


def test_a_withdrawn_dossier_counts_as_resolved_and_is_told_apart(years, office):
    application = factories.submitted(office, at=hanoi(20, 9))
    actions.withdraw(application.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10))
    tally = counted()
    assert (tally.on_time, tally.withdrawn, tally.copies, tally.fee_vnd) == (1, 1, 0, 0)


def test_drafts_are_no_dossiers(years):
    factories.draft()
    report = figures(MARCH, CALENDAR)
    assert report.total == Tally()
    assert (report.median_minutes, report.total.punctual_share) == (None, None)


def test_every_kind_of_event_belongs_to_one_group():
    kinds = [kind for _name, group in KIND_GROUPS.values() for kind in group]
    assert len(kinds) == len(set(kinds)) == len(EventKind)


@pytest.mark.parametrize(
    ("worked", "middle", "ninetieth"),
    [({10: 1, 20: 1, 59: 1}, 20, 59), ({10: 1, 21: 1}, 16, 21), ({5: 8, 30: 1, 400: 1}, 5, 30), ({}, None, None)],
)
def test_the_median_is_the_middle_one_and_nine_of_ten_were_done_within_the_ninetieth(worked, middle, ninetieth):
    assert median(Counter(worked)) == middle
    assert percentile(Counter(worked), 90) == ninetieth
