"""What is typed of a difference between a hand-over record and the bag. Staff pages: Vietnamese only."""

from django import forms

from portal.forms import CleanCharField
from postal.actions.differing import OUTCOMES


class ExtraForm(forms.Form):
    number = CleanCharField(
        label="Số trên nhãn phong bì thừa",
        help_text="12 chữ số dưới mã vạch. Nhãn không đọc được thì ghi “không có nhãn”.",
        max_length=40,
        error_messages={"required": "Nhập số trên nhãn phong bì thừa", "max_length": "Số dài quá 40 ký tự. Xem lại nhãn"},
    )
    why = CleanCharField(label="Ghi chú", max_length=200, required=False)


class ResolutionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Kết quả", widget=forms.RadioSelect, error_messages={"required": "Chọn kết quả", "invalid_choice": "Chọn kết quả"}
    )
    reason = CleanCharField(
        label="Đã làm rõ thế nào",
        max_length=300,
        error_messages={"required": "Ghi đã làm rõ thế nào", "max_length": "Nội dung dài quá 300 ký tự. Viết gọn lại"},
    )

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, one.label) for one in OUTCOMES[kind]]


class CorrectionForm(forms.Form):
    wrong = CleanCharField(
        label="Biên bản đã ghi",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi nội dung sai trong biên bản", "max_length": "Dài quá 500 ký tự. Viết gọn lại"},
    )
    right = CleanCharField(
        label="Nay điều chỉnh",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi nội dung đúng", "max_length": "Dài quá 500 ký tự. Viết gọn lại"},
    )
