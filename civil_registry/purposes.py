"""Why the books are opened: for a dossier, or for what the officer wrote. Asked before data is shown, and recorded.

What was looked for and a written purpose stay in the session: neither belongs in an address or a log line.
"""

from dataclasses import asdict, dataclass

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from civil_registry.forms_desk import dossier_code_or_blank
from civil_registry.search import Criteria
from portal.text import fold

_KEY = "register_search"
NOTHING = Criteria()


@dataclass(frozen=True, slots=True)
class Purpose:
    """`dossier`: its code, where that is the reason; else `words`."""

    dossier: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.dossier or self.words)

    def __str__(self) -> str:
        return self.dossier or self.words

    @property
    def query(self) -> str:
        """What follows an address to keep the purpose: "?hs=…" for a dossier, nothing for words."""
        return f"?{urlencode({'hs': self.dossier})}" if self.dossier else ""


def purpose_of(request: HttpRequest) -> Purpose:
    """The dossier named in the address, else the purpose written at the last search; empty where there is none."""
    if dossier := dossier_code_or_blank(request.GET.get("hs", "")):
        return Purpose(dossier=dossier)
    return Purpose(words=_remembered(request).get("words", ""))


def remember(request: HttpRequest, purpose: Purpose, criteria: Criteria = NOTHING) -> None:
    request.session[_KEY] = {"hs": purpose.dossier, "words": purpose.words, "criteria": asdict(criteria)}


def last_criteria(request: HttpRequest, purpose: Purpose) -> Criteria | None:
    """What was looked for last, if it was for this purpose: results of one dossier are not shown under another."""
    last = _remembered(request)
    if not last or (last["hs"], last["words"]) != (purpose.dossier, purpose.words):
        return None
    criteria = Criteria(**last["criteria"])
    return criteria if criteria.name or criteria.number else None


def fingerprint(criteria: Criteria) -> str:
    """What was looked for, as evidence can hold it: tells whether a given name was asked for, never which."""
    said = "|".join(fold(str(value or "")) for value in asdict(criteria).values())
    return salted_hmac("register.searched", said).hexdigest()[:32]


def _remembered(request: HttpRequest) -> dict:
    return request.session.get(_KEY) or {}
