"""An address as three answers: province (list of today), commune (typed, matched where it can be), and the line of the house.

What was typed is kept beside the matched codes; a commune that matches nothing is no error: old names are still in use.
Source: domain reference §8.6.
"""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.fees import HANOI_CODE
from portal.forms import CleanCharField
from portal.offices.models import Commune, Province
from portal.text import fold

_TYPE = re.compile(r"^(phuong|xa|thi tran|dac khu|p\.?|x\.?|tt\.?)\s+")
_NO_STREET = {"so", "nha", "sn"}


def province_choices() -> list[tuple[str, str]]:
    """Hà Nội first, then by name. One query."""
    rows = sorted(Province.objects.values_list("code", "name", "search_name"), key=lambda r: (r[0] != HANOI_CODE, r[2]))
    return [("", _("Chọn tỉnh, thành phố")), *((code, name) for code, name, _fold in rows)]


def bare_name(typed: str) -> str:
    """Folded, without its type: "Phường Bạch Mai" -> "bach mai"."""
    return _TYPE.sub("", fold(typed))


def house_fault(detail: str) -> str:
    """Why nobody finds this house, as a sentence; empty where it has at least a street, a lane, a hamlet or a group."""
    if not detail.strip(" .-/"):
        return _("Thiếu số nhà, ngõ, đường hoặc thôn, tổ dân phố")
    if not any(word.isalpha() and word not in _NO_STREET for word in fold(detail).replace(".", " ").split()):
        return _("Mới có số nhà. Ghi thêm ngõ, đường hoặc thôn, tổ dân phố")
    return ""


def match_commune(typed: str, province_code: str) -> Commune | None:
    """The commune of today that was meant, or None: none or several fit."""
    text = fold(typed)
    found = list(Commune.objects.filter(province__code=province_code, search_name=bare_name(typed))[:3])
    if len(found) > 1:
        found = [commune for commune in found if fold(commune.name) == text]
    return found[0] if len(found) == 1 else None


ADDRESS = ("province", "commune", "detail")


class AddressFields(forms.Form):
    """Three fields for a form that asks for one address in Việt Nam; `match_address()` adds the codes of today."""

    province = forms.ChoiceField(
        label=gettext_lazy("Tỉnh, thành phố"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Chọn tỉnh, thành phố trong danh sách")),
    )
    commune = CleanCharField(
        label=gettext_lazy("Phường, xã"),
        help_text=gettext_lazy("Gõ không dấu cũng được. Tên cũ cũng nhận."),
        max_length=120,
        error_messages={"required": gettext_lazy("Nhập phường, xã")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    detail = CleanCharField(
        label=gettext_lazy("Số nhà, ngõ, đường, thôn, tổ dân phố"),
        max_length=200,
        error_messages={"required": gettext_lazy("Nhập số nhà, ngõ, đường hoặc thôn, tổ dân phố")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = province_choices()
        self._matched: dict[tuple[str, str], Commune | None] = {}

    def matched(self, typed: str, province_code: str) -> Commune | None:
        """As match_commune, asked once for this form."""
        key = (typed, province_code)
        if key not in self._matched:
            self._matched[key] = match_commune(typed, province_code)
        return self._matched[key]

    def match_address(self, answers: dict) -> dict:
        """The answers with names and codes of today beside what was typed."""
        if not answers.get("province"):
            return answers
        province = Province.objects.get(code=answers["province"])
        commune = self.matched(answers.get("commune", ""), province.code)
        matched = {"province_name": province.short_name, "commune_code": commune.code if commune else ""}
        if commune:
            matched["commune"] = commune.name
        return answers | matched


def in_one_line(address: dict) -> str:
    """ "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội": as printed on the envelope."""
    commune = address.get("commune", "")
    parts = (address.get("detail", ""), commune[:1].lower() + commune[1:], address.get("province_name", ""))
    return ", ".join(part for part in parts if part)
