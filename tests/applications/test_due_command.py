"""`manage.py due`: one JSON line for other people's scripts, or a clear fault."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from portal.offices.models import CalendarException
from tests import factories

pytestmark = pytest.mark.django_db


def answer(capsys, *arguments: str) -> dict:
    call_command("due", *arguments)
    [line] = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_it_answers_in_one_line_of_json(years, capsys):
    assert answer(capsys, "2018-08-01T15:00:01") == {
        "submitted": "2018-08-01T15:00:01+07:00",
        "counted_at": "2018-08-01T15:00:01+07:00",
        "due_on": "2018-08-02",
        "due_at": "2018-08-02T17:00:00+07:00",
        "why": [
            "Nộp lúc 15:00:01, thứ Tư 01/08/2018.",
            "Nhận sau 15 giờ nên giải quyết trong ngày làm việc tiếp theo: thứ Năm 02/08/2018.",
        ],
        "why_en": [
            "Sent at 15:00:01 on Wednesday 01/08/2018.",
            "Received after 15:00, so it is resolved on the next working day: Thursday 02/08/2018.",
        ],
    }


@pytest.mark.parametrize("moment", ["2018-08-01T08:00:01Z", "2018-08-01 15:00:01", "2018-08-01T16:00:01+08:00"])
def test_other_ways_to_write_a_moment_are_understood(years, capsys, moment):
    assert answer(capsys, moment)["submitted"] == "2018-08-01T15:00:01+07:00"


def test_an_offices_own_closure_counts(years, office, capsys):
    CalendarException.objects.create(office=office, on=date(2026, 3, 20), kind="emergency_closure", name_vi="Đóng cửa")
    assert answer(capsys, "2026-03-20T09:00:00", "--office", office.code)["due_on"] == "2026-03-23"
    assert answer(capsys, "2026-03-20T09:00:00")["due_on"] == "2026-03-20"


def test_a_code_means_the_unit_standing_on_that_day(years, capsys):
    former = factories.office("Phường Trúc Bạch", code="00004", valid_to=date(2025, 6, 30))
    factories.office("Phường Ba Đình", code="00004", valid_from=date(2025, 7, 1))
    CalendarException.objects.create(office=former, on=date(2018, 8, 1), kind="emergency_closure", name_vi="Đóng cửa")
    assert answer(capsys, "2018-08-01T09:00:00", "--office", "00004")["due_on"] == "2018-08-02"
    assert answer(capsys, "2026-03-20T09:00:00", "--office", "00004")["due_on"] == "2026-03-20"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["hôm qua"], "is no moment"),
        (["2018-13-01T09:00:00"], "is no moment"),
        (["2018-08-01T25:00:00"], "is no moment"),
        (["2018-08-01"], "has no time of day"),
        (["2027-06-01T09:00:00"], "No working calendar is known for 2027-06-01"),
        (["0001-01-01T00:00:00+14:00"], "is no moment"),
        (["9999-12-31T23:59:59"], "No working calendar is known"),
        (["2018-08-01T09:00:00", "--office", "XXX"], "No unit with the code 'XXX' stood on 2018-08-01"),
        (["2018-08-01T09:00:00", "--office", ""], "No unit with the code"),
    ],
)
def test_bad_input_is_told_and_ends_with_a_fault(years, arguments, fault):
    with pytest.raises(CommandError, match=fault):
        call_command("due", *arguments)
