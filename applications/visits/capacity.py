"""How many people an office receives in a half-day: its own dated rows, else what is usual; and how it sets them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from applications.visits.halves import usual
from applications.visits.models import Capacity, Half
from portal.accounts.actors import Actor
from portal.audit.trail import record

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy")
Places = tuple[int, int]  # morning, afternoon


class Capacities:
    """The capacities of one office, read once. One query."""

    def __init__(self, office_id: int) -> None:
        self._rows = list(Capacity.objects.filter(office_id=office_id).order_by("-valid_from", "-id"))

    def of(self, day: date, half: str) -> int:
        return self.on_weekday(day.weekday(), day)[0 if half == Half.MORNING else 1]

    def on_weekday(self, weekday: int, day: date) -> Places:
        """What holds for a weekday as seen from `day`."""
        row = next((row for row in self._rows if row.weekday == weekday and row.valid_from <= day), None)
        return (row.morning, row.afternoon) if row else (usual()["morning"], usual()["afternoon"])

    def to_come(self, day: date) -> list[Capacity]:
        """Rows that take effect after `day`, the next first."""
        return [row for row in reversed(self._rows) if row.valid_from > day]


def set_capacity(office_id: int, places: Mapping[int, Places], *, valid_from: date, by: Actor, at: datetime) -> list[Capacity]:
    """From a day on, by weekday (0 is Monday). Weekdays that stay as they are get no row. Who has booked keeps his place."""
    with transaction.atomic():
        now = Capacities(office_id)
        rows = [
            Capacity.objects.create(
                office_id=office_id,
                weekday=weekday,
                valid_from=valid_from,
                morning=morning,
                afternoon=afternoon,
                entered_by_id=by.user_id,
                entered_at=at,
            )
            for weekday, (morning, afternoon) in sorted(places.items())
            if now.on_weekday(weekday, valid_from) != (morning, afternoon)
        ]
        if rows:
            record("visit.capacity_set", subject=f"office:{office_id}", by=by, at=at, weekdays=[row.weekday for row in rows])
    return rows
