"""What the official types to find an entry. A purpose, best a dossier, is compulsory: nobody browses the registers."""

import re

from django import forms
from django.utils import timezone

from civil_registry.entries import number_key
from civil_registry.models import EventKind
from civil_registry.search import Criteria
from portal.forms import CleanCharField
from portal.text import search_key

DOSSIER_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{3,39}")
_FIRST_YEAR = 1850
SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 120


class SearchForm(forms.Form):
    hs = CleanCharField(
        label="Tra cứu cho hồ sơ mã",
        max_length=40,
        required=False,
        error_messages={"max_length": "Mã hồ sơ có nhiều nhất 40 chữ và số"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = CleanCharField(
        label="Hoặc mục đích khác",
        help_text="Khi không có hồ sơ; ghi việc và số công văn, không ghi tên người",
        max_length=LONGEST_PURPOSE,
        required=False,
        error_messages={"max_length": f"Mục đích có nhiều nhất {LONGEST_PURPOSE} chữ"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = CleanCharField(
        label="Họ, chữ đệm, tên",
        help_text="Có dấu hoặc không dấu; tên người được đăng ký, vợ, chồng, cha hoặc mẹ",
        max_length=200,
        required=False,
        error_messages={"max_length": "Tên có nhiều nhất 200 chữ"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    other_name = CleanCharField(
        label="Tên người khác trong cùng mục",
        max_length=200,
        required=False,
        error_messages={"max_length": "Tên có nhiều nhất 200 chữ"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(
        label="Loại sổ",
        choices=[("", "Mọi loại sổ"), *EventKind.choices],
        required=False,
        error_messages={"invalid_choice": "Chọn loại sổ trong danh sách"},
    )
    year = CleanCharField(
        label="Năm sinh hoặc năm đăng ký, ± 2",
        max_length=10,
        required=False,
        error_messages={"max_length": "Năm gồm 4 chữ số, ví dụ 1990"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "in-year"}),
    )
    number = CleanCharField(
        label="Số",
        help_text="Ví dụ 87, 12 bis hoặc 12 bis/1990",
        max_length=25,
        required=False,
        error_messages={"max_length": "Số có nhiều nhất 20 chữ và số, thêm năm nếu muốn"},
    )
    book = CleanCharField(
        label="Quyển số", max_length=30, required=False, error_messages={"max_length": "Quyển số có nhiều nhất 30 chữ và số"}
    )

    def clean_hs(self) -> str:
        return checked_dossier_code(self.cleaned_data["hs"]) if self.cleaned_data["hs"] else ""

    def clean_purpose(self) -> str:
        purpose = self.cleaned_data["purpose"]
        if purpose and len(purpose) < SHORTEST_PURPOSE:
            raise forms.ValidationError("Ghi rõ mục đích, ví dụ: trả lời Công văn 15/CV-CA ngày 20/3/2026")
        return purpose

    def clean_year(self) -> int | None:
        year, today = self.cleaned_data["year"], timezone.localdate()
        if not year:
            return None
        if not (year.isascii() and year.isdigit() and len(year) == 4 and _FIRST_YEAR <= int(year) <= today.year):
            raise forms.ValidationError(f"Năm gồm 4 chữ số, từ {_FIRST_YEAR} đến {today.year}")
        return int(year)

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not (search_key(data["name"]) or number_key(data["number"])):
            self.add_error("name", "Nhập tên hoặc số của mục cần tìm")
        if not (data.get("hs") or data.get("purpose") or {"hs", "purpose"} & self.errors.keys()):
            self.add_error("hs", "Nhập mã hồ sơ cần tra cứu sổ, hoặc ghi mục đích khác ở ô bên cạnh")
        if data.get("hs"):
            data["purpose"] = ""
        return data

    def criteria(self) -> Criteria:
        return Criteria(**{field: self.cleaned_data[field] for field in Criteria.__dataclass_fields__})


def checked_dossier_code(code: str) -> str:
    """A dossier code or reference in capitals. Raises ValidationError."""
    code = code.upper().replace(" ", "")
    if not DOSSIER_CODE.fullmatch(code):
        raise forms.ValidationError("Mã hồ sơ gồm chữ, số, dấu chấm và gạch nối, ví dụ H26.00256-260320-0047")
    return code


def dossier_code_or_blank(code: str) -> str:
    """From an address: what is not a dossier code counts as none."""
    code = code.upper().strip()
    return code if DOSSIER_CODE.fullmatch(code) else ""
