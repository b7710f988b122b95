"""Step 2b: whose record it is, what the requester is to that person, and how many copies (C4).

Source: TT 04/2020/TT-BTP annex 5, part II; domain reference §2.4.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.fees import fee_per_copy
from applications.forms.base import StepForm
from applications.forms.lists import ETHNIC_GROUPS, NATIONALITIES, SEXES
from applications.models import Application
from applications.procedures import procedure_for
from portal.forms import CleanCharField, PartialDateField, PersonalIdField, VietnameseNameField
from portal.templatetags.portal import vnd

MAX_COPIES = 20
WHO = [
    ("self", _("Chính là người này")),
    ("family", _("Người trong gia đình")),
    ("representative", _("Người đại diện theo pháp luật")),
    ("authorised_kin", _("Người được ủy quyền, là người thân của người ủy quyền")),
    ("authorised", _("Người được ủy quyền, không phải người thân")),
    ("agency", _("Cơ quan, tổ chức")),
    ("other", _("Quan hệ khác")),
]
COPIED_FROM_REQUESTER = ("full_name", "birth_date", "personal_id")


class SubjectForm(StepForm):
    template = "applications/filing/subject.html"
    who = forms.ChoiceField(
        label=_("Người nộp hồ sơ là gì của người được cấp bản sao?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn quan hệ với người được cấp bản sao")},
    )
    family = forms.ChoiceField(
        label=_("Là gì của người này?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Chọn là gì của người được cấp bản sao")),
    )
    relation_note = CleanCharField(
        label=_("Ghi rõ quan hệ, hoặc tên cơ quan, tổ chức"),
        max_length=120,
        error_messages={"required": _("Ghi rõ quan hệ, hoặc tên cơ quan, tổ chức")},
    )
    full_name = VietnameseNameField(
        label=_("Họ, chữ đệm, tên"),
        error_messages={"required": _("Nhập họ, chữ đệm, tên của người được cấp bản sao")},
    )
    birth_date = PartialDateField(
        label=_("Ngày sinh"),
        noun=_("Ngày sinh"),
        help_text=_("Ví dụ: 12 3 1990. Chỉ nhớ năm thì để trống ngày, tháng"),
        error_messages={"required": _("Nhập ngày sinh của người được cấp bản sao, chỉ nhớ năm cũng được")},
    )
    personal_id = PersonalIdField(
        label=_("Số định danh cá nhân"),
        help_text=_("12 chữ số, ghi trên thẻ căn cước. Không có thì để trống"),
        required=False,
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        choices=SEXES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn giới tính của người được cấp bản sao")},
    )
    ethnicity = CleanCharField(label=_("Dân tộc"), max_length=40, required=False)
    nationality = CleanCharField(label=_("Quốc tịch"), max_length=60, initial="Việt Nam", required=False)
    copies = forms.IntegerField(
        label=_("Số bản sao"),
        min_value=1,
        max_value=MAX_COPIES,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-stepper": ""}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Số bản sao phải từ 1 đến 20")),
    )

    ethnic_groups = ETHNIC_GROUPS
    nationalities = NATIONALITIES

    @classmethod
    def initial_from(cls, answers: Mapping[str, Any], draft: Application) -> dict[str, Any]:
        """The stored relation split into its two questions."""
        relationship = answers.get("relationship", "")
        if relationship in {r.code for r in procedure_for(draft.procedure_code).relations if r.group == "family"}:
            return {**answers, "who": "family", "family": relationship}
        return {**answers, "who": relationship}

    def context(self, today: date) -> dict[str, Any]:
        return {"fee_vnd": self.fee_vnd, "requester": self.draft.answers.get("requester", {})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fee_vnd = fee_per_copy(self.procedure.code, timezone.localdate())
        if self.fee_vnd:
            self.fields["copies"].help_text = _("%(fee)s mỗi bản") % {"fee": vnd(self.fee_vnd)}
        family = [(r.code, r.label) for r in self.procedure.relations if r.group == "family"]
        self.fields["family"].choices = [("", _("Chọn quan hệ")), *family]
        self.fields["full_name"].help_text = _("Ghi đúng như trong %(paper)s") % {"paper": self.kind.old_paper}
        self.fields["ethnicity"].widget.attrs["list"] = "dan-toc"
        self.fields["nationality"].widget.attrs["list"] = "quoc-tich"

    def not_asked(self) -> set[str]:
        who = self.posted("who")
        pointless = set() if who == "family" else {"family"}
        return pointless if who in {"agency", "other"} else pointless | {"relation_note"}

    def clean(self) -> dict[str, Any]:
        """ "Chính là người này": what stands in the step before is not asked twice; what was typed here wins."""
        cleaned = super().clean()
        requester = self.draft.answers.get("requester", {})
        if cleaned.get("who") != "self":
            return cleaned
        for name in COPIED_FROM_REQUESTER:
            is_blank = name not in cleaned and self.errors.get(name, []) == [self.fields[name].error_messages["required"]]
            if requester.get(name) and (is_blank or cleaned.get(name) == ""):
                self.errors.pop(name, None)
                cleaned[name] = requester[name]
        return cleaned

    def answers(self) -> dict[str, Any]:
        answers = super().answers()
        who, family = answers.pop("who"), answers.pop("family", "")
        return answers | {"relationship": family if who == "family" else who}
