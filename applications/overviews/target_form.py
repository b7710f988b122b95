"""What the Department types of a target. Staff pages: Vietnamese only."""

from django import forms
from django.utils.crypto import salted_hmac

from applications.overviews.models import PunctualTarget
from applications.procedures import procedures
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField
from portal.offices.models import Level

MOST_DOSSIERS = 10_000


class TargetForm(forms.Form):
    use_required_attribute = False

    procedure_code = forms.ChoiceField(label="Thủ tục", required=False)
    level = forms.ChoiceField(
        label="Cấp",
        required=False,
        choices=[("", "Mọi cấp"), (Level.COMMUNE.value, "Cấp xã"), (Level.DISTRICT.value, "Cấp huyện")],
        error_messages={"invalid_choice": "Chọn cấp trong danh sách"},
    )
    percent = forms.IntegerField(
        label="Tỷ lệ đúng hạn ít nhất (%)",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "class": "cal-day"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Nhập số nguyên từ 1 đến 100"),
    )
    minimum = forms.IntegerField(
        label="Chỉ xét đơn vị đã giải quyết từ (hồ sơ)",
        min_value=1,
        max_value=MOST_DOSSIERS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 5, "class": "cal-day"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Nhập số nguyên từ 1 đến 10.000"),
    )
    valid_from = DayField(label="Từ ngày", noun="ngày bắt đầu", example="01/01/2027", help_text="Sau hôm nay.")
    basis = CleanCharField(
        label="Căn cứ", max_length=160, error_messages={"required": "Nhập số, ký hiệu văn bản hoặc lý do đặt mục tiêu"}
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, procedure.name) for code, procedure in procedures().items()]
        self.fields["procedure_code"].choices = [("", "Mọi thủ tục"), *known]
        self.fields["procedure_code"].error_messages["invalid_choice"] = "Chọn thủ tục trong danh sách"

    def new_target(self) -> PunctualTarget:
        return PunctualTarget(**self.cleaned_data)

    def mark(self) -> str:
        """Of exactly these values: what was shown is what is saved."""
        said = "|".join(f"{name}={self.cleaned_data.get(name)}" for name in sorted(self.fields))
        return salted_hmac("applications.overviews.targets", said).hexdigest()[:32]
