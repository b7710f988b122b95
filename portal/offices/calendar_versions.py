"""Numbers the changes of the calendar in force, and says which days each may have moved.

The seam to promises: whoever stored a promise keeps `current_version()` beside it; an action that changes what is in force
returns a `Change` whose version leads to the row with the same spans. Nothing here knows a promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from portal.accounts.actors import Actor
from portal.documents.models import next_number
from portal.offices.models import CalendarVersion

_COUNTER = "calendar_version"
_KEEPING = "calendar_keeping"


@dataclass(frozen=True, slots=True)
class Span:
    """Local days whose rule changed, both inclusive; `last` empty = from then on; `office_id` empty = the whole city."""

    first: date
    last: date | None
    office_id: int | None = None

    @classmethod
    def day(cls, day: date, office_id: int | None = None) -> "Span":
        return cls(day, day, office_id)


@dataclass(frozen=True, slots=True)
class Change:
    """What an action did. `version` is empty where nothing in force changed (a proposal)."""

    version: int | None
    spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()  # Vietnamese sentences for the person

    @property
    def year(self) -> int | None:
        """Of the first day that changed."""
        return min(span.first for span in self.spans).year if self.spans else None


def current_version() -> int:
    """The number of the last change; 0 before the first."""
    return CalendarVersion.objects.aggregate(last=Max("number"))["last"] or 0


def spans_of(version: CalendarVersion) -> list[Span]:
    return [Span(date.fromisoformat(a), date.fromisoformat(b) if b else None, office) for a, b, office in version.spans]


def one_at_a_time() -> None:
    """Within the caller's transaction: who changes the calendar waits for whoever is changing it, then sees what he did."""
    next_number(_KEEPING)


def new_version(what: str, spans: Iterable[Span], *, by: Actor | None, at: datetime) -> int:
    """The row of one change in force, within its transaction."""
    number = next_number(_COUNTER)
    stored = [[s.first.isoformat(), s.last.isoformat() if s.last else None, s.office_id] for s in spans]
    CalendarVersion.objects.create(number=number, at=at, by_id=by.user_id if by else None, what=what[:240], spans=stored)
    return number
