"""Step 4: how the copies reach the person (C8): by post to an address of today, or at the desk.

Source: QĐ 45/2016/QĐ-TTg Art. 9; seed 1 ("Đăng ký địa chỉ, thời gian nhận kết quả"). The wished time is a wish.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.fees import HANOI_CODE, tariff_for
from applications.forms.arriving import ArrivingAddressFields
from applications.forms.base import StepForm
from applications.forms.lists import WISHES
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.procedures import procedure_for
from portal.forms import CleanCharField, PhoneField, VietnameseNameField

METHODS = [
    (DeliveryMethod.POST, _("Bưu điện giao tận nơi")),
    (DeliveryMethod.DESK, _("Đến nhận tại cơ quan")),
]
RECIPIENTS = [("self", _("Chính người nộp hồ sơ")), ("other", _("Người khác nhận thay"))]
OF_THE_POST = ("recipient", "name", "phone", "province", "commune", "commune_now", "detail", "wish", "wish_note")


class DeliveryForm(ArrivingAddressFields, StepForm):
    template = "applications/filing/delivery.html"
    field_order = (
        "method",
        "recipient",
        "name",
        "phone",
        "province",
        "commune",
        "commune_now",
        "detail",
        "wish",
        "wish_note",
    )
    method = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=METHODS,
        initial=DeliveryMethod.POST,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn cách nhận kết quả")},
    )
    recipient = forms.ChoiceField(
        label=_("Người nhận"),
        choices=RECIPIENTS,
        initial="self",
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người nhận")},
    )
    name = VietnameseNameField(
        label=_("Họ, chữ đệm, tên người nhận"),
        error_messages={"required": _("Nhập họ, chữ đệm, tên người nhận")},
    )
    phone = PhoneField(
        label=_("Điện thoại người nhận"),
        help_text=_("Bưu tá gọi số này trước khi giao"),
        error_messages={"required": _("Nhập số điện thoại người nhận")},
    )
    wish = forms.ChoiceField(
        label=_("Giờ muốn nhận"),
        help_text=_("Bưu điện cố gắng giao vào giờ này."),
        choices=WISHES,
        initial="office_hours",
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn giờ muốn nhận")},
    )
    wish_note = CleanCharField(
        label=_("Dặn thêm bưu tá"), help_text=_("Ví dụ: gọi trước 30 phút"), max_length=80, required=False
    )

    @classmethod
    def first_values(cls, draft: Application, user) -> dict[str, Any]:
        """The requester's own address is not asked twice."""
        requester = draft.answers.get("requester", {})
        method = {"method": procedure_for(draft.procedure_code).delivery}
        return method | {name: requester.get(name, "") for name in ("province", "commune", "detail", "phone")}

    def context(self, today: date) -> dict[str, Any]:
        """Prices for the city and for elsewhere, and the desk's address."""
        tariffs = {"city": tariff_for(HANOI_CODE, today), "country": tariff_for("", today)}
        chain = self.draft.answers.get("delivery", {}).get("commune_chain", "")
        return {
            "tariffs": tariffs,
            "requester": self.draft.answers.get("requester", {}),
            "office": self.draft.office,
            "old_commune": chain,
        }

    def not_asked(self) -> set[str]:
        if self.posted("method") == DeliveryMethod.DESK:
            return set(OF_THE_POST)
        return {"name"} if self.posted("recipient") != "other" else set()

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        if answers["method"] == DeliveryMethod.DESK:
            return answers
        if answers["recipient"] == "self":
            answers["name"] = self.draft.answers.get("requester", {}).get("full_name", "")
        return self.match_address(answers)
