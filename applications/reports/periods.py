"""The periods a report may be asked for, by the day that they hold; calendar, or the cut-off of administrative reports.

Source of 15–14: NĐ 09/2019/NĐ-CP Art. 12 (a month's report runs from the 15th of the month before to the 14th; that of a
quarter, half year, nine months or year from the 15th of the last month before it to the 14th of its own last month).
"""

from datetime import date, timedelta

from portal.days import first_of_next

CUSTOM = "tuy-chon"
CUT_OFF = "15-14"
PERIODS = [
    ("hom-nay", "Ngày"),
    ("tuan-nay", "Tuần"),
    ("thang-nay", "Tháng này"),
    ("thang-truoc", "Tháng trước"),
    ("quy-nay", "Quý"),
    ("sau-thang", "6 tháng"),
    ("chin-thang", "9 tháng"),
    ("nam-nay", "Năm"),
    ("thang-15-14", "Tháng báo cáo (15–14)"),
    ("quy-15-14", "Quý báo cáo (15–14)"),
    ("sau-thang-15-14", "6 tháng báo cáo (15–14)"),
    ("chin-thang-15-14", "9 tháng báo cáo (15–14)"),
    ("nam-15-14", "Năm báo cáo (15–14)"),
    (CUSTOM, "Tùy chọn"),
]
_FIRST_AND_LAST_MONTH = {
    "thang": lambda month: (month, month),
    "quy": lambda month: ((month - 1) // 3 * 3 + 1, (month - 1) // 3 * 3 + 3),
    "sau-thang": lambda month: (1, 6) if month <= 6 else (7, 12),
    "chin-thang": lambda _month: (1, 9),
    "nam": lambda _month: (1, 12),
}


def period(name: str, today: date, *, day: date | None = None) -> tuple[date, date]:
    """First and last local day of the named period that holds `day` (today, where none is named); never after today."""
    first, last = _whole(name, day or today)
    return first, max(first, min(last, today))


def next_half(day: date) -> date:
    """The first day of the half-month after that of `day`: the administrative cut-off divides a month after its 14th day."""
    return day.replace(day=15) if day.day < 15 else first_of_next(day)


def _whole(name: str, day: date) -> tuple[date, date]:
    if name == "hom-nay":
        return day, day
    if name == "tuan-nay":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if name == "thang-truoc":
        return _calendar("thang", day.replace(day=1) - timedelta(days=1))
    if name.endswith(CUT_OFF):
        named_for = day if day.day < 15 else first_of_next(day)
        first, last = _calendar(name.removesuffix(f"-{CUT_OFF}"), named_for)
        return (first - timedelta(days=1)).replace(day=15), last.replace(day=14)
    return _calendar(name.removesuffix("-nay"), day)


def _calendar(span: str, day: date) -> tuple[date, date]:
    first, last = _FIRST_AND_LAST_MONTH[span](day.month)
    return date(day.year, first, 1), first_of_next(date(day.year, last, 1)) - timedelta(days=1)
