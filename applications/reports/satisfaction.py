"""How content citizens were: one query over their ratings, as they stood at the moment asked. Sums, no person and no words.

A rating counts in the period in which the dossier was first rated, with the grade it had at the moment asked. In words:
definitions.py.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from applications.ratings.models import Grade, Rating
from applications.reports.scope import Scope

CONTENT = frozenset({Grade.VERY_SATISFIED, Grade.SATISFIED})
FEWEST = 10  # ratings: of fewer the public is shown no share


@dataclass(slots=True)
class Grades:
    """How many ratings of each grade."""

    number: dict[int, int] = field(default_factory=lambda: dict.fromkeys(Grade.values, 0))

    @property
    def rated(self) -> int:
        return sum(self.number.values())

    @property
    def content(self) -> int:
        """Very satisfied or satisfied."""
        return sum(number for grade, number in self.number.items() if grade in CONTENT)

    @property
    def share(self) -> float | None:
        return self.content / self.rated if self.rated else None

    @property
    def is_enough(self) -> bool:
        return self.rated >= FEWEST

    def in_words(self) -> list[tuple[str, int]]:
        """The best first."""
        return [(Grade(grade).label, self.number[grade]) for grade in sorted(self.number, reverse=True)]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    total: Grades
    by_office: dict[int, Grades]


def satisfaction(scope: Scope) -> Satisfaction:
    ratings = Rating.objects.real().known_at(scope.as_of).filter(first_at__gte=scope.since, first_at__lt=scope.until)
    total, by_office = Grades(), defaultdict(Grades)
    cells = scope.narrow(ratings).order_by().values_list("office_id", "grade").annotate(number=Count("pk"))
    for office_id, grade, number in cells:
        by_office[office_id].number[grade] += number
        total.number[grade] += number
    return Satisfaction(total, dict(by_office))
