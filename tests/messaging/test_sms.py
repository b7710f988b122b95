"""How many parts a short message takes, and how it reads without tones."""

import pytest

from portal.messaging.sms import sms_parts, without_tones


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ộ" * 70, 1),
        ("ộ" * 71, 2),
        ("ộ" * 134, 2),
        ("ộ" * 201, 3),
        ("ộ" * 202, 4),
        ("€" * 80, 1),  # two places each in the extended alphabet
        ("€" * 81, 2),
        ("😀" * 35, 1),  # two code units each
        ("😀" * 36, 2),
        ("", 1),
    ],
)
def test_parts_are_counted_as_the_network_counts_them(text, parts):
    assert sms_parts(text) == parts


def test_one_letter_with_a_tone_makes_the_whole_message_long():
    assert (sms_parts("a" * 150), sms_parts("a" * 149 + "ộ")) == (1, 3)


def test_without_tones_every_letter_is_in_the_short_alphabet():
    text = "Hộ tịch Hà Nội: đã nộp hồ sơ “H26” – chuẩn bị 42.000\u00a0đồng… Ủy ban, ƯỞNG"
    assert without_tones(text) == 'Ho tich Ha Noi: da nop ho so "H26" - chuan bi 42.000 dong... Uy ban, UONG'
    assert sms_parts(without_tones(text) * 2) == 1
