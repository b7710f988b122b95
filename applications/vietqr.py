"""The text of a VietQR: what any Vietnamese banking app reads as account, amount and note. Pure.

Source: NAPAS 247 on EMVCo merchant-presented QR; domain reference §7.4. Every field is tag, length in two digits, value; the
last one is a check over all before it, its own tag and length included.
"""

import re

from portal.text import fold

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
NOTE_LENGTH = 25
MOST_VND = 9_999_999_999_999


def payload(*, bank_bin: str, account: str, amount_vnd: int, note: str) -> str:
    """A code for one payment. Raises ValueError where a bank could not read it."""
    if not re.fullmatch(r"[0-9]{6}", bank_bin) or not re.fullmatch(r"[0-9A-Z]{1,19}", account):
        raise ValueError("A VietQR needs the six digits of a bank and an account of letters and digits.")
    if not 0 < amount_vnd <= MOST_VND:
        raise ValueError("A VietQR asks for one đồng at least.")
    beneficiary = _field("00", bank_bin) + _field("01", account)
    merchant = _field("00", NAPAS) + _field("01", beneficiary) + _field("02", TO_ACCOUNT)
    text = (
        _field("00", "01")
        + _field("01", "12")  # for one payment; 11 would be a plate on the wall
        + _field("38", merchant)
        + _field("53", "704")
        + _field("54", str(amount_vnd))
        + _field("58", "VN")
        + _field("62", _field("08", plain_note(note)))
        + "6304"
    )
    return f"{text}{crc16(text):04X}"


def plain_note(text: str) -> str:
    """Letters without tone marks, digits, blanks and full stops, 25 at most: lengths are counted in bytes by some apps."""
    plain = re.sub(r"[^A-Z0-9. ]+", " ", fold(text).upper())
    return re.sub(r" +", " ", plain).strip()[:NOTE_LENGTH].rstrip()


def crc16(text: str) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF; of "123456789" it is 0x29B1."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    if not 0 < len(value) <= 99:
        raise ValueError(f"Field {tag} holds 1 to 99 characters.")
    return f"{tag}{len(value):02d}{value}"
