"""An address as three answers: province (list of today), commune (typed, matched where it can be), and the line of the house.

What was typed is kept beside the matched codes; a commune that matches nothing is no error: old names are still in use.
Source: domain reference §8.6.
"""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.fees import HANOI_CODE
from portal.forms import CleanCharField
from portal.offices.models import Commune, Province
from portal.text import fold

_TYPE = re.compile(r"^(phuong|xa|thi tran|dac khu|p\.?|x\.?|tt\.?)\s+")


def province_choices() -> list[tuple[str, str]]:
    """Hà Nội first, then by name. One query."""
    rows = sorted(Province.objects.values_list("code", "name", "search_name"), key=lambda r: (r[0] != HANOI_CODE, r[2]))
    return [("", _("Chọn tỉnh, thành phố")), *((code, name) for code, name, _fold in rows)]


def match_commune(typed: str, province_code: str) -> Commune | None:
    """The commune of today that was meant, or None: none or several fit."""
    text = fold(typed)
    bare = _TYPE.sub("", text)
    found = list(Commune.objects.filter(province__code=province_code, search_name=bare)[:3])
    if len(found) > 1:
        found = [commune for commune in found if fold(commune.name) == text]
    return found[0] if len(found) == 1 else None


ADDRESS = ("province", "commune", "detail")


class AddressFields(forms.Form):
    """Three fields for a form that asks for one address in Việt Nam; `match_address()` adds the codes of today."""

    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Chọn tỉnh, thành phố trong danh sách")),
    )
    commune = CleanCharField(
        label=_("Phường, xã"),
        help_text=_("Gõ không dấu cũng được. Tên cũ cũng nhận."),
        max_length=120,
        error_messages={"required": _("Nhập phường, xã")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    detail = CleanCharField(
        label=_("Số nhà, ngõ, đường, thôn, tổ dân phố"),
        max_length=200,
        error_messages={"required": _("Nhập số nhà, ngõ, đường hoặc thôn, tổ dân phố")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = province_choices()

    def match_address(self, answers: dict) -> dict:
        """The answers with names and codes of today beside what was typed."""
        if not answers.get("province"):
            return answers
        province = Province.objects.get(code=answers["province"])
        commune = match_commune(answers.get("commune", ""), province.code)
        matched = {"province_name": province.short_name, "commune_code": commune.code if commune else ""}
        if commune:
            matched["commune"] = commune.name
        return answers | matched


def in_one_line(address: dict) -> str:
    """ "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội": as printed on the envelope."""
    commune = address.get("commune", "")
    parts = (address.get("detail", ""), commune[:1].lower() + commune[1:], address.get("province_name", ""))
    return ", ".join(part for part in parts if part)
