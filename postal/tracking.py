"""Numbers of the post. UPU S10: two letters, eight digits, a check digit, a country: "RR473124829VN".

Other formats exist and are accepted with a warning: the number on the sticker is the post's, not ours.
Source: UPU S10-12; domain reference §8.3.
"""

import re

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_SEPARATORS = re.compile(r"[\s.\-/]+")
_READABLE = re.compile(r"[A-Z0-9]{5,30}")


def check_digit(serial: str) -> int:
    """The ninth digit of an S10 number, from its eight digits. Raises ValueError for anything else."""
    if not (len(serial) == 8 and serial.isascii() and serial.isdigit()):
        raise ValueError("An S10 serial has eight digits.")
    check = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {10: 0, 11: 5}.get(check, check)


def normalised(typed: str) -> str:
    """ "eb 123 456 785 vn" -> "EB123456785VN"."""
    return _SEPARATORS.sub("", typed).upper()


def is_readable(number: str) -> bool:
    return bool(_READABLE.fullmatch(number))


def doubt_about(number: str) -> str:
    """A sentence where a number is not a sound S10 number, else nothing. A doubt, never a refusal."""
    match = _S10.fullmatch(number)
    if match is None:
        return f"Số hiệu {number} không theo mẫu hai chữ cái, chín chữ số, VN. Đã ghi; so lại với tem trên phong bì."
    if check_digit(match[1]) != int(match[2]):
        return f"Chữ số kiểm tra của {number} không khớp. Đã ghi; so lại với tem trên phong bì."
    return ""


def grouped(number: str) -> str:
    """ "EB123456785VN" -> "EB 123 456 785 VN", with no-break spaces; other numbers as they are."""
    if not _S10.fullmatch(number):
        return number
    return "\u00a0".join((number[:2], number[2:5], number[5:8], number[8:11], number[11:]))
