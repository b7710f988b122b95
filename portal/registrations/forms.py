"""What people type on the pages of accounts. Rows of lists are checked in checking.py."""

from datetime import date

from django import forms
from django.db.models import QuerySet

from portal.accounts.fields import PASSWORD_HELP, speak_password
from portal.accounts.models import Posting, Role, User
from portal.csv_files import MAX_BYTES
from portal.forms import CleanCharField, PartialDateField
from portal.offices.models import Level, Office
from portal.registrations.columns import TITLES
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import OneTimeLink
from portal.registrations.roles import FITTING, may_give
from portal.registrations.units import Units

_MISSING_FILE = "Chọn tệp danh sách, dạng XLSX hoặc CSV"


class ListForm(forms.Form):
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="XLSX hoặc CSV, dưới 2 MB, nhiều nhất 2.000 dòng.",
        allow_empty_file=True,
        error_messages={"required": _MISSING_FILE, "missing": _MISSING_FILE},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp nặng hơn 2 MB. Chia thành nhiều danh sách nhỏ rồi tải lên lần lượt")
        return file


class PersonForm(forms.Form):
    """One row of a list on a page: the cells as typed; the checks are those of the list."""

    full_name = CleanCharField(label=TITLES["full_name"], max_length=200, error_messages={"required": "Nhập họ, chữ đệm, tên"})
    email = CleanCharField(
        label="Thư điện tử công vụ",
        max_length=300,
        error_messages={"required": "Nhập thư điện tử công vụ"},
        widget=forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = CleanCharField(
        label="Điện thoại",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "in-phone"}),
    )
    role = forms.ChoiceField(
        label=TITLES["role"],
        error_messages={"required": "Chọn vai trò", "invalid_choice": "Chọn vai trò trong danh sách"},
    )
    title = CleanCharField(label="Chức danh", max_length=200, required=False)
    valid_from = PartialDateField(label="Từ ngày", help_text="Để trống: từ hôm nay.", whole=True, future=True, required=False)
    valid_to = PartialDateField(
        label="Đến hết ngày", help_text="Để trống: đến khi có thay đổi.", whole=True, future=True, required=False
    )

    def __init__(self, *args, unit: Office, by_role: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        fitting = [role for role in Role if role in FITTING[Level(unit.level)] and may_give(role, by_role=by_role)]
        self.fields["role"].choices = [("", "Chọn vai trò"), *((role.value, role.label) for role in fitting)]

    def cells(self, unit: Office) -> dict[str, str]:
        return {name: str(value or "") for name, value in self.cleaned_data.items()} | {"unit": unit.code}


class EndForm(forms.Form):
    last_on = PartialDateField(
        label="Ngày làm việc cuối cùng",
        noun="Ngày cuối",
        whole=True,
        future=True,
        error_messages={"required": "Nhập ngày làm việc cuối cùng"},
    )
    reason = CleanCharField(
        label="Lý do",
        help_text="Ví dụ: Nghỉ hưu; Chuyển công tác theo Quyết định số …",
        max_length=200,
        error_messages={"required": "Nhập lý do"},
    )
    move_to = CleanCharField(
        label="Chuyển đến đơn vị",
        help_text="Mã hoặc tên đơn vị mới; cùng vai trò, từ ngày hôm sau.",
        max_length=120,
        required=False,
    )

    def last_day(self) -> date:
        return date.fromisoformat(self.cleaned_data["last_on"])


class ReasonForm(forms.Form):
    reason = CleanCharField(label="Lý do", max_length=200, error_messages={"required": "Nhập lý do"})


class LinkForm(forms.Form):
    channel = forms.ChoiceField(
        label="Gửi qua",
        choices=OneTimeLink.Channel.choices,
        widget=forms.RadioSelect,
        initial=OneTimeLink.Channel.EMAIL,
        error_messages={"required": "Chọn cách gửi", "invalid_choice": "Chọn một cách gửi trong danh sách"},
    )


class DayForm(forms.Form):
    """A day asked about, in the address: no personal data."""

    ngay = forms.DateField(
        label="Ngày",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Chọn ngày", "invalid": "Ngày phải có thật"},
    )
    don_vi = CleanCharField(
        label="Đơn vị", help_text="Mã hoặc tên; để trống: mọi đơn vị ông/bà quản lý.", max_length=120, required=False
    )

    def __init__(self, *args, of_person: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.unit: Office | None = None
        if of_person:
            del self.fields["don_vi"]

    def clean_ngay(self) -> date:
        day = self.cleaned_data["ngay"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError("Ngày từ năm 2000 đến năm 2100")
        return day

    def clean_don_vi(self) -> str:
        """Understood as of the day asked about: a former unit by its former name."""
        asked, day = self.cleaned_data["don_vi"], self.cleaned_data.get("ngay")
        if asked and day:
            try:
                self.unit = Units(day, None).find(asked)
            except RegistrationRefused as fault:
                raise forms.ValidationError(str(fault)) from fault
        return asked

    def narrowed(self, postings: QuerySet[Posting]) -> QuerySet[Posting]:
        return postings.filter(office=self.unit) if self.unit else postings


class FirstPasswordForm(forms.Form):
    """Behind a one-time link: typed once, with the rules of every password."""

    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False)

    def __init__(self, *args, user: User, adapter, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.adapter = user, adapter
        speak_password(self.fields["password"], label="Mật khẩu mới", help_text=PASSWORD_HELP)

    def clean_password(self) -> str:
        return self.adapter.clean_password(self.cleaned_data["password"], self.user)
