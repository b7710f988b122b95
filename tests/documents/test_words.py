"""Numbers, amounts and dates in Vietnamese words, and dates as papers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.words import (
    amount_in_words,
    date_on_paper,
    number_in_words,
    partial_date,
    partial_date_in_words,
    spelled_date,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (31, "ba mươi mốt"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (1900, "một nghìn chín trăm"),
        (1905, "một nghìn chín trăm linh năm"),
        (1915, "một nghìn chín trăm mười lăm"),
        (2000, "hai nghìn"),
        (2001, "hai nghìn không trăm linh một"),
        (2015, "hai nghìn không trăm mười lăm"),
        (2021, "hai nghìn không trăm hai mươi mốt"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_000_000_000, "hai tỷ"),
        (1_000_000_001, "một tỷ không trăm linh một"),
    ],
)
def test_numbers_in_words(number, words):
    assert number_in_words(number) == words


def test_amounts_in_words():
    assert amount_in_words(336_000) == "Ba trăm ba mươi sáu nghìn đồng"
    assert amount_in_words(8_000) == "Tám nghìn đồng"
    assert amount_in_words(0) == "Không đồng"


@given(st.integers(min_value=0, max_value=10**12))
def test_every_amount_has_words_of_its_own_without_stray_blanks(number):
    words = number_in_words(number)
    assert words == " ".join(words.split())
    assert words != number_in_words(number + 1)


def test_there_are_no_words_below_nothing():
    with pytest.raises(ValueError, match="nothing or more"):
        number_in_words(-1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1990-03-12", "Ngày mười hai, tháng ba, năm một nghìn chín trăm chín mươi"),
        ("1957-01-01", "Ngày một, tháng một, năm một nghìn chín trăm năm mươi bảy"),
        ("2021-04-24", "Ngày hai mươi tư, tháng tư, năm hai nghìn không trăm hai mươi mốt"),
        ("1957-03", "Tháng ba, năm một nghìn chín trăm năm mươi bảy"),
        ("1957", "Năm một nghìn chín trăm năm mươi bảy"),
        ("", ""),
    ],
)
def test_dates_in_words_leave_out_what_is_unknown(value, words):
    assert partial_date_in_words(value) == words


@pytest.mark.parametrize(
    ("value", "digits", "spelled"),
    [
        ("1990-03-12", "12/3/1990", "12 tháng 3 năm 1990"),
        ("1990-03", "…/3/1990", "… tháng 3 năm 1990"),
        ("1990", "1990", "… năm 1990"),
        ("", "", ""),
    ],
)
def test_partial_dates_in_digits(value, digits, spelled):
    assert (partial_date(value), spelled_date(value)) == (digits, spelled)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 20), "ngày 20 tháng 3 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 10, 9), "ngày 09 tháng 10 năm 2026"),
    ],
)
def test_a_zero_stands_before_days_below_ten_and_the_first_two_months(day, written):
    assert date_on_paper(day) == written
