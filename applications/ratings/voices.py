"""Words that citizens wrote with their ratings, masked, without the dossier and without the hour."""

from dataclasses import dataclass
from datetime import date

from applications.ratings.masking import masked
from applications.ratings.models import Rating
from applications.reports.scope import Scope
from portal.days import local_day
from portal.offices.models import Office

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Voice:
    on: date
    office: Office
    grade: str
    words: str


def voices(scope: Scope) -> list[Voice]:
    """The latest first; a page's worth. One query."""
    ratings = Rating.objects.real().known_at(scope.as_of).filter(first_at__gte=scope.since, first_at__lt=scope.until)
    ratings = scope.narrow(ratings).exclude(words="").select_related("application", "office__parent")
    return [
        Voice(local_day(row.first_at), row.office, row.get_grade_display(), masked(row.words, row.application))
        for row in ratings.order_by("-first_at", "-pk")[:SHOWN]
    ]
