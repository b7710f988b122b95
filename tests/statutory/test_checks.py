"""A report that is wrong says which row, which column and by how much."""

import copy
from datetime import date

import pytest

from applications.statutory.checks import Before, checks_of
from applications.statutory.content import canonical, differences, fingerprint, laid_out
from applications.statutory.periods import in_words, span
from applications.statutory.resolution import BALANCES, CARRIES, COLUMNS, RESOLUTION
from applications.statutory.samples import _resolved
from applications.statutory.tables import Line

LINES = [Line(f"office:{n}", f"Phường {n}", _resolved(n), "commune") for n in range(3)]


@pytest.fixture
def content() -> dict:
    columns = [
        {"key": c.key, "heads": list(c.heads), "number": c.number, "label": c.label, "kind": str(c.kind), "adds": list(c.adds)}
        | {"is_summed": c.is_summed}
        for c in COLUMNS
    ]
    return {"columns": columns, "balances": [[a, list(b)] for a, b in BALANCES], "rows": laid_out(RESOLUTION, LINES)}


def broken(content: dict, **terms) -> dict[str, list[str]]:
    return {check.rule: check.broken for check in checks_of(content, **terms) if not check.holds}


def test_a_sound_report_breaks_nothing(content):
    assert broken(content) == {}


def test_a_wrong_cell_is_found_by_its_row_and_every_rule_it_breaks(content):
    content["rows"][2]["cells"][7] += 5  # (10) of Phường 1
    found = broken(content)
    assert found["(7) = (8) + (9) + (10)"][0].startswith("Phường 1: ")
    assert "Cấp xã, cột (10): 3 khác 8" in found["Tổng cộng và tổng từng cấp bằng tổng các dòng"]
    assert "Tổng cộng, cột (10): 3 khác 8" in found["Tổng cộng và tổng từng cấp bằng tổng các dòng"]


def test_what_came_in_must_be_what_went_out_and_what_is_left(content):
    for at in (4, 6):  # (7) and (9): the additions still hold
        content["rows"][1]["cells"][at] -= 1
    assert broken(content)["(3) = (7) + (11)"] == ["Phường 0: 400 khác 399 + 0"]


def test_what_was_carried_over_is_held_against_the_period_before(content):
    left = {row["key"]: row["cells"][3] for row in content["rows"]} | {"office:1": 9}
    found = broken(content, carries=CARRIES, before=Before(left, "báo cáo số 03/BC-STP"))
    assert found == {"(6) = (11) của kỳ trước, theo báo cáo số 03/BC-STP": ["Phường 1: 1 khác 9"]}


def test_a_unit_that_had_some_left_and_has_no_line_now_is_told(content):
    left = {row["key"]: row["cells"][3] for row in content["rows"]} | {"office:77": 2}
    [said] = broken(content, carries=CARRIES, before=Before(left, "x")).values()
    assert said == ["1 đơn vị còn hồ sơ ở kỳ trước mà kỳ này không có dòng"]


def test_the_fingerprint_does_not_depend_on_the_order_of_keys(content):
    assert fingerprint(content) == fingerprint(dict(reversed(content.items())))
    assert canonical({"b": 1, "a": "ộ"}) == '{"a":"ộ","b":1}'.encode()


def test_a_difference_names_row_and_column(content):
    after = copy.deepcopy(content)
    after["rows"][1]["cells"][7] = 8
    del after["rows"][3]
    found = differences(content, after)
    assert {"row": "Phường 0", "column": "Số hồ sơ đã giải quyết, quá hạn (10)", "before": 0, "after": 8} in found
    assert {one["row"] for one in found} == {"Phường 0", "Phường 2"}


@pytest.mark.parametrize(
    ("kind", "which", "cut_off", "first", "last"),
    [
        ("month", 3, "calendar", date(2026, 3, 1), date(2026, 3, 31)),
        ("month", 2, "calendar", date(2026, 2, 1), date(2026, 2, 28)),
        ("month", 3, "administrative", date(2026, 2, 15), date(2026, 3, 14)),
        ("month", 1, "administrative", date(2025, 12, 15), date(2026, 1, 14)),
        ("quarter", 2, "administrative", date(2026, 3, 15), date(2026, 6, 14)),
        ("half", 1, "administrative", date(2025, 12, 15), date(2026, 6, 14)),
        ("nine_months", 1, "calendar", date(2026, 1, 1), date(2026, 9, 30)),
        ("year", 1, "administrative", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_periods_end_with_the_month_or_on_the_14th(kind, which, cut_off, first, last):
    assert span(kind, 2026, which, cut_off) == (first, last)


def test_a_period_is_called_by_its_last_month():
    said = in_words("month", date(2026, 2, 15), date(2026, 3, 14))
    assert said == "tháng 3 năm 2026 (từ 15/02/2026 đến 14/03/2026)"


def test_how_things_stand_at_a_moment_is_no_change(content):
    after = copy.deepcopy(content)
    after["columns"][7]["at_moment"] = content["columns"][7]["at_moment"] = True
    after["rows"][1]["cells"][7] = 8
    assert differences(content, after) == []
