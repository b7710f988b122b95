"""The checklist of units of a phase: seven things, each done or not, with its day and words; and the sums of a phase.

What people told is read from the newest row not taken back; agreements, accounts, training and the first dossier are read
from data. A unit that has ended is looked at as of its last day. Ten queries or so, whatever the number of units.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Min

from applications.models import Application
from applications.rollout.models import Attendee, Coaching, Equipment, Phase, PhaseUnit, PublicNotice
from applications.rollout.plugs import agreements_of, passed_of
from applications.rollout.readiness import AT_THE_DESK, WITH_POST
from portal.accounts.models import Posting, Role
from portal.days import local_day
from portal.offices.models import Office, ServiceActivation

LABELS = {
    "notice": "Niêm yết công khai",
    "equipment": "Trang thiết bị",
    "agreement": "Thỏa thuận bưu điện",
    "trained": "Tập huấn",
    "accounts": "Tài khoản",
    "first": "Hồ sơ đầu tiên",
    "coached": "Kèm tuần đầu",
}
SHORT = {
    "notice": "Niêm yết",
    "equipment": "Thiết bị",
    "agreement": "Bưu điện",
    "trained": "Tập huấn",
    "accounts": "Tài khoản",
    "first": "Hồ sơ đầu",
    "coached": "Kèm cặp",
}
READ_FROM_DATA = {"agreement", "accounts", "first"}


class Standing:
    """How a unit stands with the service of its phase on a day; key -> words, mark and icon of its chip."""

    OPEN, PLANNED, CLOSED, WAITING, ENDED = "open", "planned", "closed", "waiting", "ended"
    words = {
        OPEN: ("Đang mở", "done", "check-lg"),
        PLANNED: ("Sẽ mở", "info", "calendar-event"),
        CLOSED: ("Tạm dừng", "hold", "pause-circle"),
        WAITING: ("Chờ mở", "today", "clock"),
        ENDED: ("Đã sắp xếp", "", "arrow-left-right"),
    }


@dataclass(frozen=True, slots=True)
class Item:
    """`is_known`: False where the portal has no data of the days in which the unit stood."""

    key: str
    is_done: bool = False
    on: date | None = None
    words: str = ""
    is_known: bool = True

    @property
    def label(self) -> str:
        return LABELS[self.key]

    @property
    def short(self) -> str:
        return SHORT[self.key]


@dataclass(frozen=True, slots=True)
class Mark:
    """For the chip tag."""

    text: str
    css: str
    icon: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the table. `opened_on`: when the phase opened it; `opens_on`: when it will."""

    unit: PhaseUnit
    items: tuple[Item, ...]
    standing: str
    opened_on: date | None = None
    closed_on: date | None = None  # the first day without the service

    @property
    def office(self) -> Office:
        return self.unit.office

    @property
    def done(self) -> int:
        return sum(item.is_done for item in self.items)

    @property
    def days_late(self) -> int | None:
        """Days between plan and opening; None where it has not opened or the plan names no day."""
        if self.opened_on is None or self.unit.phase.precision != "day":
            return None
        return (self.opened_on - self.unit.phase.planned_on).days

    @property
    def mark(self) -> Mark:
        text, css, icon = Standing.words[self.standing]
        if self.standing == Standing.PLANNED and self.opened_on:
            text = f"Mở từ {self.opened_on:%d/%m/%Y}"
        if self.standing == Standing.CLOSED and self.closed_on:
            text = f"Tạm dừng từ {self.closed_on:%d/%m/%Y}"
        return Mark(text, css, icon)

    @property
    def lacking(self) -> list[str]:
        """In short words, what is known to be missing."""
        return [item.short for item in self.items if item.is_known and not item.is_done]

    def lacks(self, key: str) -> bool:
        return any(item.key == key and item.is_known and not item.is_done for item in self.items)


def keys_of(phase: Phase) -> list[str]:
    """The post has no part below level 4."""
    return [key for key in LABELS if key != "agreement" or phase.online_level >= WITH_POST]


def rows_of(units: Sequence[PhaseUnit], phase: Phase, *, today: date) -> list[UnitRow]:
    """The checklists of units of one phase, in the order given; `office` must be read along."""
    facts = _Facts(units, phase, today)
    return [facts.row(unit) for unit in units]


def standings_of(units: Sequence[PhaseUnit], phase: Phase, *, today: date) -> list[UnitRow]:
    """As rows_of(), without the checklists: one query."""
    activations = _activations([unit.office_id for unit in units], phase)
    return [UnitRow(unit, (), *_standing(unit, phase, activations.get(unit.office_id, []), today)) for unit in units]


def sums_of(rows: Iterable[UnitRow]) -> Counter:
    """How many units have each thing ("notice") of how many of which it is known ("known:notice"), and how many are in
    each standing ("standing:open")."""
    counted: Counter = Counter()
    for row in rows:
        counted["units"] += 1
        counted[f"standing:{row.standing}"] += 1
        counted["opened"] += row.opened_on is not None and row.standing != Standing.PLANNED
        for item in row.items:
            counted[item.key] += item.is_done
            counted[f"known:{item.key}"] += item.is_known
    return counted


class _Facts:
    """All that is known of the units, each kind read once."""

    def __init__(self, units: Sequence[PhaseUnit], phase: Phase, today: date) -> None:
        self.phase, self.today, self.keys = phase, today, keys_of(phase)
        ids, offices = [unit.pk for unit in units], [unit.office for unit in units]
        office_ids = [office.pk for office in offices]
        self.seen_on = {office.pk: min(today, office.valid_to or today) for office in offices}
        self.notices = _newest(PublicNotice, ids)
        self.equipment = _newest(Equipment, ids)
        self.coachings = _newest(Coaching, ids)
        self.agreements = self._agreements() if "agreement" in self.keys else {}
        self.attended = _attended(office_ids, phase)
        self.passed = passed_of(office_ids, phase.procedure_code)
        self.postings = _postings(office_ids)
        self.first = first_dossiers(units, phase)
        self.activations = _activations(office_ids, phase)

    def row(self, unit: PhaseUnit) -> UnitRow:
        found = _standing(unit, self.phase, self.activations.get(unit.office_id, []), self.today)
        items = (getattr(self, f"_{key}")(unit) for key in self.keys)
        if found[0] == Standing.ENDED:
            items = (self._as_far_as_known(item) for item in items)
        return UnitRow(unit, tuple(items), *found)

    @staticmethod
    def _as_far_as_known(item: Item) -> Item:
        """Agreements, accounts and dossiers of before the portal are in no table: their absence says nothing."""
        is_silent = item.key in READ_FROM_DATA and not item.is_done and not item.words
        return Item(item.key, words="Không có dữ liệu", is_known=False) if is_silent else item

    def _agreements(self) -> dict[int, str]:
        by_day = defaultdict(list)
        for office_id, day in self.seen_on.items():
            by_day[day].append(office_id)
        found: dict[int, str] = {}
        for day, office_ids in by_day.items():
            found |= agreements_of(office_ids, day)
        return found

    def _notice(self, unit: PhaseUnit) -> Item:
        told = self.notices.get(unit.pk)
        return Item("notice", True, told.posted_on, told.place) if told else Item("notice")

    def _equipment(self, unit: PhaseUnit) -> Item:
        told = self.equipment.get(unit.pk)
        if told is None:
            return Item("equipment")
        words = f"{told.computers} máy tính, {told.scanners} máy quét, {told.printers} máy in"
        if told.missing:
            words += f"; thiếu {', '.join(told.missing)}"
        return Item("equipment", not told.missing, told.counted_on, words)

    def _agreement(self, unit: PhaseUnit) -> Item:
        words = self.agreements.get(unit.office_id, "")
        return Item("agreement", bool(words), None, words)

    def _trained(self, unit: PhaseUnit) -> Item:
        attended, attended_on = self.attended.get(unit.office_id, (0, None))
        passed, passed_on = self.passed.get(unit.office_id, (0, None))
        words = [f"{attended} người"] if attended else []
        words += [f"{passed} người đạt bài tập trên máy"] if passed else []
        return Item("trained", bool(words), attended_on or passed_on, ", ".join(words))

    def _accounts(self, unit: PhaseUnit) -> Item:
        day = self.seen_on[unit.office_id]
        here = [row for row in self.postings.get(unit.office_id, ()) if row[2] <= day and (row[3] is None or row[3] >= day)]
        roles = {row[0] for row in here}
        people = len({row[1] for row in here})
        is_done = Role.OFFICE_LEADER in roles and bool(roles & AT_THE_DESK)
        since = min((row[2] for row in here), default=None)
        words = f"{people} người" if people else ""
        if people and not is_done:
            words += ", thiếu lãnh đạo ký" if Role.OFFICE_LEADER not in roles else ", thiếu người tiếp nhận"
        return Item("accounts", is_done, since, words)

    def _first(self, unit: PhaseUnit) -> Item:
        at = self.first.get(unit.pk)
        return Item("first", True, local_day(at)) if at else Item("first")

    def _coached(self, unit: PhaseUnit) -> Item:
        told = self.coachings.get(unit.pk)
        return Item("coached", True, told.last_on, told.coach) if told else Item("coached")


def _standing(
    unit: PhaseUnit, phase: Phase, rows: list[ServiceActivation], today: date
) -> tuple[str, date | None, date | None]:
    """(standing, opened on, first day without the service)"""
    own = [row for row in rows if row.phase == phase.code]
    opened_on = min((row.valid_from for row in own), default=None)
    if unit.office.valid_to is not None and unit.office.valid_to < today:
        return Standing.ENDED, opened_on, None
    if any(row.valid_from <= today and (row.valid_to is None or row.valid_to >= today) for row in rows):
        return Standing.OPEN, opened_on, None
    if coming := min((row.valid_from for row in rows if row.valid_from > today), default=None):
        return Standing.PLANNED, coming, None
    if own:
        last = max(row.valid_to for row in own)
        return Standing.CLOSED, opened_on, date.fromordinal(last.toordinal() + 1)
    return Standing.WAITING, None, None


def first_dossiers(units: Iterable[PhaseUnit], phase: Phase) -> dict[int, datetime]:
    """When the first dossier of the phase's procedure was sent to each unit: as kept, else looked up."""
    kept = {unit.pk: unit.first_dossier_at for unit in units if unit.first_dossier_at}
    wanted = {unit.office_id: unit.pk for unit in units if not unit.first_dossier_at}
    sent = Application.objects.real().filter(
        office_id__in=list(wanted), procedure_code=phase.procedure_code, submitted_at__isnull=False
    )
    found = sent.order_by().values_list("office_id").annotate(first=Min("submitted_at"))
    return kept | {wanted[office_id]: at for office_id, at in found}


def _newest(model: type, unit_ids: list[int]) -> dict:
    """The newest row of each unit that was not taken back."""
    rows = model.objects.filter(unit_id__in=unit_ids, withdrawn_at__isnull=True).order_by("told_at", "id")
    return {row.unit_id: row for row in rows}


def _attended(office_ids: list[int], phase: Phase) -> dict[int, tuple[int, date]]:
    rows = Attendee.objects.filter(
        office_id__in=office_ids, is_present=True, course__phase__procedure_code=phase.procedure_code
    )
    counted = rows.order_by().values_list("office_id").annotate(number=Count("pk"), last_on=Max("course__last_on"))
    return {office_id: (number, last_on) for office_id, number, last_on in counted}


def _postings(office_ids: list[int]) -> dict[int, list[tuple]]:
    """office -> [(role, user, from, to)] of accounts that may log in."""
    found = defaultdict(list)
    rows = Posting.objects.filter(office_id__in=office_ids, user__is_active=True)
    for office_id, *row in rows.values_list("office_id", "role", "user_id", "valid_from", "valid_to"):
        found[office_id].append(tuple(row))
    return found


def _activations(office_ids: list[int], phase: Phase) -> dict[int, list[ServiceActivation]]:
    found = defaultdict(list)
    for row in ServiceActivation.objects.filter(office_id__in=office_ids, procedure_code=phase.procedure_code):
        found[row.office_id].append(row)
    return found
