"""Whether two names of a place of registration are one place: a commune keeps its books under every name it has had."""

import re

from portal.offices.models import Office, OfficeSuccession
from portal.text import fold

_AUTHORITY = re.compile(r"^(uy ban nhan dan|ubnd|phong tu phap)\s+")
_CITY = re.compile(r",?\s*(thanh pho |tp\.? ?)?ha noi$")
_UNIT = re.compile(r"^(phuong|xa|thi tran|quan|huyen|thi xa|p\.|q\.|h\.|x\.)\s*")
_WAVES = 5  # of mergers since 1945 that the data know, and one more


def same_place(one: str, other: str) -> bool:
    """From the smallest unit up, as many units as the shorter name has: "P. Đống Mác" is "UBND phường Đống Mác, quận …"."""
    mine, theirs = _units(one), _units(other)
    return bool(mine and theirs) and all(left == right for left, right in zip(mine, theirs, strict=False))


def names_over_time(office: Office) -> list[str]:
    """What the place was called before and is called since, with the units above it; of a district abolished, nothing.

    Two queries for each wave of mergers.
    """
    found: dict[int, str] = {}
    for mine, theirs in (("predecessor", "successor"), ("successor", "predecessor")):
        at = {office.pk}
        for _wave in range(_WAVES):
            links = OfficeSuccession.objects.filter(**{f"{mine}__in": at}).exclude(
                kind=OfficeSuccession.Kind.DISTRICT_ABOLISHED
            )
            offices = [getattr(link, theirs) for link in links.select_related(f"{theirs}__parent")]
            at = {each.pk for each in offices} - set(found)
            found |= {each.pk: each.full_name for each in offices}
            if not at:
                break
    return list(found.values())


def _units(place: str) -> list[str]:
    bare = _CITY.sub("", _AUTHORITY.sub("", fold(place)))
    return [unit for part in bare.split(",") if (unit := _UNIT.sub("", part.strip()))]
