"""How long an SMS is, and what is left of it without tones."""

import pytest

from portal.messaging.sms import sms_parts, without_tones


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("đ" * 70, 1),
        ("đ" * 71, 2),
        ("đ" * 134, 2),
        ("đ" * 201, 3),
        ("đ" * 202, 4),
        ("💥" * 36, 2),
    ],
)
def test_parts_are_counted_as_networks_count(text, parts):
    assert sms_parts(text) == parts


def test_tones_are_taken_away_and_letters_stay():
    assert without_tones("Đã nộp hồ sơ – Ủy ban, 42.000\u00a0đồng …") == "Da nop ho so - Uy ban, 42.000 dong ..."


def test_what_is_without_tones_fits_the_seven_bit_alphabet():
    assert sms_parts(without_tones("Kính mời ông/bà bổ sung ảnh mặt sau căn cước, “thẻ mới”. " * 2)) == 1
