"""What would keep an envelope from arriving, found before its label is printed, each fault with the field that has it.

Read from the line as it is printed: "house, commune, province", then perhaps "; a note". The units are those of today; an old
district in a province of today goes out as typed, for the post knows it; an old province is said as today's (old_lines.py).
Source: domain reference §8.6.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from applications.forms.addresses import bare_name, house_fault
from portal.forms import PhoneField
from portal.offices.models import Commune, Province
from portal.offices.old_provinces import bare_province, former_provinces
from portal.text import fold
from postal.models import Parcel

_DISTRICT_TYPES = ("quan ", "huyen ", "thi xa ", "thanh pho ", "tp ", "tp. ", "tx ", "q. ", "h. ", "q.", "h.")


@dataclass(frozen=True, slots=True)
class AddressFault:
    """`field` as the envelope's page calls it; `sentence` says what to put right."""

    field: str
    sentence: str


def address_faults(parcel: Parcel) -> list[AddressFault]:
    """Why this envelope would not arrive; empty where nothing is known against it. Two queries."""
    return faults_of([parcel])[parcel.number]


def faults_of(parcels: Iterable[Parcel]) -> dict[str, list[AddressFault]]:
    """Faults by parcel number, for many envelopes at once. Two queries."""
    read = [(parcel, *_parts(parcel.address)) for parcel in parcels]
    provinces = {province.search_name: province for province in Province.objects.all()}
    names = {bare_name(commune) for _parcel, _house, named, _province in read for commune in named}
    found = Commune.objects.filter(search_name__in=names).values_list("search_name", "province_id") if provinces else ()
    communes = set(found)
    return {
        parcel.number: [*_of_the_person(parcel), *_of_the_place(*parts, provinces=provinces, communes=communes)]
        for parcel, *parts in read
    }


def _parts(address: str) -> tuple[str, list[str], str]:
    """(house, what stands between, province); the note after a semicolon is not looked at."""
    parts = [part.strip(" .") for part in address.split(";")[0].split(",")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return address, [], ""
    if len(parts) == 2:
        return "", parts[:1], parts[-1]
    has_district = len(parts) > 3 and fold(parts[-2]).startswith(_DISTRICT_TYPES)
    first = -3 if has_district else -2
    return ", ".join(parts[:first]), parts[first:-1], parts[-1]


def _of_the_person(parcel: Parcel) -> list[AddressFault]:
    faults = []
    if not any(letter.isalpha() for letter in parcel.recipient_name):
        faults.append(AddressFault("Người nhận", "Chưa có họ tên người nhận"))
    try:
        PhoneField().clean(parcel.recipient_phone)
    except ValidationError as fault:
        faults.append(AddressFault("Điện thoại", fault.messages[0]))
    return faults


def _of_the_place(
    house: str, communes_named: list[str], province_named: str, *, provinces: dict[str, Province], communes: set
) -> list[AddressFault]:
    if not communes_named:
        return [AddressFault("Địa chỉ", "Thiếu phường, xã và tỉnh, thành phố. Viết: số nhà, đường, phường hoặc xã, tỉnh")]
    faults = [AddressFault("Số nhà, đường", fault)] if (fault := house_fault(house)) else []
    if not provinces:
        return faults
    province = provinces.get(bare_province(province_named))
    if province is None:
        now = next(
            (one for one in provinces.values() if one.code == former_provinces().get(bare_province(province_named))), None
        )
        sentence = f"“{province_named}” không phải tên tỉnh, thành phố hiện nay"
        if now:
            sentence = f"“{province_named}” nay thuộc {now.name}. Mở phong bì để đổi sang địa chỉ hiện nay"
        return [*faults, AddressFault("Tỉnh, thành phố", sentence)]
    is_old_line = len(communes_named) > 1  # the commune, then its district of before 1/7/2025
    if (bare_name(communes_named[0]), province.pk) not in communes and not is_old_line:
        sentence = f"{province.short_name} không có “{communes_named[0]}”. Hỏi người nhận rồi ghi phường, xã hiện nay"
        faults.append(AddressFault("Phường, xã", sentence))
    return faults
