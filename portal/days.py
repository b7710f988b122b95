"""Local days in Hà Nội; a day in words, in either language: "thứ Sáu 20/03/2026", "Friday 20/03/2026"."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def day_in_words(day: date, language: str = "vi") -> str:
    return f"{WEEKDAYS[language][day.weekday()]} {day:%d/%m/%Y}"


def local_day(moment: datetime) -> date:
    """The day in Hà Nội of an aware moment."""
    return timezone.localdate(moment)


def first_of_next(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
