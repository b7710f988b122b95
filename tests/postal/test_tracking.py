"""Numbers of the post: the check digit of UPU S10, and how gently a strange number is treated."""

import pytest
import tracking_numbers
from hypothesis import given
from hypothesis import strategies as st

from postal.tracking import check_digit, doubt_about, grouped, is_readable, normalised

SERIALS = st.text("0123456789", min_size=8, max_size=8)


@pytest.mark.parametrize(("serial", "digit"), [("47312482", 9), ("00000000", 5), ("12345678", 5), ("20260101", 7)])
def test_the_check_digits_of_the_reference(serial, digit):
    assert check_digit(serial) == digit


@given(SERIALS)
def test_a_number_with_its_own_check_digit_raises_no_doubt(serial):
    assert doubt_about(f"EB{serial}{check_digit(serial)}VN") == ""


@given(SERIALS, st.integers(0, 9))
def test_another_implementation_of_s10_agrees_on_every_digit(serial, digit):
    is_sound = tracking_numbers.get_tracking_number(f"EB{serial}{digit}VN") is not None
    assert is_sound == (doubt_about(f"EB{serial}{digit}VN") == "")


@given(SERIALS, st.integers(0, 7), st.integers(1, 9))
def test_one_mistyped_digit_is_always_doubted(serial, place, step):
    # A weight times a step is never a multiple of 11; only 10 -> 0 and 11 -> 5 can fall together with another digit.
    mistyped = serial[:place] + str((int(serial[place]) + step) % 10) + serial[place + 1 :]
    if check_digit(mistyped) != check_digit(serial):
        assert doubt_about(f"EB{mistyped}{check_digit(serial)}VN")


@pytest.mark.parametrize("serial", ["1234567", "123456789", "1234567a", "１２３４５６７８"])
def test_a_serial_has_eight_ascii_digits(serial):
    with pytest.raises(ValueError, match="eight"):
        check_digit(serial)


def test_other_formats_are_doubted_but_readable():
    assert is_readable("DVC0001234567")
    assert "không theo mẫu" in doubt_about("DVC0001234567")


@pytest.mark.parametrize("number", ["", "ẾB123", "A" * 31, "EB<script>", "EB1\x00234"])
def test_what_is_not_letters_and_digits_is_not_readable(number):
    assert not is_readable(number)


def test_a_number_is_kept_without_blanks_and_shown_with_them():
    assert normalised(" eb 123.456-785 vn ") == "EB123456785VN"
    assert grouped("EB123456785VN") == "EB\u00a0123\u00a0456\u00a0785\u00a0VN"
    assert grouped("DVC0001") == "DVC0001"
