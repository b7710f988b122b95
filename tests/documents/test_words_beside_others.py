"""Numbers and dates in words, beside a list written by hand and two packages that are not ours.

vietnam-number reads and writes with two habits of its own; num2words with three. They are named here, and nothing else differs.
"""

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words
from vietnam_number import n2w, w2n

from portal.documents.words import amount_in_words, number_in_words, partial_date_in_words

LINES = (Path(__file__).parent / "data/numbers_in_words.tsv").read_text().splitlines()
LISTED = [line.split("\t") for line in LINES if not line.startswith("#")]
MONEY = st.integers(min_value=0, max_value=10_000_000)


def as_vietnam_number_says(words: str) -> str:
    """It says "lẽ" (a misspelling of lẻ, the southern word) for "linh", and "bốn" where papers say "tư"."""
    return words.replace("linh", "lẽ").replace("mươi tư", "mươi bốn")


def digits_of(words: str) -> list[str]:
    """num2words says "lẻ" for "linh", "bốn" for "tư", and leaves out hundreds of nought: what is left must be the same."""
    plain = words.replace("mươi tư", "mươi bốn").replace("không trăm", "")
    return [word for word in plain.split() if word not in {"linh", "lẻ"}]


@pytest.mark.parametrize(("number", "words"), LISTED, ids=[number for number, _ in LISTED])
def test_numbers_are_read_as_the_list_says(number, words):
    assert number_in_words(int(number)) == words


def test_the_list_is_long_and_says_each_number_once():
    assert len(LISTED) == len(dict(LISTED)) > 60


@given(MONEY)
@settings(max_examples=500)
def test_amounts_are_those_of_vietnam_number(number):
    words = number_in_words(number)
    assert n2w(str(number)) == as_vietnam_number_says(words)
    assert int(w2n(words)) == number


@given(MONEY)
@settings(max_examples=500)
def test_amounts_are_those_of_num2words(number):
    assert digits_of(num2words(number, lang="vi")) == digits_of(number_in_words(number))


@given(MONEY)
def test_an_amount_is_a_sentence_in_dong(number):
    words = amount_in_words(number)
    assert words[0].isupper()
    assert words.endswith(" đồng")


def test_every_day_of_two_hundred_years_is_written_as_the_others_would():
    theirs = lru_cache(maxsize=None)(lambda number: n2w(str(number)))
    months = {4: "tư"}  # nobody says "tháng bốn"
    day, wrong = date(1900, 1, 1), []
    while day.year < 2100:
        expected = f"Ngày {theirs(day.day)}, tháng {months.get(day.month, theirs(day.month))}, năm {theirs(day.year)}"
        if as_vietnam_number_says(partial_date_in_words(day.isoformat())) != expected:
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []
