"""What an official notes of a telephone call."""

from django import forms

from portal.forms import CleanCharField
from portal.messaging.models import CallOutcome


class CallForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Kết quả cuộc gọi",
        choices=CallOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết quả cuộc gọi", "invalid_choice": "Chọn một kết quả trong danh sách"},
    )
    note = CleanCharField(
        label="Ghi thêm",
        required=False,
        max_length=300,
        help_text="Ví dụ: hẹn gọi lại sau 14 giờ. Không ghi thông tin riêng của người dân.",
    )
