"""Which of the two languages a page speaks. Vietnamese wherever nobody chose: tasks, commands, papers."""

from dataclasses import dataclass

from django.utils.translation import get_language


def page_language() -> str:
    """ "vi" or "en", as WEEKDAYS and the columns *_vi, *_en are named."""
    return "en" if (get_language() or "").startswith("en") else "vi"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages, as files of data hold it; in a page it is the page's own."""

    vi: str
    en: str

    def __str__(self) -> str:
        return getattr(self, page_language())

    def __bool__(self) -> bool:
        return bool(self.vi)


NO_WORDS = Words("", "")
