"""Which of the two languages a page speaks. Vietnamese wherever nobody chose: tasks, commands, papers."""

from django.utils.translation import get_language


def page_language() -> str:
    """ "vi" or "en", as WEEKDAYS and the columns *_vi, *_en are named."""
    return "en" if (get_language() or "").startswith("en") else "vi"
