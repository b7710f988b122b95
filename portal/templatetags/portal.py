"""Tags and filters that every page may use: icons, money, moments, masked numbers, the tabs of the staff shell."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.forms import MultiWidget, RadioSelect
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.html import escape, mark_safe

from portal.accounts.middleware import OPEN_IN_TRAINING
from portal.days import day_in_words
from portal.language import page_language
from portal.offices import naming
from portal.offices.models import Office
from portal.pages.live import live_page
from portal.staff_tabs import tabs_for

register = template.Library()
ICONS = Path(settings.BASE_DIR) / "static/vendor/bootstrap-icons"


@cache
def _svg(name: str) -> str:
    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    body = re.sub(r"<svg[^>]*>", "", text, count=1)
    return f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{body.strip()}'


@cache
def _drawing(name: str) -> str:
    return (Path(settings.BASE_DIR) / f"static/img/{name}.svg").read_text(encoding="utf-8")


def _of_office(say: Callable[[Office], str]) -> Callable[[Office | None], str]:
    return lambda office: say(office) if office else ""  # a draft may have none yet


# In the page's language: {{ application.office|authority_name }}.
register.filter("name", _of_office(naming.name))
register.filter("name_in_sentence", _of_office(naming.name_in_sentence))
register.filter("full_name", _of_office(naming.full_name))
register.filter("authority_name", _of_office(naming.authority_name))
register.filter("occasion", naming.occasion)
register.filter("kind_of_day", naming.kind_of_day)


@register.simple_tag
def icon(name: str) -> str:
    """A Bootstrap icon inlined; decoration only, the words beside it speak."""
    return mark_safe(_svg(name))


@register.simple_tag
def chip(mark) -> str:
    """A mark in icon and words: `.css`, `.icon`, `.text`. One tag, because a queue has fifty of them."""
    return mark_safe(f'<span class="chip {mark.css}">{_svg(mark.icon)}{escape(mark.text)}</span>')


@register.simple_tag
def drawing(name: str) -> str:
    """One of our own drawings (static/img/), inlined so that it takes the colour around it."""
    return mark_safe(_drawing(name))


@register.filter
def vnd(amount: int) -> str:
    """42000 -> "42.000 đồng" with a no-break space; "42,000 VND" in English."""
    if page_language() == "en":
        return f"{amount or 0:,}\u00a0VND"
    return f"{amount or 0:,}".replace(",", ".") + "\u00a0đồng"


@register.filter
def number(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@register.filter
def masked_id(value: str) -> str:
    """ "001190012345" -> "0011••••2345": for lists."""
    return f"{value[:4]}••••{value[-4:]}" if len(value or "") > 8 else value


@register.filter
def phone(value: str) -> str:
    """ "0912345678" -> "0912 345 678" with no-break spaces."""
    value = value or ""
    return f"{value[:4]}\u00a0{value[4:7]}\u00a0{value[7:]}" if len(value) == 10 else value


@register.filter
def code_groups(value: str) -> str:
    """ "7QK4M92XAB" -> "7QK4-M92X-AB": as people read it aloud."""
    return "-".join(value[start : start + 4] for start in range(0, len(value), 4))


@register.filter
def day(value: date | datetime | None) -> str:
    """ "thứ Sáu 20/03/2026", local."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return day_in_words(local, page_language())


@register.filter
def clock_time(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def when(value: datetime | None) -> str:
    """ "09:22, thứ Sáu 20/03/2026", local."""
    return f"{clock_time(value)}, {day(value)}" if value else ""


@register.filter
def partial_date(value: str) -> str:
    """ "1990-03-12" -> "12/3/1990"; "1990-03" -> "…/3/1990"; "1990" -> "1990"."""
    parts = (value or "").split("-")
    if len(parts) == 3:
        return f"{int(parts[2])}/{int(parts[1])}/{parts[0]}"
    return f"…/{int(parts[1])}/{parts[0]}" if len(parts) == 2 else value or ""


@register.simple_tag(takes_context=True)
def staff_tabs(context: dict) -> dict[str, list]:
    """The tabs the person's roles open: `first`, always seen, and `more` by the heading they stand under."""
    path = context["request"].path if "request" in context else ""
    roles, counts = set(context.get("roles") or ()), context.get("tab_counts") or {}
    return tabs_for(roles, path, counts=counts, only=OPEN_IN_TRAINING if context.get("is_training") else None)


@register.simple_tag
def address(route: str, *args) -> str:
    """The address of a route, or nothing where it does not exist."""
    return _address(route, *args)


@register.inclusion_tag("pages/_note.html")
def department_note(place: str) -> dict:
    """What the Department says about a service just now, if anything. `place`: one of settings.NOTE_PLACES."""
    return {"live": live_page("note", place, at=timezone.now())}


@register.simple_tag(takes_context=True)
def other_language_url(context: dict) -> str:
    """This page in the other language."""
    request = context.get("request")
    other = "vi" if page_language() == "en" else "en"
    return translate_url(request.get_full_path(), other) if request else "/"


def _address(route: str, *args) -> str:
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def error_links(form) -> list[dict]:
    """Each error of a form with the id of its first faulty input, in the order of the fields."""
    links = [{"id": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        links += [{"id": _first_input_id(field), "text": text} for text in field.errors]
    return links


@register.filter
def error_count(form) -> int:
    return len(error_links(form))


def _first_input_id(field) -> str:
    """Radios and date parts have no input with the field's own id: the first faulty one of the group takes the focus."""
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        faulty = getattr(widget, "faulty", ())
        return f"{field.auto_id}_{widget.widgets_names.index(f'_{faulty[0]}') if faulty else 0}"
    return f"{field.auto_id}_0" if isinstance(widget, RadioSelect) else field.auto_id
