"""What few dossiers can say and what they cannot: Wilson's interval, the fair order, the way since the period before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.reports.fairness import Verdict, period_before, rank_fairly, trend_between, verdict_on, wilson
from applications.reports.figures import Figures, Scope, Tally
from applications.reports.units import UnitRow
from portal.offices.models import Office
from tests.factories import hanoi

TARGET = {"target_percent": 97, "minimum": 30}


def tally(in_time: int, late: int) -> Tally:
    return Tally(received=in_time + late, on_time=in_time, late=late)


def row(number: int, in_time: int, late: int) -> UnitRow:
    return UnitRow(Office(pk=number, name=f"Xã Số {number}", level="commune"), tally(in_time, late), None)


def before(**by_office: Tally) -> Figures:
    scope = Scope(date(2026, 2, 1), date(2026, 2, 28), hanoi())
    return Figures(scope, Tally(), {int(key[1:]): value for key, value in by_office.items()}, {}, [], 20, None)


@pytest.mark.parametrize(
    ("hits", "number", "low", "high"),
    [(3, 4, 0.3006, 0.9544), (97, 100, 0.9155, 0.9897), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1)],
)
def test_the_interval_is_wilsons(hits, number, low, high):
    assert wilson(hits, number) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(1, 5000).flatmap(lambda number: st.tuples(st.integers(0, number), st.just(number))))
def test_the_share_lies_in_its_interval_and_more_dossiers_make_it_narrower(case):
    hits, number = case
    low, high = wilson(hits, number)
    assert 0 <= low <= hits / number + 1e-12
    assert hits / number - 1e-12 <= high <= 1
    wider = wilson(hits * 4, number * 4)
    assert wider[1] - wider[0] < high - low


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)
    assert verdict_on(0.0, 1.0, 97) == Verdict.UNSURE


def test_one_late_of_four_ranks_neither_first_nor_last():
    """Beside units with many dossiers it is not ranked; among small ones nothing is concluded of it."""
    enough, ranked = rank_fairly([row(1, 3, 1), row(2, 190, 10), row(3, 200, 0)], before(), **TARGET)
    assert (enough, [one.unit.office.pk for one in ranked]) == (100, [2, 3])
    _enough, small = rank_fairly([row(1, 4, 1), row(2, 6, 0)], before(), **TARGET)
    assert {one.verdict for one in small} == {Verdict.UNSURE}


def test_units_surely_below_come_first_and_surely_above_last():
    rows = [row(1, 1000, 0), row(2, 98, 4), row(3, 800, 200), row(4, 900, 100)]
    _enough, ranked = rank_fairly(rows, before(), **TARGET)
    assert [one.unit.office.pk for one in ranked] == [3, 4, 2, 1]
    assert [one.verdict for one in ranked] == [Verdict.BELOW, Verdict.BELOW, Verdict.UNSURE, Verdict.ABOVE]


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (tally(950, 50), tally(900, 100), "tăng 5,0 điểm"),
        (tally(900, 100), tally(950, 50), "giảm 5,0 điểm"),
        (tally(19, 1), tally(18, 2), "không đổi rõ"),
        (tally(905, 95), tally(900, 100), "không đổi rõ"),
        (tally(950, 50), tally(3, 1), "kỳ trước chưa đủ hồ sơ"),
        (tally(950, 50), None, "kỳ trước chưa đủ hồ sơ"),
        (Tally(), tally(950, 50), "kỳ trước chưa đủ hồ sơ"),
    ],
)
def test_a_move_is_said_only_beyond_chance(now, then, words):
    assert trend_between(now, then).words == words


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 1, 1), date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2026, 3, 1), date(2026, 3, 20), (date(2026, 2, 1), date(2026, 2, 20))),
        (date(2026, 3, 1), date(2026, 3, 30), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 3, 9), date(2026, 3, 15), (date(2026, 3, 2), date(2026, 3, 8))),
        (date(2024, 1, 1), date(2024, 12, 31), (date(2023, 1, 1), date(2023, 12, 31))),
    ],
)
def test_a_period_is_compared_with_the_one_before(first, last, expected):
    assert period_before(first, last) == expected
