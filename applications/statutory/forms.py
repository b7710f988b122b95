"""What a report is prepared for: which form, which period, as of when, for which units. Bad input is told beside the field."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone

from applications.reports.units import all_units
from applications.statutory.offered import all_forms
from applications.statutory.periods import MOST, CutOff, PeriodKind, span
from portal.days import HANOI
from portal.forms import CleanCharField, MomentField
from portal.offices.models import Level

FIRST_YEAR = 2016
LONGEST_DAYS = 3 * 366
DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
MOMENT_FORMATS = ["%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M"]
LEVELS = {"cap-huyen": (Level.DISTRICT, "Cấp huyện"), "cap-xa": (Level.COMMUNE, "Cấp xã")}
WHOLE, ALL = "thanh-pho", "Toàn thành phố Hà Nội"


class PeriodForm(forms.Form):
    """The period alone. `cleaned_data` gets `first_on` and `last_on`, local days, both counted."""

    ky = forms.ChoiceField(label="Kỳ", choices=PeriodKind.choices)
    nam = forms.TypedChoiceField(label="Năm", coerce=int)
    so = forms.TypedChoiceField(
        label="Tháng hoặc quý",
        coerce=int,
        help_text="Quý: chọn 1 đến 4. 6 tháng, 9 tháng và năm tính từ đầu năm.",
        choices=[(which, str(which)) for which in range(1, 13)],
    )
    moc = forms.ChoiceField(label="Mốc tính kỳ", choices=CutOff.choices)
    tu = forms.DateField(label="Từ ngày", required=False, input_formats=DATE_FORMATS)
    den = forms.DateField(label="Đến ngày", required=False, input_formats=DATE_FORMATS)

    def __init__(self, data: dict | None, *, today: date) -> None:
        self.today = today
        super().__init__(data, initial=usual(today))
        self.fields["nam"].choices = [(year, str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]
        for name in ("ky", "nam", "so", "moc"):
            self.fields[name].error_messages |= {"required": "Chọn một mục", "invalid_choice": "Chọn một mục trong danh sách"}
        for name, label in (("tu", "Từ ngày"), ("den", "Đến ngày")):
            self.fields[name].error_messages["invalid"] = f"{label} phải là ngày có thật, viết như 20/03/2026"

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["ky"] == PeriodKind.CUSTOM:
            self._check_custom(cleaned)
        else:
            self._name(cleaned)
        if not self.errors and cleaned["first_on"] > self.today:
            self.add_error("ky", "Kỳ này chưa bắt đầu. Chọn kỳ đã hoặc đang diễn ra")
        return cleaned

    def _name(self, cleaned: dict) -> None:
        kind, which = cleaned["ky"], cleaned["so"]
        if kind == PeriodKind.QUARTER and which > MOST[PeriodKind.QUARTER]:
            self.add_error("so", "Một năm có 4 quý: chọn từ 1 đến 4")
        else:
            which = min(which, MOST[PeriodKind(kind)])
            cleaned["first_on"], cleaned["last_on"] = span(kind, cleaned["nam"], which, cleaned["moc"])

    def _check_custom(self, cleaned: dict) -> None:
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first is None:
            self.add_error("tu", "Nhập ngày bắt đầu kỳ báo cáo")
        elif first.year < FIRST_YEAR:
            self.add_error("tu", f"Số liệu có từ năm {FIRST_YEAR}; chọn từ năm đó trở đi")
        if last is None:
            self.add_error("den", "Nhập ngày kết thúc kỳ báo cáo")
        elif last > self.today + timedelta(days=366):
            self.add_error("den", "Đến ngày quá xa. Nhập lại ngày kết thúc kỳ")
        if not self.errors and first > last:
            self.add_error("tu", "Từ ngày phải trước hoặc bằng Đến ngày")
        elif not self.errors and (last - first).days >= LONGEST_DAYS:
            self.add_error("tu", "Chọn kỳ dài nhất 3 năm")
        cleaned["first_on"], cleaned["last_on"] = first, last


class PrepareForm(PeriodForm):
    """`cleaned_data` also gets `as_of` (aware), `unit_ids` and `units` in words."""

    bieu = forms.ChoiceField(label="Biểu")
    don_vi = forms.ChoiceField(label="Phạm vi", initial=WHOLE)
    tinh_den = MomentField(
        label="Số liệu tính đến",
        required=False,
        input_formats=MOMENT_FORMATS,
        help_text="Để trống: bây giờ. Hoặc một thời điểm đã qua, viết như 16/03/2026 09:00.",
        error_messages={"invalid": "Thời điểm phải có thật, viết như 16/03/2026 09:00"},
    )
    field_order = ("bieu", "ky", "so", "nam", "moc", "tu", "den", "don_vi", "tinh_den")

    def __init__(self, data: dict | None, *, now: datetime) -> None:
        super().__init__(data, today=timezone.localdate(now))
        self.now = now
        self.units = {str(unit.pk): unit for unit in all_units()}
        self.fields["bieu"].choices = [(code, _name(form)) for code, form in all_forms().items()]
        listed = [(pk, unit.full_name) for pk, unit in self.units.items()]
        levels = [(key, name) for key, (_level, name) in LEVELS.items()]
        self.fields["don_vi"].choices = [(WHOLE, ALL), *levels, *listed]
        for name in ("bieu", "don_vi"):
            self.fields[name].error_messages |= {"required": "Chọn một mục", "invalid_choice": "Chọn một mục trong danh sách"}

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        as_of = cleaned["tinh_den"] or self.now
        if as_of > self.now:
            self.add_error("tinh_den", "Thời điểm này chưa đến. Để trống để lấy số liệu lúc này")
        elif as_of.astimezone(HANOI).date() < cleaned["first_on"]:
            self.add_error("tinh_den", "Thời điểm lấy số liệu phải sau ngày đầu kỳ")
        cleaned["as_of"] = as_of.replace(microsecond=0)
        cleaned["unit_ids"], cleaned["units"] = self._scope(cleaned["don_vi"])
        return cleaned

    def _scope(self, chosen: str) -> tuple[tuple[int, ...], str]:
        """Units of a level, a district with its communes, or one unit."""
        if chosen == WHOLE:
            return (), ALL
        if chosen in LEVELS:
            level, name = LEVELS[chosen]
            return tuple(sorted(unit.pk for unit in self.units.values() if unit.level == level)), name
        unit = self.units[chosen]
        below = [other.pk for other in self.units.values() if other.parent_id == unit.pk]
        words = f"{unit.full_name} và {len(below)} đơn vị cấp xã" if below else unit.full_name
        return tuple(sorted([unit.pk, *below])), words


class IssueForm(forms.Form):
    giai_trinh = CleanCharField(label="Giải trình", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def usual(today: date) -> dict:
    """The last whole month that ended on a 14th: what a report is most often made for."""
    month, year = (today.month, today.year) if today.day > 14 else (today.month - 1 or 12, today.year - (today.month == 1))
    return {"ky": PeriodKind.MONTH, "nam": year, "so": month, "moc": CutOff.ADMINISTRATIVE}


def _name(form) -> str:
    symbol = form.symbol.removeprefix("Biểu số ")
    return f"{symbol}: {form.title}" if symbol else form.title
