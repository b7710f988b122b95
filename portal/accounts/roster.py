"""Who is away on a day, and who does his work then. Days are local, and an absence counts at its own office only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.accounts.models import Absence


@dataclass(frozen=True, slots=True)
class Roster:
    """The absences of one day: (office, person) -> who stands in, None for nobody."""

    away: dict[tuple[int, int], int | None]

    @classmethod
    def of(cls, day: date, *, office_ids: Iterable[int]) -> "Roster":
        """One query."""
        rows = Absence.objects.on(day).filter(office_id__in=list(office_ids)).order_by("id")
        return cls({(row[0], row[1]): row[2] for row in rows.values_list("office_id", "user_id", "substitute_id")})

    def is_away(self, user_id: int | None, *, office_id: int) -> bool:
        return (office_id, user_id) in self.away

    def who_works_for(self, user_id: int | None, *, office_id: int) -> int | None:
        """The person himself while he is there, else who stands in for him, or for that one; None for nobody."""
        asked: set[int | None] = set()
        while self.is_away(user_id, office_id=office_id) and user_id not in asked:
            asked.add(user_id)
            user_id = self.away[office_id, user_id]
        return None if user_id in asked else user_id
