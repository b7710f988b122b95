"""The periods reports are made for: calendar ones, and those that end on the 14th.

Source: NĐ 09/2019/NĐ-CP Art. 12 (a month's report runs from the 15th of the month before to the 14th; quarter, half-year, nine
months and year from the 15th before their first month to the 14th of their last); domain reference §9.3.
"""

from calendar import monthrange
from datetime import date

from django.db import models


class PeriodKind(models.TextChoices):
    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    HALF = "half", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "Năm"
    CUSTOM = "custom", "Tùy chọn"


class CutOff(models.TextChoices):
    CALENDAR = "calendar", "Theo lịch"
    ADMINISTRATIVE = "administrative", "Từ ngày 15 đến ngày 14"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}
MOST = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 1, PeriodKind.NINE_MONTHS: 1, PeriodKind.YEAR: 1}
CUT_OFF_DAY = 14


def span(kind: str, year: int, which: int, cut_off: str) -> tuple[date, date]:
    """First and last local day. `which` counts months or quarters from 1; half-year and nine months begin the year."""
    months = MONTHS[PeriodKind(kind)]
    last_month = months * which
    first_month = last_month - months + 1
    if cut_off == CutOff.CALENDAR:
        return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
    before = date(year - 1, 12, 15) if first_month == 1 else date(year, first_month - 1, 15)
    return before, date(year, last_month, CUT_OFF_DAY)


def in_words(kind: str, first_on: date, last_on: date) -> str:
    """ "tháng 3 năm 2026 (15/02/2026–14/03/2026)": how a paper calls it."""
    days = f"từ {first_on:%d/%m/%Y} đến {last_on:%d/%m/%Y}"
    names = {
        PeriodKind.MONTH: f"tháng {last_on.month} năm {last_on.year}",
        PeriodKind.QUARTER: f"quý {('I', 'II', 'III', 'IV')[(last_on.month - 1) // 3]} năm {last_on.year}",
        PeriodKind.HALF: f"6 tháng đầu năm {last_on.year}",
        PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {last_on.year}",
        PeriodKind.YEAR: f"năm {last_on.year}",
    }
    name = names.get(PeriodKind(kind))
    return f"{name} ({days})" if name else days
