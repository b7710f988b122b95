"""The sums of closed days and months: made from the history, used instead of it, and proved equal to it."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from applications.models import Application, StateChange
from applications.reports import proof, rollup, tasks
from applications.reports.figures import ONE_DAY, Figures, Scope, Split, figures, split
from applications.reports.models import ClosedDay, DayFigures, HalfMonthFigures, MonthFigures
from applications.reports.periods import next_half
from applications.reports.satisfaction import satisfaction
from applications.reports.scope import midnight
from applications.states import State
from portal.days import HANOI, first_of_next
from portal.messaging.models import OutgoingMessage
from tests import calendars, factories
from tests.reports.conftest import SEEN_AT
from tests.reports.naive import naive, naive_grades
from tests.reports.random_histories import FIRST, histories, rated, ratings, written

CALENDAR = calendars.seeded()
MARCH = Scope(date(2026, 3, 1), date(2026, 3, 20), SEEN_AT)


def all_sums() -> list[list[dict]]:
    cell = ("on", "office_id", "kind", "procedure_code", "channel")
    models = (DayFigures, HalfMonthFigures, MonthFigures)
    return [
        [row | {"id": 0, "worked": json.loads(row["worked"] or "{}")} for row in model.objects.order_by(*cell).values()]
        for model in models
    ]


def both(scope: Scope) -> tuple[Figures, Figures]:
    return figures(scope, CALENDAR), figures(scope, CALENDAR, from_history=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 1), date(2026, 3, 20)),
        (date(2026, 2, 1), date(2026, 3, 20)),
        (date(2026, 1, 1), date(2026, 2, 28)),
        (date(2026, 2, 16), date(2026, 3, 9)),
        (date(2026, 2, 15), date(2026, 3, 14)),
        (date(2026, 2, 20), date(2026, 3, 18)),
        (date(2026, 3, 19), date(2026, 3, 19)),
        (date(2026, 3, 20), date(2026, 3, 20)),
    ],
)
def test_what_is_summed_is_what_is_counted(month, first, last):
    rollup.close_days(at=SEEN_AT)
    summed, counted = both(Scope(first, last, SEEN_AT))
    assert summed == counted
    assert MonthFigures.objects.filter(on=date(2026, 2, 1)).exists()
    assert sorted(HalfMonthFigures.objects.values_list("on", flat=True).distinct()) == [date(2026, 2, 15), date(2026, 3, 1)]


@pytest.mark.django_db
def test_a_day_is_closed_when_it_has_ended_and_only_once(month):
    assert rollup.close_days(at=SEEN_AT) == (date(2026, 3, 19) - date(2026, 2, 16)).days + 1
    assert rollup.close_days(at=SEEN_AT) == 0
    assert rollup.close_days(at=midnight(date(2026, 3, 21)) + timedelta(minutes=20)) == 1
    assert ClosedDay.objects.last().on == date(2026, 3, 20)


@pytest.mark.django_db
def test_closing_day_by_day_makes_the_same_sums_as_closing_all_at_once(month):
    for number in range(16, 48):
        rollup.close_days(at=midnight(date(2026, 2, 1) + timedelta(days=number)) + timedelta(hours=1))
    one_by_one = all_sums()
    rollup.rebuild(at=SEEN_AT)
    assert all_sums() == one_by_one


@pytest.mark.django_db
def test_a_reporting_month_is_added_up_from_two_halves(month):
    """Of its days only what was open before it and at its end."""
    rollup.close_days(at=SEEN_AT)
    scope = Scope(date(2026, 2, 15), date(2026, 3, 14), SEEN_AT)
    before = figures(scope, CALENDAR).by_office
    DayFigures.objects.update(received=99, worked='{"1": 99}')
    assert figures(scope, CALENDAR).by_office == before


@pytest.mark.django_db
def test_a_year_does_not_read_the_history(month, django_assert_num_queries):
    rollup.close_days(at=SEEN_AT)
    StateChange.objects.all()._raw_delete(StateChange.objects.db)
    february = Scope(date(2026, 2, 1), date(2026, 2, 28), SEEN_AT)
    assert figures(february, CALENDAR).total.received > 20


@pytest.mark.django_db
def test_the_night_says_loudly_that_sums_differ(month, now, mai):
    rollup.close_days(at=SEEN_AT)
    assert tasks.prove_figures() == 0
    wrong = DayFigures.objects.filter(on=date(2026, 3, 19)).first()
    DayFigures.objects.filter(pk=wrong.pk).update(received=wrong.received + 1)
    assert proof.differences(CALENDAR, at=SEEN_AT, seed=1)[0].office_ids == (wrong.office_id,)
    assert tasks.prove_figures() >= 1
    letter = OutgoingMessage.objects.get(recipient=mai.email)
    assert "không khớp" in letter.subject
    assert "roll_up --rebuild" in letter.text


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "on"), [(HalfMonthFigures, date(2026, 2, 15)), (MonthFigures, date(2026, 2, 1))])
def test_within_some_nights_an_old_month_or_half_that_differs_is_found(month, model, on):
    rollup.close_days(at=SEEN_AT)
    wrong = model.objects.filter(on=on).first()
    model.objects.filter(pk=wrong.pk).update(worked='{"7": 999}')
    found = [each for night in range(6) for each in proof.differences(CALENDAR, at=SEEN_AT, seed=night)]
    assert {each.office_ids for each in found} == {(wrong.office_id,)}


@pytest.mark.django_db
def test_one_command_makes_the_sums_again_from_the_history(month, now):
    call_command("roll_up", verbosity=0)
    DayFigures.objects.filter(on=date(2026, 3, 19)).update(late=99)
    with pytest.raises(CommandError):
        call_command("roll_up", "--prove")
    call_command("roll_up", "--rebuild", "--prove")
    summed, counted = both(MARCH)
    assert summed == counted


@pytest.mark.pure
@pytest.mark.parametrize(
    ("first", "last", "months", "halves", "spans"),
    [
        ((1, 1), (2, 28), [(1, 1), (2, 1)], [], []),
        ((1, 15), (2, 14), [], [(1, 15), (2, 1)], []),
        ((1, 15), (3, 14), [(2, 1)], [(1, 15), (3, 1)], []),
        ((1, 10), (3, 20), [(2, 1)], [(1, 15), (3, 1)], [((1, 10), (1, 14)), ((3, 15), (3, 20))]),
        ((2, 10), (2, 28), [], [(2, 15)], [((2, 10), (2, 14))]),
        ((2, 16), (3, 13), [], [], [((2, 16), (3, 13))]),
        ((3, 1), (3, 1), [], [], [((3, 1), (3, 1))]),
        ((3, 3), (3, 9), [], [], [((3, 3), (3, 9))]),
    ],
)
def test_a_period_is_whole_months_and_halves_and_the_days_beside_them(first, last, months, halves, spans):
    def in_2026(days: list) -> tuple:
        return tuple(date(2026, *day) for day in days)

    expected = Split(in_2026(months), in_2026(halves), tuple(in_2026(span) for span in spans))
    assert split(date(2026, *first), date(2026, *last)) == expected


@pytest.mark.pure
@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 500))
def test_a_period_is_split_into_each_of_its_days_once(first, length):
    last = first + timedelta(days=length)
    found = split(first, last)
    spans = [*found.days, *((start, next_half(start) - ONE_DAY) for start in found.halves)]
    spans += [(start, first_of_next(start) - ONE_DAY) for start in found.months]
    days = [begin + timedelta(days=n) for begin, end in spans for n in range((end - begin).days + 1)]
    assert sorted(days) == [first + timedelta(days=n) for n in range(length + 1)]


def lengths() -> st.SearchStrategy[int]:
    """Days after the first one: shorter than a half-month, or with halves and months in it."""
    return st.one_of(st.integers(0, 20), st.integers(27, 75))


class RandomHistories(TestCase):
    """Dossiers that are moved about at any hour, some of them told of days later, and asked about at any moment."""

    def setUp(self):
        factories.calendar_years()
        self.offices = [factories.office(f"Phường Số {number}") for number in range(3)]

    @settings(max_examples=25)
    @given(histories(), st.integers(0, 44), lengths(), st.integers(-20, 30 * 24 * 60), st.integers(0, 80))
    def test_three_ways_of_counting_agree_and_the_form_balances(self, moves, start, length, asked_after, closed):
        written(moves, self.offices)
        first = FIRST + timedelta(days=start)
        last = first + timedelta(days=length)
        as_of = datetime.combine(last, time(23, 30), HANOI) + timedelta(minutes=asked_after)
        scope = Scope(first, last, as_of)
        counted = figures(scope, CALENDAR)
        assert counted.by_office == naive(scope)
        assert all(tally.is_balanced for tally in (counted.total, *counted.by_office.values(), *counted.by_kind.values()))
        rollup.close_days(at=midnight(FIRST + timedelta(days=closed)) + timedelta(hours=1))
        summed = figures(scope, CALENDAR)
        assert (summed.by_office, summed.days, summed.worked) == (counted.by_office, counted.days, counted.worked)
        assert summed.worked_by_office == counted.worked_by_office
        self._is_carried_from_the_period_before(scope)

    def _is_carried_from_the_period_before(self, scope: Scope):
        before = figures(Scope(scope.first_on - timedelta(days=9), scope.first_on - timedelta(days=1), scope.as_of), CALENDAR)
        now = figures(scope, CALENDAR)
        for office in self.offices:
            pending = before.by_office[office.pk].pending if office.pk in before.by_office else 0
            assert (now.by_office[office.pk].carried if office.pk in now.by_office else 0) == pending

    @settings(max_examples=25)
    @given(histories(), ratings(), st.integers(0, 44), st.integers(0, 20), st.integers(-20, 30 * 24 * 60))
    def test_ratings_counted_one_by_one_are_those_counted_together(self, moves, told, start, length, asked_after):
        written(moves, self.offices)
        rated(told, self.offices)
        last = FIRST + timedelta(days=start + length)
        as_of = datetime.combine(last, time(23, 30), HANOI) + timedelta(minutes=asked_after)
        scope = Scope(FIRST + timedelta(days=start), last, as_of)
        found = satisfaction(scope)
        assert {office: grades.number for office, grades in found.by_office.items()} == naive_grades(scope)
        assert found.total.rated == sum(grades.rated for grades in found.by_office.values())

    @settings(max_examples=15)
    @given(histories(), histories())
    def test_what_happens_later_changes_no_figure_of_before(self, moves, later):
        """Asked in the evening of the 30th day, and again when everything else has happened."""
        end = FIRST + timedelta(days=30)
        scope = Scope(FIRST, end, midnight(end + timedelta(days=1)))
        written([move for move in moves if move.known_at < scope.as_of], self.offices)
        before = figures(scope, CALENDAR)
        Application.objects.filter(state=State.SUBMITTED).update(copies=9, fee_vnd=1, office=self.offices[0])
        written([move.after(scope.as_of) for move in later], self.offices)
        assert figures(scope, CALENDAR) == before
