"""Step 2c: what is known of the entry in the book (C5). Nothing is required: "Không nhớ" is a full answer.

Source: TT 04/2020/TT-BTP annex 5, part III. Numbers and books are free text, never parsed (domain reference §2.5).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.base import StepForm
from portal.forms import CleanCharField, PartialDateField, VietnameseNameField


class RegistrationForm(StepForm):
    template = "applications/filing/registration.html"
    registered_on = PartialDateField(
        label=_("Ngày đăng ký"),
        noun=_("Ngày đăng ký"),
        help_text=_("Ghi trên giấy tờ cũ. Chỉ nhớ năm thì để trống ngày, tháng"),
        required=False,
    )
    number = CleanCharField(label=_("Số"), help_text=_("Ví dụ: 87"), max_length=20, required=False)
    book = CleanCharField(label=_("Quyển số"), help_text=_("Ví dụ: 01/1990"), max_length=30, required=False)
    second_name = VietnameseNameField(label=_("Người thứ hai"), required=False)
    note = CleanCharField(
        label=_("Điều khác giúp tìm sổ"),
        help_text=_("Ví dụ: tên cha, mẹ; nơi ở lúc đăng ký; tên thường gọi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    forgotten = forms.BooleanField(label=_("Không nhớ các thông tin trên"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.kind.second_person:
            self.fields["second_name"].label = _("%(who)s") % {"who": self.kind.second_person}
        else:
            del self.fields["second_name"]

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in super().answers().items() if value is not False}
