"""Addresses beyond Hà Nội as they were written before 1/7/2025 (commune, district, province), said in the units of today.

Of each province of 2018 it is certain where it lies today. Of an old commune it is taken to be the commune of its name there,
if there is one only; several or none, and a person must say. Source: NQ 202/2025/QH15; domain reference §8.6.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.offices.models import Commune, Province
from portal.text import fold

PROVINCES_2018 = Path(__file__).parent / "data/provinces_2018.csv"
_PROVINCE_TYPE = re.compile(r"^((thanh pho|tinh|tp|t)[\s.]+|tp\.|t\.)\s*")
_COMMUNE_TYPE = re.compile(r"^(phuong|xa|thi tran|dac khu|p\.|x\.|tt\.|p|x|tt)\s+|^(p|x|tt)\.")
_DISTRICT_TYPE = re.compile(r"^(quan|huyen|thi xa|thanh pho|tp\.?|tx\.?|q\.?|h\.?)\s+|^(tp|tx|q|h)\.")


@dataclass(frozen=True, slots=True)
class OldPlace:
    """The parts of "xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang" as typed; what is not named is empty."""

    commune: str
    district: str = ""
    province: str = ""


@cache
def former_provinces() -> Mapping[str, str]:
    """Folded name of each province of 2018 -> the code of the province of today."""
    with PROVINCES_2018.open(encoding="utf-8", newline="") as file:
        return {bare_province(row["short_name"]): row["now_code"] for row in csv.DictReader(file)}


def bare_province(typed: str) -> str:
    """Folded, without its type and its marks: "TP. Đà Nẵng" -> "da nang"."""
    return " ".join(re.findall(r"\w+", _PROVINCE_TYPE.sub("", fold(typed).strip(), count=1)))


def bare_commune(typed: str) -> str:
    return _COMMUNE_TYPE.sub("", " ".join(fold(typed).split()), count=1).strip()


def is_district(typed: str) -> bool:
    return bool(_DISTRICT_TYPE.match(fold(typed)))


def province_today(typed: str) -> Province | None:
    """The province of today that has this name or in which the one of this name lies; None where nobody knows it."""
    name = bare_province(typed)
    found = Province.objects.filter(search_name=name).first()
    if found or name not in former_provinces():
        return found
    return Province.objects.filter(code=former_provinces()[name]).first()


def parts_of(typed: str) -> OldPlace:
    """Commune first; a district and a province may follow, each after a comma."""
    commune, *rest = [part for part in (part.strip(" .") for part in typed.split(",")) if part] or [""]
    district = rest.pop(0) if rest and (len(rest) > 1 or is_district(rest[0])) else ""
    return OldPlace(commune, district, rest[0] if rest else "")


def communes_of_name(commune: str, province_code: str) -> list[Commune]:
    """The communes of today in a province that have the name of an old one. One query."""
    return list(Commune.objects.filter(province__code=province_code, search_name=bare_commune(commune)).order_by("kind"))
