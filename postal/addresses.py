"""Who gets a parcel, and where: read from the answers of the delivery step, in the order an envelope is written.

Source: domain reference §8.6. What was typed is kept beside the codes, so an address with an old name goes out as typed.
"""

from dataclasses import dataclass

from applications.forms.lists import WISHES
from applications.models import Application
from portal.offices.models import Commune, Province
from portal.text import clean

WISH_LABELS = dict(WISHES)


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is written on the envelope."""

    name: str
    phone: str
    address: str
    wish: str = ""


def recipient_of(application: Application) -> Recipient:
    """From answers["delivery"]; the requester's own where it says nothing."""
    delivery = application.answers.get("delivery") or {}
    wish = delivery.get("wish", "")
    note = delivery.get("wish_note", "")
    return Recipient(
        name=_first(delivery, "name", "recipient_name") or application.requester_name,
        phone=_first(delivery, "phone", "recipient_phone") or application.requester_phone,
        address=one_line(delivery) or one_line(application.answers.get("requester") or {}),
        wish=clean("; ".join(part for part in (str(WISH_LABELS.get(wish, wish)), note) if part))[:120],
    )


def one_line(address: dict) -> str:
    """ "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội"."""
    commune = _commune_name(_first(address, "commune"))
    province = _first(address, "province_name") or _province_name(_first(address, "province"))
    parts = (_first(address, "detail", "address_line"), commune[:1].lower() + commune[1:], province)
    return clean(", ".join(part for part in parts if part))[:500]


def area(address: str) -> str:
    """The last two parts of a printed line, as lists show it: "phường Bạch Mai, Hà Nội"."""
    return ", ".join(part.strip() for part in address.split(",")[-2:])


def _first(answers: dict, *names: str) -> str:
    return next((str(answers[name]).strip() for name in names if answers.get(name)), "")


def _commune_name(value: str) -> str:
    if not value.isdigit():
        return value
    commune = Commune.objects.filter(code=value).first()
    return commune.name if commune else ""


def _province_name(value: str) -> str:
    if not value.isdigit():
        return value
    province = Province.objects.filter(code=value).first()
    return province.short_name if province else ""
