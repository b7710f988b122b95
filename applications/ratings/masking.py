"""Taking persons out of what citizens wrote, before a leader or the Department reads it."""

import re

from applications.models import Application
from portal.templatetags.portal import code_groups

HIDDEN = "•••"
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_NUMBER = re.compile(r"(?:\d[\s.\-/]?){5,}\d|\b[A-Z]\d{2,}[\w.\-]*")  # telephones, personal ids, dates, codes of dossiers


def masked(words: str, application: Application) -> str:
    """Without e-mail addresses, long numbers, and the names of who asked and whom the paper is about (also the given name)."""
    text = _without_codes(words, application)
    text = _NUMBER.sub(HIDDEN, _ADDRESS.sub(HIDDEN, text))
    for name in filter(None, (application.requester_name, application.subject_name)):
        text = re.sub(rf"\b{re.escape(name)}\b", HIDDEN, text, flags=re.IGNORECASE)
        # A given name alone only where it is written as one: "An" is a person, "an toàn" is not.
        text = re.sub(rf"\b{re.escape(name.split()[-1])}\b", HIDDEN, text)
    return text


def _without_codes(words: str, application: Application) -> str:
    """The submission reference also as pages print it, in groups."""
    text = words
    for code in filter(None, (application.ref, code_groups(application.ref), application.dossier_code)):
        text = re.sub(re.escape(code), HIDDEN, text, flags=re.IGNORECASE)
    return text
