"""Forms of looking an application up: code with telephone, then the one-time code."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.onetime import DIGITS
from portal.forms import CleanCharField, PhoneField


class LookupForm(forms.Form):
    """Any code is taken as typed; whether there is such an application is said by one sentence for all cases."""

    code = CleanCharField(
        label=_("Mã nộp hồ sơ hoặc mã hồ sơ"),
        help_text=_("Ví dụ: 7QK4-M92X-AB hoặc H26.00256-260320-0047. Có dấu gạch hay không đều được."),
        max_length=60,
        error_messages={"required": _("Nhập mã nộp hồ sơ hoặc mã hồ sơ")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    phone = PhoneField(
        label=_("Số điện thoại đã khai khi nộp"),
        error_messages={"required": _("Nhập số điện thoại đã khai khi nộp")},
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class CodeForm(forms.Form):
    code = CleanCharField(
        label=_("Mã một lần"),
        help_text=_("Gồm 6 chữ số, trong tin nhắn vừa gửi."),
        max_length=20,
        error_messages={"required": _("Nhập mã gồm 6 chữ số trong tin nhắn")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in-phone"}),
    )

    def clean_code(self) -> str:
        code = re.sub(r"[\s\-]+", "", self.cleaned_data["code"])
        if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
            raise ValidationError(_("Mã gồm đúng 6 chữ số. Xem lại tin nhắn"))
        return code
