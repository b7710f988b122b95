"""Anybody computes the promise of any moment: the page says what `manage.py due` says, or plainly why it cannot."""

import html
import json
import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from portal.offices.models import CalendarException
from tests import factories
from tests.factories import hanoi

AFTER_THREE = {"ngay": "1", "thang": "8", "nam": "2018", "gio": "15", "phut": "0", "giay": "1"}
EVENING_BEFORE_A_HOLIDAY = {"ngay": "19", "thang": "3", "nam": "2026", "gio": "20", "phut": "30"}


@pytest.fixture
def asked(client, years, monkeypatch):
    """`asked(ngay="1", …)`: the page as text, spaces folded; its status must be the one expected."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))

    def read(status: int = 200, **typed: str) -> str:
        answer = client.get(reverse("public:due"), typed)
        assert answer.status_code == status
        return html.unescape(" ".join(answer.content.decode().split()))

    return read


@pytest.fixture
def closed(office) -> None:
    CalendarException.objects.create(office=office, on=date(2018, 8, 2), kind="emergency_closure", name_vi="Đóng cửa vì bão")


def strip_of(page: str) -> list[tuple[str, str]]:
    """(kind, words) of each day on the way."""
    days = re.findall(r'<li class="strip-(\w+)">(.*?)</li>', page)
    return [(kind, re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", words)).strip()) for kind, words in days]


def test_without_a_moment_it_answers_for_now(asked):
    page = asked()
    assert "Giải quyết xong trong <b>thứ Sáu 20/03/2026</b>" in page
    assert "09:05:00, thứ Sáu 20/03/2026" in page


def test_it_says_the_same_as_the_command(asked, capsys):
    page = asked(**AFTER_THREE)
    [command] = re.findall(r"manage\.py due (\S+)</code>", page)
    call_command("due", command)
    answer = json.loads(capsys.readouterr().out)
    assert "Giải quyết xong trong <b>thứ Năm 02/08/2018</b>" in page
    assert answer["due_on"] == "2018-08-02"
    assert all(f"<li>{sentence}</li>" in page for sentence in answer["why"])


def test_the_rule_cites_the_decree_in_force_on_the_day_asked_about(asked):
    assert "(Nghị định 118/2025/NĐ-CP)" in asked()
    page = asked(**AFTER_THREE)
    assert "(Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4)" in page
    assert "118/2025" not in page


def test_one_second_earlier_it_is_the_same_day(asked):
    assert "Giải quyết xong trong <b>thứ Tư 01/08/2018</b>" in asked(**AFTER_THREE | {"giay": "0"})


def test_minutes_and_seconds_may_be_left_out(asked):
    assert "15:00:00, thứ Tư 01/08/2018" in asked(**AFTER_THREE | {"phut": "", "giay": ""})


def test_the_days_on_the_way_say_in_words_what_they_are(asked):
    names = {"name_vi": "Quốc khánh", "legal_document": "Thông báo 1"}
    CalendarException.objects.create(on=date(2026, 3, 20), kind="public_holiday", **names)
    CalendarException.objects.create(on=date(2026, 3, 21), kind="swap_working", name_vi="Làm bù cho ngày 20/03/2026")
    days = strip_of(asked(**EVENING_BEFORE_A_HOLIDAY))
    assert [kind for kind, _words in days] == ["working", "off", "worked"]
    assert "Ngày làm việc" in days[0][1]
    assert "Nộp 20:30:00" in days[0][1]
    assert "Không làm việc: Quốc khánh" in days[1][1]
    assert "Làm việc: Làm bù cho ngày 20/03/2026" in days[2][1]
    assert "Hạn giải quyết" in days[2][1]


def test_in_english_the_reasons_are_english(client, years):
    with translation.override("en"):
        address = reverse("public:due")
    page = client.get(address, AFTER_THREE).content.decode()
    assert address.startswith("/en/")
    assert "Received after 15:00, so it is resolved on the next working day: Thursday 02/08/2018." in page


def test_an_office_is_found_without_tone_marks_and_its_own_closure_counts(asked, closed):
    assert "Giải quyết xong trong <b>thứ Sáu 03/08/2018</b>" in asked(**AFTER_THREE, noi="hai ba trung")
    assert "Giải quyết xong trong <b>thứ Năm 02/08/2018</b>" in asked(**AFTER_THREE)


def test_where_several_are_called_so_one_is_chosen(asked, office, closed):
    factories.office("Quận Hai Bà Trưng", level="district", code="007")
    page = asked(**AFTER_THREE, noi="hai ba trung")
    assert "Tìm thấy 2 cơ quan. Chọn một:" in page
    assert "Giải quyết xong" not in re.sub(r"<p>.*?</p>", "", page)
    assert "thứ Sáu 03/08/2018" in asked(**AFTER_THREE, noi="hai ba trung", co_quan=office.code)


def test_only_units_of_that_day_are_found(asked):
    factories.office("Phường Trúc Bạch", code="00004", valid_to=date(2018, 1, 1))
    assert "Không tìm thấy “truc bach” trong các cơ quan có vào ngày 01/08/2018" in asked(400, **AFTER_THREE, noi="truc bach")


def test_its_own_address_leads_to_the_same_answer(asked, office, closed):
    [address] = re.findall(r'href="([^"]+co_quan=[^"]+)"', asked(**AFTER_THREE, noi="hai ba trung"))
    assert "thứ Sáu 03/08/2018" in asked(**dict(parse_qsl(urlsplit(address).query)))


def test_an_office_alone_is_asked_for_now(asked, office):
    assert "09:05:00, thứ Sáu 20/03/2026" in asked(co_quan=office.code)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ({"ngay": "1", "thang": "6", "nam": "2031", "gio": "9"}, "Chủ nhật 01/06/2031"),
        ({"ngay": "31", "thang": "12", "nam": "2026", "gio": "16"}, "thứ Sáu 01/01/2027"),
        ({"ngay": "31", "thang": "12", "nam": "9999", "gio": "23"}, "thứ Sáu 31/12/9999"),
    ],
)
def test_where_no_calendar_reaches_it_refuses_plainly(asked, moment, day):
    page = asked(**moment)
    assert f"Lịch làm việc của {day} chưa được quyết định" in page
    assert "Đang có lịch từ 01/01/2016 đến 31/12/2026." in page
    assert "Giải quyết xong trong" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ngay": "30", "thang": "2"}, "Ngày không có thật: tháng 02/2018 chỉ có 28 ngày"),
        ({"ngay": "32"}, "Ngày phải là số từ 1 đến 31"),
        ({"thang": "tám"}, "Tháng phải là số từ 1 đến 12"),
        ({"nam": "18"}, "Năm phải là số từ 1900 đến 9999"),
        ({"nam": "9" * 6000}, "Năm phải là số từ 1900 đến 9999"),
        ({"gio": "24"}, "Giờ phải là số từ 0 đến 23"),
        ({"gio": ""}, "Giờ phải là số từ 0 đến 23"),
        ({"phut": "60"}, "Phút phải là số từ 0 đến 59"),
        ({"giay": "-1"}, "Giây phải là số từ 0 đến 59"),
        ({"giay": "\x00"}, "Giây phải là số từ 0 đến 59"),
        ({"co_quan": "XXX"}, "Ngày 01/08/2018 không có cơ quan mã XXX"),
        ({"noi": "đống mak"}, "Không tìm thấy “đống mak”"),
        ({"noi": "\x00<script>"}, "Lỗi:"),
        ({"noi": "ẫ" * 3000}, "Dài quá 120 ký tự"),
    ],
)
def test_impossible_input_is_told_and_kept(asked, typed, sentence):
    page = asked(400, **AFTER_THREE | typed)
    assert sentence in page
    assert 'value="2018"' in page or "nam" in typed
    assert "Giải quyết xong trong" not in page


def test_what_was_typed_stands_in_the_field_again(asked):
    assert 'value="tám"' in asked(400, **AFTER_THREE | {"thang": "tám"})
