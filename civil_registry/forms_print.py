"""Forms of the print tray: which copies to print, why a sheet is printed again, the serial of a sealed paper."""

from django import forms

from civil_registry.print_runs import AT_MOST
from portal.forms import CleanCharField

_MOST_DIGITS = 12


class Ticked(forms.Field):
    """Row ids of tick boxes, those that are none left out: bad input ticks nothing."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> list[int]:
        typed = value if isinstance(value, list) else []
        return [int(text) for text in typed[:AT_MOST] if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS]


class ChooseCopiesForm(forms.Form):
    copy = Ticked(required=False)

    def clean_copy(self) -> list[int]:
        if not self.cleaned_data["copy"]:
            raise forms.ValidationError("Chọn ít nhất một bản sao để in")
        return self.cleaned_data["copy"]


class ReprintForm(forms.Form):
    sheet = Ticked(required=False)
    reason = CleanCharField(
        label="Lý do in lại",
        max_length=300,
        error_messages={"required": "Nhập lý do in lại, ví dụ: kẹt giấy, mực nhòe, rách khi đóng dấu"},
    )

    def clean_sheet(self) -> list[int]:
        if not self.cleaned_data["sheet"]:
            raise forms.ValidationError("Đánh dấu ít nhất một tờ cần in lại")
        return self.cleaned_data["sheet"]


class SerialForm(forms.Form):
    """What stands on the seal or the security paper; optional when scanning."""

    security_serial = CleanCharField(label="Số seri phôi, tem (nếu có)", max_length=30, required=False)
