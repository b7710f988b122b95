"""Folding and cleaning Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import clean, fold, has_hidden, toned


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn  Đức Ánh", "nguyen duc anh"),
        ("Ðống Mác", "dong mac"),
        ("THỤY ỨNG", "thuy ung"),
        ("ườ ẳ ỹ ợ", "uo a y o"),
        (unicodedata.normalize("NFD", "Hoàng Liệt"), "hoang liet"),
    ],
)
def test_folding_takes_off_every_mark(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoà"), ("Thụy", "Thuỵ"), ("khóa", "khoá")])
def test_the_place_of_a_tone_mark_does_not_matter(one, other):
    assert fold(one) == fold(other)
    assert toned(one) == toned(other)


def test_different_tones_stay_different():
    assert len({toned(word) for word in ("dong", "dòng", "dóng", "dõng", "dỏng", "dọng", "dông", "đông")}) == 8


def test_hidden_characters_are_removed_and_seen():
    assert clean("  Đống\u200b \x00 Mác\u202e ") == "Đống Mác"
    assert has_hidden("a\u200bb")
    assert not has_hidden("Đống Mác")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)
