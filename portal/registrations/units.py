"""Which unit a cell means: by code or by name, old or present; an old name leads to who took the unit over."""

from collections import defaultdict
from datetime import date

from portal.offices.models import Level, Office
from portal.offices.succession import trace
from portal.registrations.errors import RegistrationRefused
from portal.text import fold

NAMED = 4


class Units:
    """All units, read once for one list. A cell is understood as of a day."""

    def __init__(self, day: date, allowed: set[int] | None) -> None:
        """`allowed`: the ids of the units that may be written to; None for all."""
        self.day, self.allowed = day, allowed
        self._by: dict[str, list[Office]] = defaultdict(list)
        self._known: dict[str, Office | RegistrationRefused] = {}
        for office in Office.objects.select_related("parent"):
            keys = {office.code, office.agency_code, office.name, office.full_name, office.authority_name}
            for key in {fold(key) for key in keys if key}:
                self._by[key].append(office)

    def find(self, text: str) -> Office:
        """The unit standing on the day. Raises RegistrationRefused with what to write instead."""
        key = fold(text.split(" – ")[0]) if text[:1].isdigit() else fold(text)
        if key not in self._known:
            try:
                self._known[key] = self._found(key, text)
            except RegistrationRefused as fault:
                self._known[key] = fault
        known = self._known[key]
        if isinstance(known, RegistrationRefused):
            raise known
        return known

    def _found(self, key: str, text: str) -> Office:
        named = self._by.get(key, [])
        standing = [office for office in named if office.stands_on(self.day)] or self._heirs(named)
        if not standing:
            raise RegistrationRefused(f"Không có đơn vị “{text[:60]}”. Ghi mã ở trang Đơn vị của tệp mẫu, ví dụ 00256")
        if len(standing) > 1:
            raise RegistrationRefused(f"“{text[:60]}” có thể là {_listed(standing)}. Ghi mã đơn vị")
        if self.allowed is not None and standing[0].pk not in self.allowed:
            raise RegistrationRefused(
                f"{standing[0].full_name} không thuộc phạm vi ông/bà quản lý. Bỏ dòng này, hoặc gửi Sở Tư pháp"
            )
        return standing[0]

    def _heirs(self, former: list[Office]) -> list[Office]:
        heirs = {c.office.pk: c.office for office in former for c in trace(office, self.day).candidates}
        if self.allowed is not None:
            heirs = {pk: office for pk, office in heirs.items() if pk in self.allowed} or heirs
        return list(heirs.values())


def standing_units(day: date, allowed: set[int] | None) -> list[Office]:
    """For the template: districts no longer, post offices after the communes."""
    offices = Office.objects.standing_on(day).select_related("parent").order_by("level", "search_name")
    order = {Level.DEPARTMENT: 0, Level.DISTRICT: 1, Level.COMMUNE: 2, Level.POST: 3, Level.PARTNER: 4}
    return sorted(
        (o for o in offices if allowed is None or o.pk in allowed), key=lambda o: (order[Level(o.level)], o.search_name)
    )


def _listed(offices: list[Office]) -> str:
    named = [f"{office.full_name} ({office.code})" for office in offices[:NAMED]]
    return ", ".join(named) + (f" và {len(offices) - NAMED} đơn vị khác" if len(offices) > NAMED else "")
