"""Filters of the pages about reflections."""

from django import template

from portal.masking import masked_name as _masked_name

register = template.Library()
VERBS = {"send": "Gửi", "answer": "Trả lời", "pass_on": "Chuyển nơi trả lời", "set_aside": "Không xử lý"}


@register.filter
def reflection_verb(verb: str) -> str:
    """What happened, in one word or two."""
    return VERBS[verb]


@register.filter
def masked_name(name: str) -> str:
    return _masked_name(name)
