"""Personal data that slips into the words of a difficulty, which every unit reads: said to the writer before it is kept."""

import re

_DIGITS = re.compile(r"(?<![\w.-])\+?\d(?:[ .\-]?\d){8,}(?![\w-])")
_PHONE = re.compile(r"(?:0|84)(?:[35789]\d{8}|2\d{8,9})")
_ID = re.compile(r"\d{9}|\d{12}")


def personal_numbers(text: str) -> list[str]:
    """What looks like a personal number (12 digits, or 9 of the old cards) or a telephone, masked: "0011••••2345"."""
    found = []
    for typed in _DIGITS.findall(text):
        digits = re.sub(r"\D", "", typed)
        if _PHONE.fullmatch(digits) or _ID.fullmatch(digits):
            found.append(f"{digits[:4]}••••{digits[-3:]}")
    return list(dict.fromkeys(found))
