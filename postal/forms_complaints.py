"""Opening a complaint for a citizen, and answering one. Staff pages: Vietnamese only."""

from collections.abc import Iterable

from django import forms

from portal.forms import CleanCharField
from postal.models import Complaint

Kind, Outcome = Complaint.Kind, Complaint.Outcome


class ComplaintForm(forms.Form):
    kind = forms.ChoiceField(
        label="Điều khiếu nại",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn điều khiếu nại", "invalid_choice": "Chọn điều khiếu nại trong danh sách"},
    )
    words = CleanCharField(
        label="Công dân nói gì, qua đâu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi điều công dân nói", "max_length": "Dài quá 500 ký tự. Viết gọn lại"},
    )

    def __init__(self, *args, kinds: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, Kind(value).label) for value in kinds]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Kết quả kiểm tra",
        help_text="Nhận đã làm mất hoặc làm hỏng: phong bì về danh sách chờ cơ quan quyết định, bưu điện chịu chi phí cấp lại.",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết quả kiểm tra", "invalid_choice": "Chọn kết quả trong danh sách"},
    )
    words = CleanCharField(
        label="Trả lời công dân",
        help_text="Gửi nguyên văn cho công dân: đã kiểm tra gì, kết quả, việc tiếp theo và ngày.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Viết câu trả lời cho công dân", "max_length": "Dài quá 500 ký tự. Viết gọn lại"},
    )

    def __init__(self, *args, outcomes: Iterable[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(value, Outcome(value).label) for value in outcomes]
