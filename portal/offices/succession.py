"""What became of a unit: the chain of mergers and divisions to the unit that stands on a day, and what is live there.

Where a unit was divided, or its district abolished, a person chooses; `is_main` of the data is only a suggestion, because no
source says where the paper register lies. Source: NQ 895, NQ 1286, NQ 1656/NQ-UBTVQH; NQ 203/2025/QH15 Art. 2(2).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from portal.offices import naming
from portal.offices.calendar import current_stamp
from portal.offices.models import Office, OfficeSuccession, ServiceActivation
from portal.text import fold

# Of one office: procedure, first and last local day of each decision.
Decided = tuple[tuple[str, date, date | None], ...]
NAMED_SUCCESSORS = 3  # more are counted, not listed


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the chain, as a line of the time line: the unit, and how it came to hold the register."""

    office: Office
    title: str  # "Nhập vào phường Đồng Nhân"; the first step is the unit's own name
    note: str  # "Từ 01/01/2025 · NQ 1286/NQ-UBTVQH15"
    on: date | None = None  # from when; None for the first step
    legal_act: str = ""
    kind: str = ""  # OfficeSuccession.Kind
    share_note: str = ""

    @property
    def sentence(self) -> str:
        """ "Nhập vào phường Đồng Nhân, từ 01/01/2025, NQ 1286/NQ-UBTVQH15" """
        if self.on is None:
            return self.title
        return f"{self.title}, {_('từ %(day)s') % {'day': in_figures(self.on)}}, {self.legal_act}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit standing on the day that has the register or a part of the territory, with the way to it."""

    office: Office
    steps: tuple[Step, ...]  # the first is the unit asked about, the last this office
    is_main: bool | None  # all the way the greater part; None where the data cannot tell


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a unit leads on a day. No candidate: the unit did not exist yet."""

    origin: Office
    on_day: date
    candidates: tuple[Candidate, ...]  # the suggested one first

    @property
    def competent(self) -> Office | None:
        """The one office, where there is no choice."""
        return self.candidates[0].office if len(self.candidates) == 1 else None

    @property
    def needs_choice(self) -> bool:
        return len(self.candidates) > 1

    @property
    def suggested(self) -> Candidate | None:
        """The candidate that took the greater part all the way, or the only one."""
        if len(self.candidates) == 1:
            return self.candidates[0]
        return next((candidate for candidate in self.candidates if candidate.is_main), None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The chain to the one office or the suggested one; else only what is common to all."""
        chosen = self.suggested
        return chosen.steps if chosen else (_first_step(self.origin, self.on_day),)

    @property
    def why_choose(self) -> str:
        """Why there are several, as a sentence; empty where there is one."""
        if not self.needs_choice:
            return ""
        if any(step.kind == OfficeSuccession.Kind.DISTRICT_ABOLISHED for c in self.candidates for step in c.steps):
            return _("Từ 01/07/2025 không còn cấp huyện; việc hộ tịch chuyển về các xã, phường trên địa bàn cũ.")
        return _("Địa bàn %(unit)s đã chia cho %(count)d đơn vị.") % {
            "unit": naming.name_in_sentence(self.origin),
            "count": len(self.candidates),
        }


def trace(office: Office, on_day: date) -> Trace:
    """Follow a unit through every merger and division up to `on_day` (local). One query per wave, at most four."""
    if office.valid_from is not None and office.valid_from > on_day:
        return Trace(office, on_day, ())
    arrived: dict[int, Candidate] = {}
    travelling = [Candidate(office, (_first_step(office, on_day),), is_main=True)]
    while travelling:
        for candidate in (c for c in travelling if c.office.stands_on(on_day)):
            arrived[candidate.office.pk] = _better(arrived.get(candidate.office.pk), candidate)
        ended = [candidate for candidate in travelling if not candidate.office.stands_on(on_day)]
        links = _links_of({candidate.office.pk for candidate in ended}, on_day) if ended else {}
        travelling = [_further(candidate, link) for candidate in ended for link in links.get(candidate.office.pk, ())]
    ordered = sorted(arrived.values(), key=lambda c: (_MAIN_FIRST[c.is_main], fold(c.office.name)))
    return Trace(office, on_day, tuple(ordered))


def heirs_of(office_ids: Iterable[int], on_day: date) -> dict[int, Office]:
    """Of units that have ended, who goes on with what they left: the one successor, or the one with the greater part.

    Units for which a person must choose are missing.
    """
    ended = Office.objects.select_related("parent").in_bulk(list(office_ids)).values()
    chosen = {office.pk: trace(office, on_day).suggested for office in ended if not office.stands_on(on_day)}
    return {pk: candidate.office for pk, candidate in chosen.items() if candidate is not None}


def is_live(office: Office, procedure_code: str, day: date) -> bool:
    """Whether the office offers the procedure on that day: opened itself, or successor of one that was."""
    return office.pk in live_offices([office], procedure_code, day)


def was_closed(office: Office, procedure_code: str, day: date, *, stamp: str | None = None) -> bool:
    """Whether the office takes no more of the procedure on that day because somebody decided so.

    What was decided is kept per process, as calendars are: one small query, none where the `stamp` has just been asked for.
    """
    stamp = stamp or current_stamp()
    decided = _kept(stamp, office.pk) if stamp else _decided(office.pk)
    last_days = [last_on for code, first_on, last_on in decided if code == procedure_code and first_on <= day]
    return bool(last_days) and all(last_on is not None and last_on < day for last_on in last_days)


@lru_cache(maxsize=256)
def _kept(stamp: str, office_id: int) -> Decided:
    return _decided(office_id)


def _decided(office_id: int) -> Decided:
    rows = ServiceActivation.objects.filter(office_id=office_id)
    return tuple(rows.values_list("procedure_code", "valid_from", "valid_to"))


def live_offices(offices: Iterable[Office], procedure_code: str, day: date) -> set[int]:
    """The ids of those among `offices` that stand and are live on that day. Two queries per wave of mergers.

    What was decided for an office itself counts: one that was closed is not opened by what its predecessors did.
    """
    line = {office.pk: {office.pk} for office in offices if office.stands_on(day)}  # ancestor -> whose ancestor it is
    live: set[int] = set()
    while line:
        decided = ServiceActivation.objects.filter(office_id__in=line, procedure_code=procedure_code, valid_from__lte=day)
        closed: set[int] = set()
        for office_id, last_on in decided.values_list("office_id", "valid_to"):
            if last_on is None or last_on >= day:
                live |= line[office_id]
            else:
                closed.add(office_id)
        inherited = OfficeSuccession.objects.filter(successor_id__in=set(line) - closed, effective_on__lte=day)
        before: dict[int, set[int]] = defaultdict(set)
        for predecessor_id, successor_id in inherited.values_list("predecessor_id", "successor_id"):
            before[predecessor_id] |= line[successor_id] - live
        line = {office_id: heirs for office_id, heirs in before.items() if heirs}
    return live


def what_became(unit: Office) -> str:
    """One line about an ended unit: "Nhập vào phường Đồng Nhân từ 01/01/2025". Uses `unit.successions`, prefetched."""
    links = list(unit.successions.all())
    if not links:
        return ""
    day = in_figures(links[0].effective_on)
    if links[0].kind == OfficeSuccession.Kind.DISTRICT_ABOLISHED:
        return _("Kết thúc hoạt động từ %(day)s; việc hộ tịch chuyển về các xã, phường") % {"day": day}
    if len(links) == 1:
        return _("%(what)s từ %(day)s") % {"what": _title(links[0], unit), "day": day}
    if len(links) > NAMED_SUCCESSORS:
        return _("Chia cho %(count)d xã, phường từ %(day)s") % {"count": len(links), "day": day}
    names = [naming.name_in_sentence(link.successor) for link in links]
    listed = _("%(first)s và %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("Chia cho %(names)s từ %(day)s") % {"names": listed, "day": day}


def in_figures(day: date) -> str:
    return f"{day:%d/%m/%Y}"


_MAIN_FIRST = {True: 0, None: 1, False: 2}


def _links_of(ended: set[int], on_day: date) -> dict[int, list[OfficeSuccession]]:
    links = OfficeSuccession.objects.filter(predecessor_id__in=ended, effective_on__lte=on_day)
    by_predecessor = defaultdict(list)
    for link in links.select_related("predecessor", "successor", "successor__parent"):
        by_predecessor[link.predecessor_id].append(link)
    return by_predecessor


def _further(candidate: Candidate, link: OfficeSuccession) -> Candidate:
    act = _act_in_words(link.legal_act)
    step = Step(
        office=link.successor,
        title=_title(link, link.predecessor),
        note=_("Từ %(day)s · %(act)s") % {"day": in_figures(link.effective_on), "act": act},
        on=link.effective_on,
        legal_act=act,
        kind=link.kind,
        share_note=link.share_note,
    )
    is_main = False if False in (candidate.is_main, link.is_main) else candidate.is_main and link.is_main
    return Candidate(link.successor, (*candidate.steps, step), is_main)


def _act_in_words(numbers: str) -> str:
    """ "203/2025/QH15; 120/2025/NĐ-CP" -> "NQ 203/2025/QH15; NĐ 120/2025/NĐ-CP" """
    decree, resolution = _("NĐ"), _("NQ")
    return "; ".join(f"{decree if 'NĐ-CP' in number else resolution} {number}" for number in numbers.split("; "))


def _better(one: Candidate | None, other: Candidate) -> Candidate:
    """Of two ways to the same office, the greater part; of equals the first."""
    if one is None or _MAIN_FIRST[other.is_main] < _MAIN_FIRST[one.is_main]:
        return other
    return one


def _first_step(office: Office, on_day: date) -> Step:
    if office.stands_on(on_day):
        start = office.valid_from
        note = _("Từ %(day)s") % {"day": in_figures(start)} if start else ""
        return Step(office, naming.full_name(office), note)
    note = _("Đến hết %(day)s") % {"day": in_figures(office.valid_to)} if office.valid_to else ""
    return Step(office, naming.full_name(office), note)


def _title(link: OfficeSuccession, predecessor: Office) -> str:
    into = naming.name_in_sentence(link.successor)
    if link.kind == OfficeSuccession.Kind.DISTRICT_ABOLISHED:
        return _("Việc hộ tịch chuyển về %(unit)s") % {"unit": into}
    if link.share == "part_area_only":
        return _("Một phần đất, không có dân, chuyển về %(unit)s") % {"unit": into}
    if link.share == "part_area_all_people":
        return _("Toàn bộ dân và một phần đất chuyển về %(unit)s") % {"unit": into}
    if link.kind == OfficeSuccession.Kind.SPLIT_PART and link.is_main:
        return _("Phần lớn chuyển về %(unit)s") % {"unit": into}
    if link.kind == OfficeSuccession.Kind.SPLIT_PART:
        return _("Một phần chuyển về %(unit)s") % {"unit": into}
    if link.successor.name == predecessor.name:
        return _("Sắp xếp lại thành %(unit)s") % {"unit": into}
    return _("Nhập vào %(unit)s") % {"unit": into}
