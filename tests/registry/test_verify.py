"""P9, P10: verifying a copy by its code and a year printed on it."""

import html
import re
import secrets
import sys
from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from civil_registry import extracts
from civil_registry.checkcodes import ALPHABET, grouped, new_check_code
from civil_registry.form_store import shipped
from civil_registry.verification import Answer, verify
from tests.factories import hanoi
from tests.registry.papers import marriage_entry, signed

pytestmark = pytest.mark.django_db
PAGE = "/kiem-tra/"


@pytest.fixture
def copy(office, binh, dung):
    return signed(office, binh, dung)


def ask(client, code, year="1990"):
    return client.post(PAGE, {"code": code, "year": year})


def test_the_holder_of_a_paper_is_told_it_counts(client, copy):
    page = ask(client, grouped(copy.check_code).lower()).content.decode()
    assert "đang còn giá trị" in page
    assert copy.serial_text in page
    assert "Ủy ban nhân dân phường Hai Bà Trưng" in page


def test_in_english_paper_and_office_have_their_english_names(client, copy):
    page = html.unescape(client.post(f"/en{PAGE}", {"code": copy.check_code, "year": "1990"}).content.decode())
    assert "Birth certificate (certified copy)" in page
    assert "People’s Committee of Hai Bà Trưng Ward" in page


def test_every_paper_has_an_english_name():
    with translation.override("en"):
        assert [form.title for form in shipped() if gettext(form.title.lower()) == form.title.lower()] == []


def test_the_answer_says_nothing_of_the_person(client, copy):
    page = ask(client, copy.check_code).content.decode()
    for fact in ("Dương", "001190012345", "Hạnh", "1990"):
        assert fact not in page


def test_a_wrong_year_and_an_unknown_code_get_the_same_answer(client, copy):
    code = copy.check_code
    wrong_year = ask(client, code, "1991").content.decode()
    copy.delete()
    unknown = ask(client, code, "1990").content.decode()
    assert "Không có bản sao nào khớp" in wrong_year
    assert wrong_year == unknown


def test_an_unknown_code_takes_the_work_of_a_known_one(copy, office, binh, dung):
    """One query that finds one row, read and compared by the same calls: no clock tells the two apart."""
    other = signed(office, binh, dung, marriage_entry(office))
    known, years, unknown = copy.check_code, (1991, 1992), new_check_code(secrets)
    assert unknown not in (known, other.check_code)
    asked = [work_of(code, year) for code in (known, unknown) for year in years]
    assert asked[0] == asked[1] == asked[2] == asked[3]
    assert asked[0][0]["years_on"] == 1


def work_of(code: str, year: int) -> tuple[Counter, int]:
    """How often each function of the registers, and each that reads a row, is called; and the number of queries."""
    calls: Counter = Counter()

    def note(frame, event: str, _) -> None:
        if event == "call" and re.search("civil_registry|models/base|from_db", frame.f_code.co_filename + frame.f_code.co_name):
            calls[frame.f_code.co_qualname] += 1

    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(note)
        assert verify(code, year=year).answer == Answer.UNKNOWN
        sys.setprofile(None)
    return calls, len(queries)


def test_a_cancelled_copy_is_told_with_its_day(client, copy, binh):
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(23, 9))
    page = ask(client, copy.check_code).content.decode()
    assert "đã bị hủy, thứ Hai 23/03/2026" in page
    assert "Sai chữ đệm" not in page


def test_a_mistyped_character_is_found_before_anything_is_looked_up(client, copy):
    other = next(letter for letter in ALPHABET if letter != copy.check_code[3])
    page = ask(client, copy.check_code[:3] + other + copy.check_code[4:]).content.decode()
    assert "gõ nhầm" in page
    assert 'aria-describedby="id_code' in page


@pytest.mark.parametrize("code", ["", "7", "O0O0O0O0O0O", "🙂" * 40, "x" * 5000, "\x00", "\u202e7K4M92QX11T"])
def test_naughty_codes_are_explained(client, code):
    answer = ask(client, code)
    assert answer.status_code == 200
    assert "Có 1 thông tin cần sửa" in answer.content.decode()


@pytest.mark.parametrize("year", ["", "90", "１９９０", "9999", "-1", "1990; --", "\x00"])
def test_naughty_years_are_explained(client, copy, year):
    answer = ask(client, copy.check_code, year)
    assert answer.status_code == 200
    assert "Có 1 thông tin cần sửa" in answer.content.decode()


def test_the_address_in_the_qr_leads_to_the_page_with_the_code_filled_in(client, copy):
    answer = client.get(f"/kt/{copy.check_code}/", follow=True)
    assert f'value="{copy.check_code}"' in answer.content.decode()
    assert client.get("/kt/", follow=True).status_code == 200


def test_guessing_is_stopped(client, copy):
    answers = [ask(client, copy.check_code, str(year)).status_code for year in range(1950, 1975)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_marriages_take_the_year_of_either_spouse(client, office, binh, dung):
    copy = signed(office, binh, dung, marriage_entry(office))
    assert "đang còn giá trị" in ask(client, copy.check_code, "1988").content.decode()
    assert "đang còn giá trị" in ask(client, copy.check_code, "1990").content.decode()


def test_where_the_book_has_no_birth_date_the_year_of_registration_is_asked(client, office, binh, dung):
    copy = signed(office, binh, dung, marriage_entry(office, wife_birth_date="", husband_birth_date=""))
    assert "đang còn giá trị" in ask(client, copy.check_code, "2015").content.decode()


def test_the_page_is_there_in_english(client):
    assert client.get("/en" + reverse("registry:verify")).status_code == 200
