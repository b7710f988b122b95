"""What the holder of a paper types to have it verified."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civil_registry.checkcodes import ALPHABET, LENGTH, as_typed, is_well_formed
from portal.forms import CleanCharField

_FIRST_YEAR = 1850


class VerifyFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp PDF của bản sao"),
        help_text=gettext_lazy(
            "Chọn tệp, hoặc kéo tệp thả vào ô. Tối đa 10 MB. Tệp chỉ được đọc để kiểm tra, không được lưu lại"
        ),
        error_messages={
            "required": gettext_lazy("Chọn tệp PDF cần kiểm tra"),
            "empty": gettext_lazy("Tệp này rỗng. Chọn lại tệp đã tải về"),
            "invalid": gettext_lazy("Chọn tệp PDF cần kiểm tra"),
            "missing": gettext_lazy("Chọn tệp PDF cần kiểm tra"),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(_("Tệp quá lớn: chỉ kiểm tra được tệp đến 10 MB"))
        return file


class VerifyForm(forms.Form):
    code = CleanCharField(
        label=gettext_lazy("Mã tra cứu"),
        help_text=gettext_lazy("11 chữ và số bên cạnh mã QR, ví dụ 7K4M-92QX-RT9. Gõ có hoặc không có dấu gạch đều được"),
        max_length=40,
        error_messages={
            "required": gettext_lazy("Nhập mã tra cứu in bên cạnh mã QR"),
            "max_length": gettext_lazy("Mã tra cứu chỉ có 11 chữ và số"),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "in-12"}
        ),
    )
    year = CleanCharField(
        label=gettext_lazy("Năm sinh ghi trên bản sao"),
        help_text=gettext_lazy(
            "Năm sinh của người được cấp bản sao; bản sao kết hôn: của vợ hoặc của chồng. Nếu để trống, nhập năm đăng ký"
        ),
        max_length=10,
        error_messages={
            "required": gettext_lazy("Nhập năm sinh ghi trên bản sao"),
            "max_length": gettext_lazy("Năm gồm 4 chữ số, ví dụ 1990"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "in-year"}),
    )

    def clean_code(self) -> str:
        code = as_typed(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(
                _("Mã tra cứu phải đủ %(length)d chữ và số, đang có %(n)d") % {"length": LENGTH, "n": len(code)}
            )
        strange = sorted(set(code) - set(ALPHABET))
        if strange:
            raise forms.ValidationError(
                _("Mã tra cứu không dùng %(letters)s. Xem lại từng chữ trên bản sao") % {"letters": ", ".join(strange)}
            )
        if not is_well_formed(code):
            raise forms.ValidationError(_("Mã tra cứu có chữ gõ nhầm. So lại từng chữ với bản sao"))
        return code

    def clean_year(self) -> int:
        year, today = self.cleaned_data["year"], timezone.localdate()
        if not (year.isascii() and year.isdigit() and len(year) == 4 and _FIRST_YEAR <= int(year) <= today.year):
            values = {"first": _FIRST_YEAR, "last": today.year}
            raise forms.ValidationError(_("Năm gồm 4 chữ số, từ %(first)d đến %(last)d") % values)
        return int(year)
