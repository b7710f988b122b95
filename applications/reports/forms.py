"""What a report is asked for: period, moment, units, kind, procedure, channel. All of it stands in the query string."""

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone

from applications.models import Channel
from applications.procedures import procedures
from applications.reports.periods import CUSTOM, PERIODS, period
from applications.reports.scope import KIND_GROUPS, Scope
from portal.forms import MomentField
from portal.offices.lineage import with_communes, with_predecessors
from portal.offices.models import Level, Office

__all__ = ["CUSTOM", "PERIODS", "ROW", "ReportForm", "asked_again", "at_its_moment", "period", "without"]

FIRST_DAY = date(2016, 1, 1)
LONGEST_DAYS = 3 * 366
DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y"]
ROW = "cua"  # one unit of a table: its number was followed, and the way back leads to the whole table
WITH_COMMUNES, ALONE, WITH_PREDECESSORS = "truc-thuoc", "mot-minh", "tien-than"
REACHES = [
    (WITH_COMMUNES, "Cả đơn vị trực thuộc"),
    (ALONE, "Chỉ đơn vị này"),
    (WITH_PREDECESSORS, "Cả đơn vị đã nhập vào"),
]
LEVELS = [(Level.COMMUNE.value, "Cấp xã"), (Level.DISTRICT.value, "Cấp huyện")]


class ReportForm(forms.Form):
    ky = forms.ChoiceField(
        label="Kỳ báo cáo", choices=PERIODS, error_messages={"invalid_choice": "Chọn kỳ báo cáo trong danh sách"}
    )
    ngay = forms.DateField(label="Kỳ có ngày", required=False, input_formats=DATE_FORMATS)
    tu = forms.DateField(label="Từ ngày", required=False, input_formats=DATE_FORMATS)
    den = forms.DateField(label="Đến ngày", required=False, input_formats=DATE_FORMATS)
    luc = MomentField(label="Số liệu tính đến", required=False, input_formats=MOMENT_FORMATS)
    don_vi = forms.ModelChoiceField(label="Đơn vị", required=False, queryset=None)
    pham_vi = forms.ChoiceField(label="Phạm vi", required=False, choices=REACHES)
    cua = forms.ModelChoiceField(required=False, queryset=None)  # see ROW
    cap = forms.ChoiceField(label="Cấp", required=False, choices=[("", "Mọi cấp"), *LEVELS])
    loai = forms.ChoiceField(label="Loại giấy tờ", required=False)
    thu_tuc = forms.ChoiceField(label="Thủ tục", required=False)
    kenh = forms.ChoiceField(label="Cách nộp", required=False, choices=[("", "Mọi cách"), *Channel.choices])
    day_du = forms.BooleanField(required=False)  # the table with every unit

    def __init__(self, data: dict, *, today: date) -> None:
        self.today = today
        super().__init__({"ky": "thang-nay"} | data)
        for name in ("ngay", "tu", "den"):
            words = f"{self.fields[name].label} phải là ngày có thật, viết như 20/03/2026"
            self.fields[name].error_messages["invalid"] = words
        self.fields["luc"].error_messages["invalid"] = "Viết thời điểm như 20/03/2026 16:30"
        self.fields["don_vi"].queryset = Office.objects.filter(level__in=[Level.COMMUNE, Level.DISTRICT])
        self.fields[ROW].queryset = self.fields["don_vi"].queryset
        self.fields["don_vi"].error_messages["invalid_choice"] = "Chọn đơn vị trong danh sách"
        self.fields["loai"].choices = [("", "Tất cả"), *((key, name) for key, (name, _kinds) in KIND_GROUPS.items())]
        self.fields["loai"].error_messages["invalid_choice"] = "Chọn loại giấy tờ trong danh sách"
        self.fields["thu_tuc"].choices = [("", "Mọi thủ tục"), *((code, each.name) for code, each in procedures().items())]
        for name in ("pham_vi", "cap", "thu_tuc", "kenh"):
            self.fields[name].error_messages["invalid_choice"] = f"Chọn {self.fields[name].label.lower()} trong danh sách"

    def scope(self, now: datetime) -> Scope:
        """What a valid form asks for, at the moment it names or now (aware)."""
        asked = self.cleaned_data
        office = asked["don_vi"]
        together = self._together(office, asked["pham_vi"]) if office else frozenset()
        return Scope(
            asked["tu"],
            asked["den"],
            min(asked["luc"] or now, now),
            office_id=office.pk if office and len(together) < 2 else None,
            kind_group=asked["loai"],
            office_ids=together if len(together) > 1 else frozenset(),
            procedure_code=asked["thu_tuc"],
            channel=asked["kenh"],
            level=asked["cap"],
        )

    def scope_of_row(self, now: datetime) -> Scope:
        """As scope(), of the one unit whose row of the table was followed."""
        scope, row = self.scope(now), self.cleaned_data[ROW]
        return replace(scope, office_id=row.pk, office_ids=frozenset()) if row else scope

    @property
    def unit_of_list(self) -> Office | None:
        return self.cleaned_data[ROW] or self.cleaned_data["don_vi"]

    def clean_luc(self) -> datetime | None:
        """A day alone means its end."""
        moment = self.cleaned_data["luc"]
        typed = self.data.get("luc", "").strip()
        if moment and ":" not in typed:
            moment = timezone.localtime(moment).replace(hour=23, minute=59, second=59)
        return moment

    def clean(self) -> dict:
        """Sets `tu` and `den` from the period, or checks those typed."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["ky"] != CUSTOM:
            return self._named_period(cleaned)
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

    def _named_period(self, cleaned: dict) -> dict:
        day = cleaned.get("ngay")
        if day and not FIRST_DAY <= day <= self.today:
            self.add_error("ngay", f"Chọn ngày từ {FIRST_DAY:%d/%m/%Y} đến hôm nay, {self.today:%d/%m/%Y}")
        else:
            cleaned["tu"], cleaned["den"] = period(cleaned["ky"], self.today, day=day)
        return cleaned

    def _together(self, office: Office, reach: str) -> frozenset[int]:
        if reach == ALONE:
            return frozenset([office.pk])
        if reach == WITH_PREDECESSORS:
            return with_predecessors(office, self.cleaned_data["den"])
        return with_communes(office, self.cleaned_data["tu"], self.cleaned_data["den"])


def at_its_moment(query: QueryDict, scope: Scope) -> str:
    """The question with the moment it was answered at, so that a link from a number leads to the same number."""
    fixed = query.copy()
    fixed["luc"] = f"{timezone.localtime(scope.as_of):%Y-%m-%dT%H:%M:%S}"
    return fixed.urlencode()


def asked_again(scope: Scope) -> str:
    """The question of a scope of all units, at its moment; a link adds the unit."""
    days = {"ky": CUSTOM, "tu": f"{scope.first_on:%d/%m/%Y}", "den": f"{scope.last_on:%d/%m/%Y}", "loai": scope.kind_group}
    return at_its_moment(QueryDict(urlencode(days)), scope)


def without(query: QueryDict, *names: str) -> str:
    """The same question but for some of its words: for the way back, for another page."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
