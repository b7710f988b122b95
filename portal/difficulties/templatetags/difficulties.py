"""Filters of the pages about difficulties."""

from django import template

register = template.Library()
VERBS = {
    "write": "Gửi",
    "echo": "Cũng gặp",
    "answer": "Trả lời",
    "pass_on": "Chuyển xử lý",
    "close": "Đóng",
    "reopen": "Mở lại",
    "merge": "Gộp",
    "take_in": "Nhận việc trùng",
    "make_guidance": "Lập hướng dẫn",
}


@register.filter
def difficulty_verb(verb: str) -> str:
    """What happened, in one word or two."""
    return VERBS[verb]
