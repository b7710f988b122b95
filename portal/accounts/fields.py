"""How the fields of log-in speak: labels, help and errors, in place of allauth's English."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.text import clean, has_hidden

PASSWORD_HELP = _("Ít nhất 12 ký tự. Nên dùng một câu dễ nhớ, không dùng tên, ngày sinh hay số điện thoại.")
PASSWORD_LIMIT = 128  # hashing a longer one only costs time
EMAIL_LIMIT = 254
HIDDEN = _("Có ký tự không đọc được. Xóa ô này rồi nhập lại bằng bàn phím.")
EMAIL_ERRORS = {
    "required": _("Nhập địa chỉ thư điện tử"),
    "invalid": _("Địa chỉ thư điện tử phải có dạng ten@vidu.vn"),
    "max_length": _("Địa chỉ thư điện tử dài quá 254 ký tự. Dùng địa chỉ ngắn hơn"),
}
PASSWORD_ERRORS = {
    "required": _("Nhập mật khẩu"),
    "max_length": _("Mật khẩu dài quá 128 ký tự. Dùng mật khẩu ngắn hơn"),
}
CODE_ERRORS = {"required": _("Nhập mã"), "max_length": _("Mã dài quá 20 ký tự. Xem lại mã rồi nhập lại")}


def speak(field: forms.Field, *, label: str, errors: dict, limit: int, help_text: str = "", **attrs: str) -> None:
    """Give a field of allauth's our words, a limit, and no placeholder (it vanishes when one needs it)."""
    field.label, field.help_text = label, help_text
    field.error_messages |= {**errors, "null_characters_not_allowed": HIDDEN}
    field.validators = [v for v in field.validators if not isinstance(v, forms.fields.validators.MaxLengthValidator)]
    field.validators.append(forms.fields.validators.MaxLengthValidator(limit))
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"maxlength": str(limit), **attrs}


def speak_email(field: forms.Field, *, help_text: str = "") -> None:
    attrs = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
    speak(field, label=_("Thư điện tử"), errors=EMAIL_ERRORS, limit=EMAIL_LIMIT, help_text=help_text, **attrs)


def speak_password(field: forms.Field, *, label: str = "", help_text: str = "") -> None:
    speak(field, label=label or _("Mật khẩu"), errors=PASSWORD_ERRORS, limit=PASSWORD_LIMIT, help_text=help_text)


def speak_code(field: forms.Field, *, label: str = "", help_text: str = "", digits: bool = True) -> None:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric" if digits else "text", "autocapitalize": "none"}
    speak(field, label=label or _("Mã xác nhận"), errors=CODE_ERRORS, limit=20, help_text=help_text, **attrs)


class FullNameField(forms.CharField):
    """A person's name: letters of any language, no hidden characters; stored in NFC with single spaces."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Họ, chữ đệm, tên"))
        super().__init__(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}), **kwargs)
        self.error_messages |= {
            "required": _("Nhập họ, chữ đệm, tên"),
            "max_length": _("Họ tên dài quá 120 ký tự. Nhập ngắn lại"),
            "null_characters_not_allowed": HIDDEN,
        }

    def clean(self, value: str) -> str:
        name = clean(super().clean(value))
        if has_hidden(value):
            raise forms.ValidationError(HIDDEN)
        if self.required and not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Họ tên phải có chữ cái"))
        return name


class PhoneField(forms.CharField):
    """A Vietnamese telephone number: stored as ten digits from 0; "+84" and separators are understood."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", _("Số điện thoại"))
        widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        super().__init__(max_length=20, widget=widget, **kwargs)
        wrong = _("Số điện thoại phải có 10 chữ số và bắt đầu bằng 0")
        self.error_messages |= {"invalid": wrong, "max_length": wrong, "null_characters_not_allowed": HIDDEN}

    def clean(self, value: str) -> str:
        digits = re.sub(r"[\s.\-()]", "", super().clean(value))
        digits = re.sub(r"^(\+84|0084)", "0", digits)
        if digits and not re.fullmatch(r"0[0-9]{9}", digits):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return digits
