"""Dossiers put into one envelope, or taken out of it. Staff pages: Vietnamese only."""

from collections.abc import Iterable

from django import forms

from portal.forms import CleanCharField
from portal.templatetags.portal import vnd
from postal.models import Parcel


def _named(parcel: Parcel) -> tuple[int, str]:
    application = parcel.application
    return parcel.pk, f"{application.code} · {application.get_kind_display().lower()} · phí {vnd(parcel.fee_vnd)}"


class SharingForm(forms.Form):
    """Which dossiers, and why."""

    dossiers = forms.TypedMultipleChoiceField(
        label="Hồ sơ",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một hồ sơ",
            "invalid_choice": "Hồ sơ đã chọn vừa chuyển bước khác. Chọn lại trong danh sách",
        },
    )
    reason = CleanCharField(
        label="Ai đề nghị, lý do",
        help_text="Ví dụ: người nhận gọi điện lúc 10 giờ, đề nghị gửi một lần",
        max_length=200,
        error_messages={"required": "Ghi ai đề nghị và lý do", "max_length": "Lý do dài quá 200 ký tự. Viết gọn lại"},
    )

    def __init__(self, *args, parcels: Iterable[Parcel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossiers"].choices = [_named(parcel) for parcel in parcels]
