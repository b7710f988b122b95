"""The lines of the officials' queue in HTML: written here, because fifty of them in template tags cost half the page."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import mark_safe

from applications.queue_rows import Row
from portal.templatetags.portal import chip

register = template.Library()


@register.simple_tag
def queue_lines(rows: Iterable[Row]) -> str:
    return mark_safe("\n".join(map(_line, rows)))


def _line(row: Row) -> str:
    """Every cell is text and escaped here; the labels are what a phone shows beside the cell."""
    over = ' class="over"' if row.is_over else ""
    requester = f"<small>{escape(row.requester)}</small>" if row.requester else ""
    return (
        f'<tr{over}><td>{chip(row.chip)}</td><td><a class="code" href="{escape(row.url)}">{escape(row.code)}</a></td>'
        f'<td data-label="Họ tên"><b>{escape(row.subject)}</b>{requester}</td><td>{escape(row.kind)}</td>'
        f'<td class="num" data-label="Số bản">{row.copies}</td><td data-label="Nộp lúc">{escape(row.submitted)}</td>'
        f"<td>{escape(row.stage)}</td><td>{escape(row.person)}</td></tr>"
    )
