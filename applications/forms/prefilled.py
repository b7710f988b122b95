"""What the national population database says of the requester, filled into his page while the matter is still a draft.

Only for who sits at the desk with a paper in his hand: the official asks, the person reads who asked and why. Which answers
were taken from there unchanged is kept with them (`from_population`); whatever is typed over counts as declared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.forms.addresses import ADDRESS, match_commune
from applications.models import Application
from portal.offices.models import Province
from portal.population.models import LookUp, Outcome
from portal.population.purposes import PURPOSES
from portal.text import fold

PERSON = "requester"
PURPOSE = PURPOSES["requester_identity"]
RESIDENCE = ("residence_kind", *ADDRESS)


@dataclass(frozen=True, slots=True)
class Taken:
    """What may be taken over, as the page calls it; an address counts as one. `marked`: the field that says so."""

    label: str | Promise
    fields: tuple[str, ...]

    @property
    def marked(self) -> str:
        return self.fields[-1]


TAKEN = {
    "full_name": Taken(_("Họ, chữ đệm, tên"), ("full_name",)),
    "birth_date": Taken(_("Ngày sinh"), ("birth_date",)),
    "personal_id": Taken(_("Số định danh cá nhân"), ("personal_id",)),
    "residence": Taken(_("Nơi cư trú"), RESIDENCE),
}


@dataclass(frozen=True, slots=True)
class Prefill:
    """The last look-up for a draft: what was asked for, and where one person was found, his page's values."""

    look_up: LookUp
    values: Mapping[str, Any]

    @property
    def is_found(self) -> bool:
        return bool(self.values)

    def taken_over(self, answers: Mapping[str, Any]) -> list[str]:
        """Names of TAKEN that stand in the answers as they came from the database."""
        return [
            name
            for name, taken in TAKEN.items()
            if all(self.values.get(field) and answers.get(field) == self.values[field] for field in taken.fields)
        ]


def prefill_of(draft: Application) -> Prefill | None:
    """The last look-up of the requester for this draft, or None; an answer may have come since. One to three queries."""
    rows = LookUp.objects.filter(subject_ref=f"application:{draft.ref}", person=PERSON, purpose=PURPOSE.code, emptied_at=None)
    last = rows.first()
    return Prefill(last, _values(last) if last.outcome == Outcome.FOUND else {}) if last else None


def as_typed(form_class: type[forms.Form], values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Values of a form as its page would post them."""
    typed: dict[str, list[str]] = {}
    for name, value in values.items():
        widget = form_class.base_fields[name].widget if name in form_class.base_fields else None
        if isinstance(widget, forms.MultiWidget):
            parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
            typed |= {f"{name}{suffix}": [part] for suffix, part in parts}
        elif widget is not None:
            typed[name] = [str(value)]
    return typed


def words_of(names: Iterable[str]) -> str:
    """ "Họ, chữ đệm, tên; Ngày sinh": what was taken over, for who reads the answers."""
    return "; ".join(str(TAKEN[name].label) for name in names if name in TAKEN)


def _values(found: LookUp) -> dict[str, Any]:
    """By the fields of the requester's page; an address that is no commune of today is left to be typed."""
    answer = found.answer
    person = {name: answer.get(name, "") for name in ("full_name", "birth_date")}
    said = {name: value for name, value in person.items() if value}
    return said | {"id_kind": "card", "personal_id": found.asked["personal_id"]} | _address(answer.get("residence", ""))


def _address(residence: str) -> dict[str, str]:
    *house, commune, province = ["", "", *(part.strip() for part in residence.split(","))]
    detail, wanted = ", ".join(filter(None, house)), fold(province)
    if not (detail and commune and wanted):
        return {}
    named = (one for one in Province.objects.all() if wanted in {fold(one.name), fold(one.short_name)})
    here = next(named, None)
    matched = match_commune(commune, here.code) if here else None
    if matched is None:
        return {}
    return {"residence_kind": "permanent", "province": here.code, "commune": matched.name, "detail": detail}
