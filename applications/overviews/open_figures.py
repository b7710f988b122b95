"""What the public page shows of published months: rows in words, and the way of the city's share over the months."""

from dataclasses import dataclass
from math import floor

from applications.overviews.models import PublishedMonth, PublishedUnit
from portal.language import page_language
from portal.offices.naming import full_name
from portal.text import fold

HEAD = (
    "thang",
    "ma_don_vi",
    "don_vi",
    "da_giai_quyet",
    "truoc_va_dung_han",
    "ty_le",
    "trung_vi_phut_lam_viec",
    "tinh_den",
    "so_danh_gia",
    "hai_long",
)
WIDTH, LEFT, RIGHT, TOP, BASE = 720, 50, 708, 30, 170
STEPS = (1, 2, 5, 10, 20, 25)


@dataclass(frozen=True, slots=True)
class UnitLine:
    name: str
    resolved: str
    share: str
    median: str
    content: str


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    label: str
    share: str


@dataclass(frozen=True, slots=True)
class MonthsChart:
    points: list[Point]
    line: str
    ticks: list[tuple[int, str]]
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT


def rows_of_month(month: PublishedMonth) -> list[UnitLine]:
    """In the page's language, by name. One query."""
    units = sorted(month.units.select_related("office__parent"), key=lambda unit: fold(unit.office.name))
    return [_line(unit) for unit in units]


def _line(unit: PublishedUnit) -> UnitLine:
    median = minutes_words(unit.median_minutes)
    return UnitLine(
        full_name(unit.office), count_words(unit.resolved), share_words(unit.share), median, share_words(unit.content_share)
    )


def months_chart(months: list[PublishedMonth]) -> MonthsChart | None:
    """The city's on-time share by month, oldest first; None where two months cannot be joined yet."""
    known = [month for month in months if month.share is not None]
    if len(known) < 2:
        return None
    lowest = min(100 * month.share for month in known)
    step = next(step for step in STEPS if (100 - lowest) / step <= 4)
    start = max(0, min(100 - step, floor(lowest / step) * step))
    room = (RIGHT - LEFT) / len(known)

    def y_of(value: float) -> int:
        return round(BASE - (value - start) * (BASE - TOP) / (100 - start))

    points = [
        Point(round(LEFT + room * (index + 0.5)), y_of(100 * month.share), f"{month.first_on:%m/%Y}", share_words(month.share))
        for index, month in enumerate(known)
    ]
    ticks = [(y_of(value), f"{value}%") for value in range(start, 101, step)]
    return MonthsChart(points, " ".join(f"{point.x},{point.y}" for point in points), ticks)


def share_words(share: float | None) -> str:
    """ "97,8%", "97.8%" """
    if share is None:
        return "–"
    text = f"{100 * share:.1f}%"
    return text if page_language() == "en" else text.replace(".", ",")


def count_words(count: int) -> str:
    text = f"{count:,}"
    return text if page_language() == "en" else text.replace(",", ".")


def minutes_words(minutes: int | None) -> str:
    """ "3 giờ 05 phút", "3 h 05 min", with no-break spaces"""
    if minutes is None:
        return "–"
    hours, rest = divmod(minutes, 60)
    if page_language() == "en":
        text = f"{hours} h {rest:02d} min" if hours else f"{rest} min"
    else:
        text = f"{hours} giờ {rest:02d} phút" if hours else f"{rest} phút"
    return text.replace(" ", "\u00a0")
