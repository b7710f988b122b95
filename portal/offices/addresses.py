"""Provinces and communes of today, for postal addresses."""

from portal.offices.models import Commune
from portal.text import clean, fold

_TYPES = ("phuong ", "xa ", "dac khu ", "p. ", "p.", "x. ", "x.")


def find_communes(query: str, *, province_code: str, limit: int = 20) -> list[Commune]:
    """Communes of a province by name, tone marks or not, names that begin so first; an empty query finds all. One query."""
    asked = fold(clean(query))[:80]
    bare = next((asked.removeprefix(kind) for kind in _TYPES if asked.startswith(kind)), asked)
    communes = Commune.objects.filter(province__code=province_code, search_name__contains=bare)
    ranked = sorted(communes, key=lambda commune: not commune.search_name.startswith(bare))  # stable: else by name
    return ranked[:limit] if asked else ranked
