"""What a report is about: a period of local days, the moment it is asked, and which offices, kinds, procedure and channel."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from civil_registry.models import EventKind
from portal.days import HANOI, local_day

KIND_GROUPS = {
    "khai-sinh": ("Khai sinh", {EventKind.BIRTH, EventKind.BIRTH_NOTED}),
    "ket-hon": ("Kết hôn", {EventKind.MARRIAGE, EventKind.MARRIAGE_NOTED}),
    "khai-tu": ("Khai tử", {EventKind.DEATH}),
}
_NAMED = set().union(*(kinds for _name, kinds in KIND_GROUPS.values()))
KIND_GROUPS["viec-khac"] = ("Việc khác", set(EventKind) - _NAMED)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Days are local, both ends included; `as_of` is aware. No office named: all of them.

    `office_id` is one office alone; `office_ids` a district with its communes, or a unit with those before it (units_of).
    """

    first_on: date
    last_on: date
    as_of: datetime
    office_id: int | None = None
    kind_group: str = ""
    office_ids: frozenset[int] = frozenset()
    procedure_code: str = ""
    channel: str = ""
    level: str = ""  # of the office: district, commune

    @property
    def starts_at(self) -> datetime:
        return midnight(self.first_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return midnight(self.last_on + timedelta(days=1))

    @property
    def seen_at(self) -> datetime:
        """At which moment what is open counts as late: the end of the period, or the moment asked for."""
        return min(self.as_of, self.ends_at)

    @property
    def until(self) -> datetime:
        """Rows known before this moment count: all of the period that was known at `as_of`, that instant included."""
        return min(self.as_of + _INSTANT, self.ends_at)

    @property
    def since(self) -> datetime:
        return min(self.starts_at, self.until)

    @property
    def last_day(self) -> date:
        """The last local day of which something is known."""
        return min(self.last_on, local_day(self.as_of))

    @property
    def is_of_some_offices(self) -> bool:
        return bool(self.office_id is not None or self.office_ids or self.level)

    @property
    def is_of_everything(self) -> bool:
        return not (self.is_of_some_offices or self.kind_group or self.procedure_code or self.channel)

    def narrow(self, queryset: QuerySet, prefix: str = "", *, office: str = "office") -> QuerySet:
        """The rows this report is about. `office` is the name of the column with the office that they count for."""
        wanted = {
            f"{prefix}{office}_id": self.office_id,
            f"{prefix}{office}__in": self.office_ids or None,
            f"{prefix}{office}__level": self.level or None,
            f"{prefix}kind__in": KIND_GROUPS[self.kind_group][1] if self.kind_group else None,
            f"{prefix}procedure_code": self.procedure_code or None,
            f"{prefix}channel": self.channel or None,
        }
        return queryset.filter(**{name: value for name, value in wanted.items() if value is not None})


def midnight(day: date) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time.min, HANOI)


def group_of(kind: str) -> str:
    return next(group for group, (_name, kinds) in KIND_GROUPS.items() if kind in kinds)
