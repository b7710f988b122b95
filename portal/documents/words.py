"""Numbers, amounts and dates in Vietnamese words, and the forms of a date on paper.

Rules: "nghìn" and "linh"; mốt after a ten of two or more, lăm after any ten, tư after a ten of two or more.
Source: domain reference §10.3; NĐ 30/2020/NĐ-CP annex I (leading zero before days below 10 and months 1 and 2).
"""

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def number_in_words(number: int) -> str:
    """0 and up: 336000 -> "ba trăm ba mươi sáu nghìn". Raises ValueError below zero."""
    if number < 0:
        raise ValueError("Only amounts of nothing or more are written in words.")
    if number >= _BILLION:
        rest = number % _BILLION
        tail = f" {_below_billion(rest, padded=True)}" if rest else ""
        return f"{number_in_words(number // _BILLION)} tỷ{tail}"
    return _below_billion(number, padded=False) if number else _DIGITS[0]


def _below_billion(number: int, *, padded: bool) -> str:
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if not group:
            continue
        words += _group(group, padded=padded or bool(words))
        if _SCALES[power]:
            words.append(_SCALES[power])
    return " ".join(words)


def _group(group: int, *, padded: bool) -> list[str]:
    """A group of three digits; `padded`: it follows a higher one, so its zeros are read."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens == 0:
        return words + ([] if not units else [*(["linh"] if words else []), _DIGITS[units]])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 1 and tens > 1:
        return [*words, "mốt"]
    if units == 4 and tens > 1:
        return [*words, "tư"]
    if units == 5:
        return [*words, "lăm"]
    return words + ([_DIGITS[units]] if units else [])


def amount_in_words(vnd: int) -> str:
    """336000 -> "Ba trăm ba mươi sáu nghìn đồng"."""
    return f"{number_in_words(vnd).capitalize()} đồng"


def partial_date_in_words(value: str) -> str:
    """ "1990-03-12" -> "Ngày mười hai, tháng ba, năm một nghìn chín trăm chín mươi"; unknown parts are left out."""
    if not value:
        return ""
    parts = [int(part) for part in value.split("-")]
    months = {4: "tư"}  # "tháng tư", as everybody says
    words = [f"năm {number_in_words(parts[0])}"]
    if len(parts) > 1:
        words.insert(0, f"tháng {months.get(parts[1], number_in_words(parts[1]))}")
    if len(parts) > 2:
        words.insert(0, f"ngày {number_in_words(parts[2])}")
    text = ", ".join(words)
    return text[0].upper() + text[1:]


def partial_date(value: str) -> str:
    """ "1990-03-12" -> "12/3/1990"; "1990-03" -> "…/3/1990"; "1990" -> "1990"; "" -> ""."""
    if not value:
        return ""
    parts = value.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])}/{int(parts[1])}/{parts[0]}"
    return f"…/{int(parts[1])}/{parts[0]}" if len(parts) == 2 else parts[0]


def spelled_date(value: str) -> str:
    """ "1990-03-20" -> "20 tháng 3 năm 1990"; "1990-03" -> "… tháng 3 năm 1990"; "1990" -> "… năm 1990"."""
    if not value:
        return ""
    year, month, day = [*value.split("-"), "", ""][:3]
    start = f"{int(day)} tháng {int(month)}" if day else f"… tháng {int(month)}" if month else "…"
    return f"{start} năm {year}"


def date_on_paper(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026", "ngày 20 tháng 3 năm 2026"."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
