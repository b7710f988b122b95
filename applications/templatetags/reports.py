"""Numbers as Vietnamese readers write them: 18.462 · 97,8% · 3 giờ 05 phút · 255,3 triệu."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from applications.reports.forms import ROW

register = template.Library()
MILLION = 1_000_000
WORKING_DAY = 8 * 60
MANY_DAYS = 10  # the hours no longer matter


@register.filter
def number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}".replace(",", ".")


@register.filter
def percent(share: float | None) -> str:
    """A share of one, to a tenth of a per cent."""
    return "–" if share is None else f"{share * 100:.1f}%".replace(".", ",")


@register.filter
def duration(minutes: int | None) -> str:
    if minutes is None:
        return "–"
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest:02d} phút" if hours else f"{rest} phút"


@register.filter
def working_span(minutes: float) -> str:
    """Working time in words, a day being eight hours: "4 giờ 05 phút", "1 ngày 5 giờ", "12 ngày". Rounded down."""
    whole = int(minutes)
    days, hours = whole // WORKING_DAY, whole % WORKING_DAY // 60
    if not days:
        return duration(whole)
    return f"{number(days)} ngày {hours} giờ" if hours and days < MANY_DAYS else f"{number(days)} ngày"


@register.filter
def millions(vnd: int) -> str:
    """Money at a glance; the exact amount stands in the table."""
    if vnd < MILLION:
        return f"{number(vnd)} đồng"
    return f"{vnd / MILLION:.1f}".replace(".", ",") + " triệu"


@register.filter
def of_office(found: dict, office_id: int):
    """What a table by office holds of one; None where it holds nothing."""
    return found.get(office_id)


@register.simple_tag
def counted(name: str, value: int | None, query: str, office_id: int | None = None) -> SafeString | str:
    """A number as a link to the very dossiers behind it, of one unit where it is named; nought leads nowhere."""
    if not value:
        return number(value)
    only = f"&{ROW}={office_id}" if office_id else ""
    return format_html('<a href="{}?{}{}">{}</a>', reverse("reports:dossiers", args=[name]), query, only, number(value))
