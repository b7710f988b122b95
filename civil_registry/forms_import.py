"""What is asked for a file of digitised entries: the file, the kind of book, and for the Department whose books."""

from django import forms
from django.conf import settings
from django.utils import timezone

from civil_registry.models import EventKind
from portal.forms import CleanCharField
from portal.offices.models import Level, Office

_HOLDERS = {Level.COMMUNE, Level.DISTRICT, Level.DEPARTMENT}


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Tệp CSV hoặc XLSX",
        allow_empty_file=True,
        error_messages={"required": "Chọn tệp CSV hoặc XLSX", "missing": "Chọn tệp CSV hoặc XLSX"},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    kind = forms.ChoiceField(
        label="Loại sổ",
        choices=[("", "Theo cột “Loại sổ” của tệp"), *EventKind.choices],
        required=False,
        error_messages={"invalid_choice": "Chọn loại sổ trong danh sách"},
    )
    office_code = CleanCharField(
        label="Mã cơ quan giữ sổ",
        help_text="Ví dụ 00256",
        max_length=20,
        error_messages={"required": "Nhập mã cơ quan đang giữ sổ", "max_length": "Mã cơ quan có nhiều nhất 20 chữ và số"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, office: Office, **options) -> None:
        super().__init__(*args, **options)
        self.office = office
        self.fields[
            "file"
        ].help_text = f"Dưới {settings.REGISTER_IMPORT_MAX_BYTES // 1024 // 1024} MB, một hoặc nhiều quyển sổ."
        if office.level != Level.DEPARTMENT:
            del self.fields["office_code"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.REGISTER_IMPORT_MAX_BYTES:
            limit = settings.REGISTER_IMPORT_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(f"Tệp nặng hơn {limit} MB. Chia thành nhiều tệp rồi nhập lần lượt")
        return file

    def clean_office_code(self) -> str:
        code = self.cleaned_data["office_code"]
        found = holder_of(code)
        if found is None:
            raise forms.ValidationError(f"Không có cơ quan nào đang hoạt động có mã “{code}”")
        self.office = found
        return code


def holder_of(code: str) -> Office | None:
    """The office of that code standing today, if it can hold books."""
    return Office.objects.standing_on(timezone.localdate()).filter(code=code, level__in=_HOLDERS).first()
