"""Vietnamese text: folding for search, and cleaning of what people type.

SQLite folds ASCII only and PostgreSQL's collations differ by machine, so both databases search a folded column.
"""

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_TONES = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")  # huyền, sắc, ngã, hỏi, nặng
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_BETWEEN_LETTERS = re.compile(r"[^\w\s]|_")
_SOUNDS_AS_I = re.compile(r"(?<![aeou])y\b|(?<=qu)y\b")
# Đ is no composed letter; ð, Ð (Icelandic) and ɖ, Ɖ look the same and are typed for it.
_D = str.maketrans("đĐðÐɖƉ", "dDdDdD")
# Controls, zero-width and direction marks: they hide in names, garble papers and can fake their reading order.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")


def fold(text: str) -> str:
    """ "Nguyễn  Đức Ánh" -> "nguyen duc anh": no tones, no case, single spaces; what both sides of a search use."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return _SPACES.sub(" ", _MARKS.sub("", decomposed)).strip().lower()


def search_key(text: str) -> str:
    """fold(), with one spelling for what was written in two ways: "Lý Quý" -> "li qui", "H'Hen" -> "h hen"."""
    return _SPACES.sub(" ", _SOUNDS_AS_I.sub("i", _BETWEEN_LETTERS.sub(" ", fold(text)))).strip()


def slug_of(text: str) -> str:
    """ "Nghỉ lễ 2/9: giờ làm việc" -> "nghi-le-2-9-gio-lam-viec": for an address that can be said and typed."""
    return _NO_SLUG.sub("-", fold(text)).strip("-")


def toned(text: str) -> str:
    """For comparing with marks: lower case, and each tone after its word, so that "Hòa" and "Hoà" are equal."""
    words = unicodedata.normalize("NFD", text.lower()).split()
    return " ".join(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


def clean(text: str) -> str:
    """What a person typed, as it is stored: NFC, without hidden characters, blanks folded; letters left as typed."""
    return _SPACES.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text))).strip()


def clean_lines(text: str) -> str:
    """As typed, in NFC, without hidden characters; lines stay lines, their ends and the empty ones around are taken away."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_HIDDEN.sub("", line).replace("\t", " ").rstrip() for line in lines).strip()


def without_hidden(text: str) -> str:
    """The same text without controls, zero-width and direction marks; lines, tabs and letters stay as they are."""
    return _HIDDEN.sub("", text)


def has_hidden(text: str) -> bool:
    return bool(_HIDDEN.search(text))
