"""Every form of every app over a month of work: what must add up does, and lines say what other counts say."""

from datetime import date

import pytest

from applications.reports.figures import Scope, figures
from applications.statutory.checks import checks_of
from applications.statutory.content import content_of
from applications.statutory.offered import all_forms
from applications.statutory.overdue import COLUMN_OF_CAUSE, column_of
from applications.statutory.tables import Question
from portal.offices.calendar import calendar_for
from tests import factories
from tests.factories import hanoi
from tests.reports.conftest import SEEN_AT

pytestmark = pytest.mark.django_db
PERIODS = [
    (date(2026, 2, 16), date(2026, 2, 28)),
    (date(2026, 2, 15), date(2026, 3, 14)),
    (date(2026, 3, 1), date(2026, 3, 20)),
    (date(2025, 1, 1), date(2025, 12, 31)),
]


def content(code: str, first=date(2026, 3, 1), last=date(2026, 3, 14), units=(), as_of=SEEN_AT) -> dict:
    return content_of(all_forms()[code], Question(first, last, as_of, units), period="", units="")


def cells(told: dict, key: str) -> dict:
    row = next(row for row in told["rows"] if row["key"] == key)
    return dict(zip([column["key"] for column in told["columns"]], row["cells"], strict=True))


def test_what_an_official_filed_for_somebody_at_the_desk_stands_in_column_5(month, office):
    before = cells(content("ii-06a"), "total")["received_otherwise"]
    factories.submitted(office, at=hanoi(5, 9), channel="desk")
    told = content("ii-06a")
    assert cells(told, "total")["received_otherwise"] == before + 1
    assert any(f"Cột (5): {before + 1} hồ sơ cán bộ nộp hộ" in note for note in told["notes"])


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_what_must_add_up_does_in_every_form(month, first, last):
    for code in all_forms():
        broken = [check.rule for check in checks_of(content(code, first, last)) if not check.holds]
        assert broken == [], code


def test_the_department_has_seven_forms_of_which_the_post_fills_three():
    assert list(all_forms()) == ["ii-06a", "ii-07b", "ban-sao", "qd-766", "phi", "buu-chinh", "ban-giao"]


def test_the_statutory_columns_are_the_figures_of_the_overview(month, offices):
    told = content("ii-06a")
    found = figures(Scope(date(2026, 3, 1), date(2026, 3, 14), SEEN_AT), calendar_for(None))
    for office in offices:
        assert cells(told, f"office:{office.pk}")["received"] == found.by_office[office.pk].received
    assert cells(told, "total")["resolved"] == found.total.resolved > 10


def test_the_columns_carry_the_numbers_of_the_ministry():
    numbers = [column.number for column in all_forms()["ii-06a"].columns]
    assert numbers == [f"({number})" for number in range(3, 14)]


def test_units_stand_under_their_level_and_a_level_sums_them(month, offices):
    district = factories.office("Quận Hai Bà Trưng", level="district")
    factories.submitted(district, at=hanoi(10))
    told = content("ii-06a")
    assert [(row["level"], row["serial"]) for row in told["rows"]] == [
        ("group", "I"),
        ("line", "1"),
        ("group", "II"),
        ("line", "1"),
        ("line", "2"),
        ("line", "3"),
        ("total", ""),
    ]
    assert cells(told, "group:district")["received"] == 1


def test_a_unit_without_a_dossier_is_named_and_is_no_line_of_noughts(month, offices):
    silent = factories.office("Xã Đa Tốn")
    told = content("ii-06a")
    assert told["silent"] == ["Xã Đa Tốn"]
    assert f"office:{silent.pk}" not in {row["key"] for row in told["rows"]}


def test_only_the_units_asked_for_are_counted(month, offices):
    told = content("ii-06a", units=(offices[1].pk,))
    assert [row["key"] for row in told["rows"] if row["level"] == "line"] == [f"office:{offices[1].pk}"]
    assert cells(told, "total") == cells(told, f"office:{offices[1].pk}")


def test_overdue_ones_are_those_of_the_statutory_form(month):
    late, all_of_them = cells(content("ii-07b"), "total"), cells(content("ii-06a"), "total")
    assert late["resolved_late"] == all_of_them["late"] > 0
    assert late["pending_late"] == all_of_them["overdue"]
    assert late["unknown"] == late["total"]  # nobody has apologised


@pytest.mark.parametrize(
    ("reason", "column"),
    [
        ("Phải tìm và đối chiếu trong sổ giấy của nhiều năm nên cần thêm thời gian. Sổ năm 1961.", "by_office"),
        ("Bão số 3 làm mất điện.", "other"),
    ],
)
def test_the_cause_is_read_from_the_sentence_that_an_apology_opens_with(reason, column):
    assert column_of(reason) == column
    assert set(COLUMN_OF_CAUSE.values()) <= {"by_office", "by_citizen", "by_rule"}


def test_copies_are_counted_by_kind_of_event(month):
    told = content("ban-sao", date(2026, 2, 1), date(2026, 3, 20))
    assert len(told["rows"]) == 15  # fourteen kinds, and the sum
    assert told["rows"][0]["name"] == "Khai sinh"


def test_inputs_of_the_index_are_no_score(month):
    told = content("qd-766")
    assert told["rows"][0]["name"] == "Công khai, minh bạch"
    punctual = cells(told, "input:punctual")
    assert punctual["share"] == round(100 * punctual["part"] / punctual["whole"], 1)
    assert cells(told, "input:grades") == {"part": 0, "whole": 0, "share": None}
    assert not any(row["level"] == "total" for row in told["rows"])


@pytest.mark.parametrize(("hour", "minute", "day"), [(23, 59, 14), (0, 0, 15)])
def test_the_last_minute_of_a_day_in_ha_noi_is_that_day(years, hour, minute, day):
    """17:00 to 24:00 UTC is the next day here."""
    unit = factories.office("Phường Ô Chợ Dừa")
    factories.submitted(unit, at=hanoi(day, hour, minute))
    told = content("ii-06a")
    assert any(row["key"] == f"office:{unit.pk}" for row in told["rows"]) is (day == 14)
