"""R6: to which office, and why."""

from django import forms

from applications.destinations import Destination
from applications.forms.desk import VersionForm
from portal.forms import CleanCharField

USUAL_REASON = "Sổ hộ tịch ghi việc này do cơ quan được chuyển đến đang giữ."


class TransferForm(VersionForm):
    office = forms.TypedChoiceField(
        label="Chuyển đến",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cơ quan chuyển đến", "invalid_choice": "Chọn một cơ quan trong danh sách"},
    )
    reason = CleanCharField(
        label="Lý do",
        help_text="Người nộp đọc được lý do này.",
        max_length=500,
        initial=USUAL_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Nhập lý do chuyển"},
    )

    def __init__(self, *args, destinations: list[Destination], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(each.office.pk, each.label) for each in destinations]
        if len(destinations) == 1:
            self.fields["office"].initial = destinations[0].office.pk
