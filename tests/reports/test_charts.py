"""The geometry of the charts: nothing outside the box, everything on a common scale."""

from datetime import date, timedelta

import pytest

from applications.reports.charts import BASE, LEFT, RIGHT, TOP, days_chart, ranking_chart
from applications.reports.figures import Day, Tally
from applications.reports.units import UnitRow, ranking
from portal.offices.models import Office


def some_days(*totals: tuple[int, int]) -> list[Day]:
    return [Day(date(2026, 3, 2) + timedelta(days=n), before, after) for n, (before, after) in enumerate(totals)]


def row(name: str, punctual: int, late: int) -> UnitRow:
    return UnitRow(Office(name=name, level="commune"), Tally(received=punctual + late, on_time=punctual, late=late), 60)


@pytest.mark.parametrize(
    "totals", [[(1190, 296), (1040, 280)], [(0, 0)], [(1, 0)], [(0, 7)] * 25, [(10**6, 3)], [(5, 1)] * 900]
)
def test_bars_stay_inside_the_box(totals):
    chart = days_chart(some_days(*totals))
    for bar in chart.bars:
        assert bar.x >= LEFT
        assert bar.x + bar.width <= RIGHT
        assert TOP - 1 <= bar.top <= bar.before_top <= BASE
    assert len(chart.grid) <= 6


def test_heights_are_in_proportion():
    one, two = days_chart(some_days((100, 0), (200, 0))).bars
    assert two.before_height == pytest.approx(2 * one.before_height, abs=1)


def test_the_finding_names_the_day_with_most_and_the_share_after_15_00():
    chart = days_chart(some_days((1190, 296), (1040, 280)))
    assert chart.finding == "Nhiều nhất là thứ Hai 02/03/2026: 1.486 hồ sơ. 21% hồ sơ nộp sau 15 giờ."
    assert days_chart([]).finding == "Trong kỳ chưa có hồ sơ nào được nộp."


def test_marks_below_the_target_have_another_shape_and_are_named():
    chart = ranking_chart([row("Xã Sóc Sơn", 954, 46), row("Phường Hai Bà Trưng", 983, 17)])
    assert [mark.is_below for mark in chart.rows] == [True, False]
    assert chart.rows[0].x < chart.target_x < chart.rows[1].x
    assert chart.finding == "1 đơn vị dưới ngưỡng 97%: xã Sóc Sơn."


@pytest.mark.parametrize("punctual", [0, 1, 50, 90, 99, 100])
def test_any_share_lies_on_the_axis(punctual):
    chart = ranking_chart([row("Xã Sóc Sơn", punctual, 100 - punctual)])
    [mark] = chart.rows
    assert chart.left <= mark.x <= chart.right
    assert len(chart.ticks) <= 7


def test_only_units_with_enough_dossiers_are_ranked():
    enough, ranked = ranking([row("Xã Nhỏ", 1, 1), row("Xã Vừa", 95, 5), row("Xã Lớn", 990, 10)])
    assert (enough, [unit.office.name for unit in ranked]) == (100, ["Xã Vừa", "Xã Lớn"])


def test_where_no_unit_has_a_hundred_fewer_are_enough_and_that_is_said():
    enough, ranked = ranking([row("Xã Nhỏ", 1, 1), row("Xã Vừa", 30, 5)])
    assert (enough, len(ranked)) == (30, 1)
    assert ranking([row("Xã Nhỏ", 1, 1)]) == (100, [])


def test_more_units_below_the_target_than_marks_are_counted_and_the_lowest_named():
    chart = ranking_chart([row(f"Xã Số {n}", 80 + n, 20 - n) for n in range(10)])
    assert len(chart.rows) == 8
    assert chart.finding.startswith("10 đơn vị dưới ngưỡng 97%, thấp nhất là xã Số 0, xã Số 1,")


def test_the_finding_says_of_how_many_it_is_sure():
    few, many = row("Xã Nhỏ", 9, 1), row("Xã Lớn", 900, 100)
    assert ranking_chart([few]).finding.endswith("Số hồ sơ còn ít, chưa kết luận được đơn vị nào dưới ngưỡng.")
    assert ranking_chart([few, many]).finding.endswith("Kết luận chắc chắn được 1 đơn vị; số còn lại ít hồ sơ, chưa kết luận.")
