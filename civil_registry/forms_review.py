"""What the Department types about a form: with which document it was compared, or how it should be."""

from datetime import date

from django import forms

from civil_registry.form_keeping import CORRECTED
from civil_registry.form_lines import BadLine, read_lines
from civil_registry.models import ExtractTemplate
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField


def _text(label: str, longest: int, **options) -> CleanCharField:
    told = {"required": f"Nhập {label[0].lower()}{label[1:]}", "max_length": f"{label}: viết nhiều nhất {longest} chữ"}
    return CleanCharField(label=label, max_length=longest, error_messages=told, **options)


class ReviewForm(forms.Form):
    document = _text("Văn bản, mẫu in đã đối chiếu", 200, help_text="Ví dụ: Phụ lục 1 Thông tư 04/2020/TT-BTP, mẫu phôi 2026")
    compared_on = DayField(label="Ngày đối chiếu", noun="ngày đối chiếu", help_text="ngày/tháng/năm")
    note = _text("Ghi chú", 500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_compared_on(self) -> date:
        day = self.cleaned_data["compared_on"]
        if day > self.today:
            raise forms.ValidationError("Ngày đối chiếu không thể ở sau hôm nay")
        return day


class CorrectionForm(forms.ModelForm):
    """The next version of a form; `instance` is the one it starts from and is never saved."""

    valid_from = DayField(label="Dùng từ ngày", noun="ngày bắt đầu dùng", help_text="ngày/tháng/năm, từ hôm nay trở đi")
    rows = forms.CharField(
        label="Các dòng của mẫu",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 26, "class": "code", "spellcheck": "false"}),
        error_messages={"required": "Nhập các dòng của mẫu", "max_length": "Các dòng: viết nhiều nhất 6.000 chữ"},
    )

    class Meta:
        model = ExtractTemplate
        fields = CORRECTED

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.today = today
        for name in ("title", "suffix", "signer_label", "source"):
            field = self.fields[name]
            field.error_messages |= {"required": f"Nhập {field.label.lower()}"}
            field.error_messages |= {"max_length": f"{field.label}: viết nhiều nhất {field.max_length} chữ"}

    def clean_rows(self) -> str:
        rows = self.cleaned_data["rows"].replace("\r\n", "\n").strip()
        try:
            read_lines(rows)
        except BadLine as fault:
            raise forms.ValidationError(str(fault)) from fault
        return rows

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        last = self.instance.valid_to
        if day < self.today:
            raise forms.ValidationError("Phiên bản mới chỉ dùng từ hôm nay trở đi: bản đã cấp giữ mẫu cũ")
        if last and day > last:
            raise forms.ValidationError(f"Mẫu này chỉ dùng đến hết ngày {last:%d/%m/%Y}")
        return day

    def _post_clean(self) -> None:
        """The instance is the version in use and stays as it is."""
