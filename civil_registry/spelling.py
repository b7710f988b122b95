"""Two ways of writing one Vietnamese name: place of the tone (hoà, hòa), i and y (Lý, Lí), apostrophes, letters without marks.

What is heard otherwise is another name: Hoa is not Hòa, and Thúy is not Thùy.
"""

import re
import unicodedata

from portal.text import clean, fold

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_JOINTS = re.compile(r"['’‘`ʼ´.\-‐‑–]")
_Y_FOR_I = re.compile(r"(qu|[bcdđghklmnprstvx]*)y")  # the only vowel of its word: Ly, Quy; not Thuy

SAME_TONE_ELSEWHERE = "Khác vị trí đặt dấu"
I_OR_Y = "Khác i và y"
JOINTS = "Khác dấu nháy, gạch nối"
NO_MARKS = "Một bên viết không dấu"
OTHER_MARKS = "Chỉ khác dấu"


def spelling(text: str) -> list[tuple[str, str]]:
    """Words as (letters, tone), so that "Hoà" and "Hòa" are one name while "Hoa" is another."""
    words = []
    for word in unicodedata.normalize("NFD", clean(text).lower()).split():
        tones = "".join(mark for mark in word if mark in _TONES)
        words.append(("".join(mark for mark in word if mark not in _TONES), tones))
    return words


def is_same(one: str, other: str) -> bool:
    """Letter for letter, capitals aside."""
    return clean(one).lower() == clean(other).lower()


def only_written_otherwise(one: str, other: str) -> str:
    """Why two texts are one name written in two ways, in words; "" where they are two names, or the same letters."""
    if is_same(one, other):
        return ""
    if spelling(one) == spelling(other):
        return SAME_TONE_ELSEWHERE
    if _with_i(one) == _with_i(other):
        return I_OR_Y
    if _with_i(_JOINTS.sub("", one)) == _with_i(_JOINTS.sub("", other)) or _with_i(_JOINTS.sub(" ", one)) == _with_i(
        _JOINTS.sub(" ", other)
    ):
        return JOINTS
    if _typed_without_marks(one, other) or _typed_without_marks(other, one):
        return NO_MARKS
    return ""


def how_different(one: str, other: str) -> str:
    """What kind of difference between two names: marks only, or words that one of them has more; "" for any other."""
    if fold(one) == fold(other):
        return OTHER_MARKS
    mine, theirs = fold(one).split(), fold(other).split()
    for side, fewer, more, words in (("Tờ khai", mine, theirs, other), ("Sổ", theirs, mine, one)):
        if len(fewer) < len(more) and _runs_through(fewer, more):
            left = _left_over(fewer, more)
            return f"{side} thiếu: {' '.join(clean(words).split()[index] for index in left)}"
    return "Đảo thứ tự các chữ" if sorted(mine) == sorted(theirs) else ""


def _with_i(text: str) -> list[tuple[str, str]]:
    return [
        (_Y_FOR_I.sub(r"\1i", letters) if _Y_FOR_I.fullmatch(letters) else letters, tone) for letters, tone in spelling(text)
    ]


def _typed_without_marks(bare: str, other: str) -> bool:
    """A whole name without any mark, where the other has marks on two words and more: "Hoa" alone is a name of its own."""
    if fold(bare) != clean(bare).lower() or fold(other) != fold(bare):
        return False
    return sum(fold(word) != word for word in clean(other).lower().split()) > 1


def _runs_through(fewer: list[str], more: list[str]) -> bool:
    rest = iter(more)
    return all(word in rest for word in fewer)


def _left_over(fewer: list[str], more: list[str]) -> list[int]:
    """Which words of the longer name the shorter one lacks, by position."""
    left, at = [], 0
    for index, word in enumerate(more):
        if at < len(fewer) and word == fewer[at]:
            at += 1
        else:
            left.append(index)
    return left
