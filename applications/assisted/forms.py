"""What an official types in a sitting, what the person answers at the second screen, and the code of a draft taken home."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.actions.collecting import SHOWN
from portal.forms import CleanCharField, PersonalIdField, VietnameseNameField

_DIGITS = {"autocomplete": "off", "inputmode": "numeric"}


class BeginForm(forms.Form):
    shown = forms.ChoiceField(
        label="Giấy tờ đã xem",
        choices=list(SHOWN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn giấy tờ đã xem", "invalid_choice": "Chọn một giấy tờ trong danh sách"},
    )
    last_digits = forms.RegexField(
        r"^[0-9A-Za-z]{4}$",
        label="Bốn ký tự cuối của số giấy tờ",
        help_text="Phiên chỉ lưu loại giấy tờ và bốn ký tự này.",
        widget=forms.TextInput(attrs=_DIGITS | {"maxlength": "4"}),
        error_messages={"required": "Nhập bốn ký tự cuối của số giấy tờ", "invalid": "Nhập đúng bốn chữ số hoặc chữ cái"},
    )
    checked = forms.BooleanField(
        label="Đã đối chiếu người ngồi tại bàn với ảnh trên giấy tờ",
        error_messages={"required": "Đánh dấu khi đã đối chiếu người với ảnh"},
    )


class PairForm(forms.Form):
    code = forms.RegexField(
        r"^\s*[0-9]{3}\s?[0-9]{3}\s*$",
        label="Mã 6 chữ số trên màn hình thứ hai",
        widget=forms.TextInput(attrs=_DIGITS | {"maxlength": "8", "class": "in-phone"}),
        error_messages={"required": "Nhập mã 6 chữ số", "invalid": "Mã có đúng 6 chữ số"},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class PrefillForm(forms.Form):
    """Whom to look up in the population database. `last_digits`: of the paper seen, where it carries the number; else empty."""

    prefix = "dan_cu"
    use_required_attribute = False
    personal_id = PersonalIdField(
        label="Số định danh cá nhân",
        help_text="12 chữ số, như trên giấy tờ đang cầm",
        error_messages={"required": "Nhập số định danh cá nhân, 12 chữ số"},
    )
    full_name = VietnameseNameField(
        label="Họ, chữ đệm, tên",
        help_text="Như trên giấy tờ đang cầm",
        error_messages={"required": "Nhập họ, chữ đệm, tên trên giấy tờ"},
    )

    def __init__(self, *args, last_digits: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.last_digits = last_digits
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_personal_id(self) -> str:
        """Nobody but who sits here is looked up."""
        number = self.cleaned_data["personal_id"]
        if not number.endswith(self.last_digits):
            raise forms.ValidationError(
                f"Bốn số cuối khác với giấy tờ đã xem khi bắt đầu phiên ({self.last_digits}). "
                "Chỉ tra cứu người đang ngồi tại bàn"
            )
        return number


class SignedForm(forms.Form):
    reading = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    signed = forms.BooleanField(
        label="Người dân đã đọc lại bản này và ký tên vào bản giấy",
        error_messages={"required": "Đánh dấu khi người dân đã ký"},
    )


class ScreenForm(forms.Form):
    """The two buttons of the second screen. `reading`: which showing is answered."""

    reading = forms.IntegerField(min_value=1, max_value=2**62)
    answer = forms.ChoiceField(choices=[("right", ""), ("wrong", "")])
    complaint = CleanCharField(max_length=300, required=False)


class TakeOverForm(forms.Form):
    ref = CleanCharField(
        label=_("Mã hồ sơ nháp"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Nhập mã hồ sơ nháp in trên phiếu")},
    )
    code = CleanCharField(
        label=_("Mã mở"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Nhập mã mở in trên phiếu")},
    )

    def clean_ref(self) -> str:
        return _compact(self.cleaned_data["ref"])

    def clean_code(self) -> str:
        return _compact(self.cleaned_data["code"])


def _compact(typed: str) -> str:
    """As printed, whatever the spaces and the case."""
    return "".join(typed.split()).replace("-", "").upper()
