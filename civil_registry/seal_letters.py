"""One byte a letter: ASCII as it is, the 134 accented letters of Vietnamese behind it, so that tones cost no room.

The table is printed on paper for ever (static/js/seal.js builds the same): it never changes, a new one needs a new version.
"""

import unicodedata

VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"
ACCENTED = "".join(sorted(letter for letter in _SMALL + _SMALL.upper() if ord(letter) > 0x7F))
_PLACES = [*range(0x80, 0x100), *range(0x01, 0x07)]
_BYTE_OF = {chr(code): code for code in range(0x20, 0x7F)} | dict(zip(ACCENTED, _PLACES, strict=True))
_LETTER_OF = {code: letter for letter, code in _BYTE_OF.items()}


def pack(text: str) -> bytes | str:
    """Bytes by the table; where one letter is not in it (a foreign name), the text itself, which CBOR writes in UTF-8."""
    text = unicodedata.normalize("NFC", text)
    return bytes(_BYTE_OF[letter] for letter in text) if set(text) <= _BYTE_OF.keys() else text


def unpack(packed: bytes | str) -> str:
    """Raises ValueError for a byte without a letter, and for text that the table could have held or is not NFC."""
    if isinstance(packed, str):
        if pack(packed) != packed:
            raise ValueError("This text has a shorter form.")
        return packed
    if not set(packed) <= _LETTER_OF.keys():
        raise ValueError("A byte without a letter.")
    return "".join(_LETTER_OF[code] for code in packed)
