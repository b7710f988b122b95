"""What a report is asked for: period, unit, kind of event. Everything stands in the query string, so a page can be kept."""

from datetime import date, timedelta

from django import forms

from applications.reports.figures import KIND_GROUPS
from portal.offices.models import Level, Office

FIRST_DAY = date(2016, 1, 1)
LONGEST_DAYS = 3 * 366
DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
CUSTOM = "tuy-chon"
PERIODS = [
    ("thang-nay", "Tháng này"),
    ("thang-truoc", "Tháng trước"),
    ("thang-15-14", "Tháng báo cáo (15–14)"),
    ("quy-nay", "Quý này"),
    ("nam-nay", "Năm nay"),
    (CUSTOM, "Tùy chọn"),
]


class ReportForm(forms.Form):
    ky = forms.ChoiceField(
        label="Kỳ báo cáo", choices=PERIODS, error_messages={"invalid_choice": "Chọn kỳ báo cáo trong danh sách"}
    )
    tu = forms.DateField(label="Từ ngày", required=False, input_formats=DATE_FORMATS)
    den = forms.DateField(label="Đến ngày", required=False, input_formats=DATE_FORMATS)
    don_vi = forms.ModelChoiceField(label="Đơn vị", required=False, queryset=None)
    loai = forms.ChoiceField(label="Loại giấy tờ", required=False)
    day_du = forms.BooleanField(required=False)  # the table with every unit

    def __init__(self, data: dict, *, today: date) -> None:
        self.today = today
        super().__init__({"ky": "thang-nay"} | data)
        for name, label in (("tu", "Từ ngày"), ("den", "Đến ngày")):
            self.fields[name].error_messages["invalid"] = f"{label} phải là ngày có thật, viết như 20/03/2026"
        self.fields["don_vi"].queryset = Office.objects.filter(level__in=[Level.COMMUNE, Level.DISTRICT])
        self.fields["don_vi"].error_messages["invalid_choice"] = "Chọn đơn vị trong danh sách"
        self.fields["loai"].choices = [("", "Tất cả"), *((key, name) for key, (name, _kinds) in KIND_GROUPS.items())]
        self.fields["loai"].error_messages["invalid_choice"] = "Chọn loại giấy tờ trong danh sách"

    def clean(self) -> dict:
        """Sets `tu` and `den` from the period, or checks those typed."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["ky"] != CUSTOM:
            cleaned["tu"], cleaned["den"] = period(cleaned["ky"], self.today)
            return cleaned
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first is None:
            self.add_error("tu", "Nhập ngày bắt đầu kỳ báo cáo")
        elif first < FIRST_DAY:
            self.add_error("tu", f"Số liệu có từ {FIRST_DAY:%d/%m/%Y}; chọn từ ngày đó trở đi")
        if last is None:
            self.add_error("den", "Nhập ngày kết thúc kỳ báo cáo")
        elif last > self.today:
            self.add_error("den", f"Đến ngày không được sau hôm nay, {self.today:%d/%m/%Y}")
        if not self.errors and first > last:
            self.add_error("tu", "Từ ngày phải trước hoặc bằng Đến ngày")
        elif not self.errors and (last - first).days >= LONGEST_DAYS:
            self.add_error("tu", "Chọn kỳ dài nhất 3 năm")
        return cleaned


def period(name: str, today: date) -> tuple[date, date]:
    """First and last day of a named period, never after today.

    Source of 15–14: NĐ 09/2019/NĐ-CP Art. 12 (a month's report runs from the 15th of the month before to the 14th).
    """
    first_of_month = today.replace(day=1)
    if name == "thang-truoc":
        last = first_of_month - timedelta(days=1)
        return last.replace(day=1), last
    if name == "thang-15-14":
        start = first_of_month if today.day >= 15 else first_of_month - timedelta(days=1)
        return start.replace(day=15), today
    if name == "quy-nay":
        return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), today
    if name == "nam-nay":
        return today.replace(month=1, day=1), today
    return first_of_month, today
