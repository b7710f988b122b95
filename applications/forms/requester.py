"""Step 2a: who asks (C3). Source: TT 04/2020/TT-BTP annex 5, part I; domain reference §10.1."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.addresses import ADDRESS, AddressFields
from applications.forms.base import StepForm
from applications.forms.lists import ID_KINDS, KINDS_WITH_PERSONAL_ID, RESIDENCE_KINDS
from applications.forms.prefilled import TAKEN, Prefill, as_typed, prefill_of
from applications.models import Application
from portal.forms import CleanCharField, PartialDateField, PersonalIdField, PhoneField, VietnameseNameField


class RequesterForm(AddressFields, StepForm):
    template = "applications/filing/requester.html"
    field_order = (
        "full_name",
        "birth_date",
        "id_kind",
        "personal_id",
        "id_number",
        "id_issued_on",
        "id_issued_by",
        "residence_kind",
        "province",
        "commune",
        "detail",
        "abroad",
        "phone",
        "email",
    )
    full_name = VietnameseNameField(
        label=_("Họ, chữ đệm, tên"),
        error_messages={"required": _("Nhập họ, chữ đệm, tên của người yêu cầu")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    birth_date = PartialDateField(
        label=_("Ngày sinh"),
        noun=_("Ngày sinh"),
        help_text=_("Ví dụ: 12 3 1990"),
        whole=True,
        error_messages={"required": _("Nhập ngày, tháng, năm sinh của người yêu cầu")},
    )
    id_kind = forms.ChoiceField(
        label=_("Giấy tờ tùy thân"),
        choices=ID_KINDS,
        initial="card",
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn loại giấy tờ tùy thân")},
    )
    personal_id = PersonalIdField(
        label=_("Số định danh cá nhân"),
        help_text=_("12 chữ số, ghi trên thẻ căn cước"),
        error_messages={"required": _("Nhập số định danh cá nhân, 12 chữ số")},
    )
    id_number = CleanCharField(label=_("Số giấy tờ"), max_length=30, error_messages={"required": _("Nhập số giấy tờ")})
    id_issued_on = PartialDateField(
        label=_("Ngày cấp"), noun=_("Ngày cấp"), whole=True, error_messages={"required": _("Nhập ngày cấp giấy tờ")}
    )
    id_issued_by = CleanCharField(label=_("Nơi cấp"), max_length=120, error_messages={"required": _("Nhập nơi cấp giấy tờ")})
    residence_kind = forms.ChoiceField(
        label=_("Nơi cư trú"),
        choices=RESIDENCE_KINDS,
        initial="permanent",
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn loại nơi cư trú")},
    )
    abroad = CleanCharField(
        label=_("Địa chỉ ở nước ngoài"), max_length=300, error_messages={"required": _("Nhập địa chỉ ở nước ngoài")}
    )
    phone = PhoneField(
        label=_("Điện thoại"),
        help_text=_("Để nhận tin nhắn về hồ sơ và để bưu tá gọi"),
        error_messages={"required": _("Nhập số điện thoại")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=254,
        required=False,
        error_messages={
            "invalid": _("Thư điện tử cần có dạng ten@vidu.vn"),
            "max_length": _("Thư điện tử dài quá 254 ký tự"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data=None, *, draft: Application, **kwargs) -> None:
        super().__init__(data, draft=draft, **kwargs)
        if draft.is_helped:
            self.fields["phone"].required = False
            self.fields["phone"].help_text = _("Để trống nếu không có điện thoại: mã hồ sơ in trên biên nhận giấy")
        self.prefilled = self._shown_as_found()
        for name in self.prefilled:
            self.fields[TAKEN[name].marked].help_text = _("Lấy từ Cơ sở dữ liệu quốc gia về dân cư; sửa được nếu khác giấy tờ")

    @classmethod
    def first_values(cls, draft: Application, user) -> dict[str, Any]:
        if draft.is_helped:
            found = prefill_of(draft)
            return {"province": "01", **(found.values if found else {})}
        if user is None or not user.is_authenticated:
            return {"province": "01"}
        return {"full_name": user.full_name, "phone": user.phone, "email": user.email, "province": "01"}

    def not_asked(self) -> set[str]:
        of_paper = OTHER_PAPER if self.posted("id_kind") in KINDS_WITH_PERSONAL_ID else {"personal_id"}
        return of_paper | (set(ADDRESS) if self.posted("residence_kind") == "abroad" else {"abroad"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number = cleaned.get("id_number", "")
        if cleaned.get("id_kind") == "cmnd" and number and not _is_cmnd(number):
            self.complain("id_number", _("Số chứng minh nhân dân phải có 9 hoặc 12 chữ số"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        said = self.match_address(super().answers())
        taken = self.found.taken_over(said) if self.found else []
        if not taken:
            return said
        known = {"is_known": "yes"} if KNOWN.issubset(taken) else {}  # then no photos of his card are asked for
        return said | {"from_population": taken} | known

    @cached_property
    def found(self) -> Prefill | None:
        """What the population database said of who sits at the desk; nobody else is looked up."""
        return prefill_of(self.draft) if self.draft.is_helped else None

    def _shown_as_found(self) -> list[str]:
        """Names of TAKEN that the page shows just as they came from the database."""
        if not self.found:
            return []
        if not self.is_bound:
            return self.found.taken_over(self.initial)
        typed = as_typed(type(self), self.found.values)
        return [
            name
            for name, taken in TAKEN.items()
            if all(self.found.values.get(field) for field in taken.fields)
            and all(self.data.get(key) == values[0] for key, values in typed.items() if key.startswith(taken.fields))
        ]


KNOWN = {"full_name", "birth_date", "personal_id"}
OTHER_PAPER = {"id_number", "id_issued_on", "id_issued_by"}


def _is_cmnd(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) in {9, 12}
