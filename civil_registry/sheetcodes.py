"""The digits under the bar code of a sheet: which copy, and which of its sheets. Known before printing, never stored twice.

Fourteen digits for Code 128-C: 9, the copy (10), the sheet (2), a check digit. Envelopes and batches have twelve, runs ten.
"""

DIGITS = 14
_MARK = "9"


def sheet_number(copy_id: int, index: int) -> str:
    body = f"{_MARK}{copy_id:010d}{index:02d}"
    return body + _check_digit(body)


def is_sheet_number(digits: str) -> bool:
    return len(digits) == DIGITS and digits[0] == _MARK and _check_digit(digits[:-1]) == digits[-1]


def grouped(number: str) -> str:
    """ "90000001287017" -> "9000 0001 2870 17": as people read it aloud."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def _check_digit(body: str) -> str:
    """Luhn's: finds every single wrong digit and nearly all swapped neighbours."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
