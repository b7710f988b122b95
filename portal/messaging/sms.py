"""How long a short message is, and what it looks like where a gateway cannot send Vietnamese letters.

Source: 3GPP TS 23.038 (the 7-bit alphabet) and TS 23.040 (parts).
"""

import unicodedata

_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = set("^{}\\[~]|€\f")  # two places each
_PLAIN = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
MOST_PARTS = 3


def sms_parts(text: str) -> int:
    """How many parts the text is sent and charged as: 160/153 places in the 7-bit alphabet, else 70/67 in UCS-2."""
    if set(text) <= _GSM | _GSM_EXTENDED:
        length, one, each = len(text) + sum(letter in _GSM_EXTENDED for letter in text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)


def without_tones(text: str) -> str:
    """ "Đã nộp hồ sơ" -> "Da nop ho so": for gateways that send the 7-bit alphabet only."""
    decomposed = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
