"""Loads the reference data beside it: offices and their successions, roll-out, calendar, postal addresses.

Safe to repeat. Facts about units follow the files; what the Department may decide itself (hours, calendar) is only added.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from portal.offices.calendar_versions import Span, new_version
from portal.offices.choosing import DEPARTMENT
from portal.offices.models import (
    CalendarException,
    CalendarYear,
    Commune,
    Level,
    Office,
    OfficeSuccession,
    OpeningHours,
    Province,
    ServiceActivation,
)
from portal.text import fold

DATA = Path(__file__).parent / "data"
EXTRACT_COPY = "2.000635"
LEVEL_3_JUSTICE = "L3-TU-PHAP"  # stands for the level-3 services of 2016 together, until each has its own code
COMMUNES_OF_TODAY_SINCE = date(2025, 7, 1)
FIRST_DAY = date(2016, 1, 1)
_DECIDED_BY_OFFICES = frozenset({"address", "phone"})
_DECIDED_LATER = frozenset({"valid_to"})


def load_reference() -> dict[str, int]:
    """Bring the tables up to the files, in one transaction. Returns how many rows each table has for them."""
    with transaction.atomic():
        offices = _load_offices()
        return {
            "offices": len(offices),
            "successions": _load_successions(offices),
            "activations": _load_activations(offices),
            "calendar": _load_calendar(),
            "provinces": _load_provinces(),
            "communes": _load_communes(),
        }


def _load_offices() -> dict[tuple[str, date | None], Office]:
    rows = list(_rows("hanoi_units.csv"))
    department = _upsert_offices(_office(row) for row in rows if row["level"] == Level.DEPARTMENT)
    districts = _upsert_offices(_office(row) for row in rows if row["level"] == Level.DISTRICT)
    top = next(iter(department.values()))
    by_code = {code: district for (code, _), district in districts.items()}
    communes = (_office(row, by_code.get(row["district_code"], top)) for row in rows if row["level"] == Level.COMMUNE)
    return department | districts | _upsert_offices(communes)


def _upsert_offices(wanted: Iterable[Office]) -> dict[tuple[str, date | None], Office]:
    return _upsert(list(wanted), lambda office: (office.code, office.valid_from), keep=_DECIDED_BY_OFFICES)


def _office(row: dict[str, str], parent: Office | None = None) -> Office:
    is_in_district = parent is not None and parent.level == Level.DISTRICT
    full_name = f"{row['name']} {parent.name}" if is_in_district else row["name"]
    return Office(
        code=row["code"],
        name=row["name"],
        kind=row["type"],
        level=row["level"],
        parent=parent,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        act_created=row["act_created"],
        act_ended=row["act_ended"],
        search_name=fold(full_name),
        slug=slugify(fold(full_name)),
        agency_code=row["code"] if row["level"] == Level.DEPARTMENT else f"H26.{row['code']}",
    )


def _load_successions(offices: dict[tuple[str, date | None], Office]) -> int:
    by_end = {(office.code, office.valid_to): office for office in offices.values()}
    links = [
        OfficeSuccession(
            predecessor=by_end[row["from_code"], _day(row["from_valid_to"])],
            successor=offices[row["to_code"], _day(row["to_valid_from"])],
            effective_on=_day(row["effective_on"]),
            kind=row["kind"],
            share=row["share"],
            share_note=row["share_note"],
            is_main={"yes": True, "no": False}.get(row["is_main"]),
            main_basis=row["main_basis"],
            legal_act=row["legal_act"],
        )
        for row in _rows("hanoi_successions.csv")
    ]
    decided = {_ends(link): link for link in OfficeSuccession.objects.filter(main_basis=DEPARTMENT)}
    for link in links:
        if chosen := decided.get(_ends(link)):  # what the Department has chosen stays
            link.is_main, link.main_basis = chosen.is_main, chosen.main_basis
    return len(_upsert(links, _ends))


def _ends(link: OfficeSuccession) -> tuple[int, int, date]:
    return link.predecessor_id, link.successor_id, link.effective_on


def _load_activations(offices: dict[tuple[str, date | None], Office]) -> int:
    """Level 4: the district's office and its communes. Level 3: the communes. Since 7/2025: every commune."""
    activations = [_activation(office, row) for row in _rows("hanoi_rollout.csv") for office in _taking_part(row, offices)]
    activations += [
        ServiceActivation(
            procedure_code=EXTRACT_COPY,
            office=office,
            online_level=4,
            valid_from=COMMUNES_OF_TODAY_SINCE,
            phase="L4-2025-07",
            basis="deduced",
        )
        for office in offices.values()
        if office.level == Level.COMMUNE and office.stands_on(COMMUNES_OF_TODAY_SINCE)
    ]
    return len(
        _upsert(activations, lambda row: (row.procedure_code, row.office_id, row.valid_from), keep=frozenset({"valid_to"}))
    )


def _taking_part(row: dict[str, str], offices: dict[tuple[str, date | None], Office]) -> Iterator[Office]:
    day, district = _starts_on(row["starts_on"]), offices[row["unit_code"], None]
    if row["online_level"] == "4":
        yield district
    yield from (office for office in offices.values() if office.parent_id == district.pk and office.stands_on(day))


def _activation(office: Office, row: dict[str, str]) -> ServiceActivation:
    return ServiceActivation(
        procedure_code=EXTRACT_COPY if row["online_level"] == "4" else LEVEL_3_JUSTICE,
        office=office,
        online_level=int(row["online_level"]),
        valid_from=_starts_on(row["starts_on"]),
        phase=row["phase"],
        basis=row["basis"],
    )


def _starts_on(text: str) -> date:
    """A day; the first of a month named without a day; the last of a year named without a month (the certain one)."""
    if len(text) == len("2017"):
        return date(int(text), 12, 31)
    return date.fromisoformat(text if len(text) > len("2016-11") else f"{text}-01")


def _load_calendar() -> int:
    """Add what is missing; a day or a year that the Department has entered for the city stays as it is."""
    city = CalendarException.objects.filter(office__isnull=True)
    taken = set(city.values_list("on", flat=True))
    exceptions = [
        CalendarException(
            on=_day(row["on"]),
            kind=row["kind"],
            status=row["status"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            legal_document=row["legal_document"],
            announced_on=_day(row["announced_on"]),
        )
        for row in _rows("calendar_exceptions.csv")
    ]
    added = CalendarException.objects.bulk_create(row for row in exceptions if row.on not in taken)
    decided = {str(year) for year in CalendarYear.objects.values_list("year", flat=True)}
    years = CalendarYear.objects.bulk_create(CalendarYear(**r) for r in _rows("calendar_years.csv") if r["year"] not in decided)
    if not OpeningHours.objects.filter(office__isnull=True).exists():
        years.append(OpeningHours.objects.create(valid_from=FIRST_DAY, opens_at=time(8), closes_at=time(17)))
    if years or any(row.status == CalendarException.Status.IN_FORCE for row in added):
        new_version("Nạp lịch từ dữ liệu ban đầu", [Span(FIRST_DAY, None)], by=None, at=timezone.now())
    return len(exceptions)


def _load_provinces() -> int:
    provinces = [
        Province(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["type"],
            search_name=fold(row["short_name"]),
        )
        for row in _rows("provinces.csv")
    ]
    return len(_upsert(provinces, lambda province: province.code))


def _load_communes() -> int:
    provinces = {province.code: province for province in Province.objects.all()}
    communes = [
        Commune(
            code=row["code"],
            name=row["name"],
            kind=row["type"],
            province=provinces[row["province_code"]],
            search_name=fold(row["name"]).removeprefix(f"{row['type'].replace('_', ' ')} "),
        )
        for row in _rows("communes_2025.csv")
    ]
    return len(_upsert(communes, lambda commune: commune.code))


def _upsert(wanted: list, key: Callable[[models.Model], object], *, keep: frozenset[str] = frozenset()) -> dict:
    """Create the missing rows, correct the differing ones but for `keep`, touch no other. Returns stored rows by key."""
    model = type(wanted[0])
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", *keep}]
    stored = {key(row): row for row in model.objects.all()}
    differing = [row for row in wanted if key(row) in stored and _values(row, names) != _values(stored[key(row)], names)]
    for row in differing:
        row.pk = stored[key(row)].pk
        stored[key(row)] = row
    model.objects.bulk_update(differing, names, batch_size=200)
    missing = [row for row in wanted if key(row) not in stored]
    model.objects.bulk_create(missing, batch_size=500)
    stored |= {key(row): row for row in missing}
    return {key(row): stored[key(row)] for row in wanted}


def _values(row: models.Model, names: list[str]) -> list:
    return [getattr(row, name) for name in names]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
