"""The authorities that resolve parts of linked cases in the demo: where their people work, and whom they serve."""

from datetime import date

from applications.linked.models import Authority
from portal.offices.models import Level, Office
from portal.text import fold

POLICE, INSURANCE = "CA-HBT", "BHXH-HBT"
PLACES = {
    POLICE: ("Công an phường Hai Bà Trưng", "Police of Hai Bà Trưng Ward", "cong_an", "police"),
    INSURANCE: ("Bảo hiểm xã hội cơ sở Hai Bà Trưng", "Social Insurance of Hai Bà Trưng", "bhxh", "social_insurance"),
}


def place(code: str) -> Office:
    """The unit of one authority, where its people are posted."""
    name, _english, kind, _does = PLACES[code]
    about = {
        "name": name,
        "kind": kind,
        "level": Level.PARTNER,
        "search_name": fold(name),
        "slug": fold(name).replace(" ", "-"),
    }
    return Office.objects.get_or_create(code=code, valid_from=None, defaults=about)[0]


def authorities(commune: Office) -> dict[str, Authority]:
    """The police and the social insurance of a commune, and its own social officer; by kind."""
    since = commune.valid_from or date(2016, 1, 1)
    found = {}
    for code, (name, english, _kind, does) in PLACES.items():
        told = {"name": name, "name_en": english, "phone": "02439430000"}
        found[does] = Authority.objects.get_or_create(kind=does, office=place(code), valid_from=since, defaults=told)[0]
    told = {"name": f"{commune.authority_name}, bộ phận xã hội", "name_en": "Social affairs of the ward"}
    affairs = Authority.objects.get_or_create(kind="social_affairs", office=commune, valid_from=since, defaults=told)[0]
    found["social_affairs"] = affairs
    for authority in found.values():
        authority.serves.add(commune)
    return found
