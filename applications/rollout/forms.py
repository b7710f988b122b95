"""What people type in the roll-out. Staff pages: Vietnamese only."""

from datetime import date

from django import forms
from django.conf import settings

from applications.rollout.models import Course, Phase
from applications.rollout.reference import SERVICES
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField
from portal.offices.models import Level, Office
from portal.offices.reference import EXTRACT_COPY
from portal.uploads import Checked, UploadRefused, check

LEVELS = [("4", "Mức độ 4 (toàn trình)"), ("3", "Mức độ 3 (một phần)")]
MOST_DEVICES = 99
FIRST_YEAR = 2016


class PastDayField(DayField):
    """A day that has come: not after today, not before the service began."""

    def __init__(self, *, today: date, **options) -> None:
        super().__init__(**options)
        self.today = today

    def clean(self, value) -> date | None:
        day = super().clean(value)
        if day and day > self.today:
            raise forms.ValidationError(f"Ngày này chưa đến: nhập ngày từ hôm nay, {self.today:%d/%m/%Y}, trở về trước")
        if day and day.year < FIRST_YEAR:
            raise forms.ValidationError(f"Năm phải từ {FIRST_YEAR} trở đi")
        return day


class DayRangeMixin:
    """`first_on` and `last_on` in order."""

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "Ngày cuối không được trước ngày đầu")
        return cleaned


def counter(label: str) -> forms.IntegerField:
    noun = label.lower()
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_DEVICES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 2}),
        error_messages={
            "required": f"Nhập {noun}, không có thì ghi 0",
            "invalid": f"{label} là một số",
            "min_value": f"{label} từ 0 trở lên",
            "max_value": f"{label} nhiều nhất là {MOST_DEVICES}",
        },
    )


class NoticeForm(forms.Form):
    place = CleanCharField(
        label="Nơi niêm yết",
        max_length=200,
        help_text="Ví dụ: bảng tin Bộ phận Một cửa, nhà văn hóa tổ dân phố số 5.",
        error_messages={"required": "Nhập nơi niêm yết"},
    )
    photo = forms.FileField(
        label="Ảnh chụp chỗ niêm yết",
        required=False,
        help_text="Không bắt buộc. Ảnh JPEG hoặc PNG dưới 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={"missing": "Chọn lại ảnh", "empty": "Tệp ảnh trống. Chụp lại rồi chọn"},
    )

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.fields["posted_on"] = PastDayField(label="Ngày niêm yết", noun="ngày niêm yết", example="01/08/2018", today=today)
        self.order_fields(["posted_on", "place", "photo"])

    def clean_photo(self) -> Checked | None:
        file = self.cleaned_data["photo"]
        if not file:
            return None
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(f"Ảnh nặng hơn {settings.UPLOAD_MAX_BYTES // 1024 // 1024} MB. Chọn ảnh nhỏ hơn")
        try:
            photo = check(file.name, file.read())
        except UploadRefused as fault:
            raise forms.ValidationError(str(fault)) from fault
        if photo.content_type != "image/jpeg":
            raise forms.ValidationError("Tệp này không phải ảnh. Chọn ảnh JPEG hoặc PNG")
        return photo


class EquipmentForm(forms.Form):
    computers = counter("Số máy tính")
    scanners = counter("Số máy quét")
    printers = counter("Số máy in")

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.fields["counted_on"] = PastDayField(label="Ngày kiểm", noun="ngày kiểm", example="25/07/2018", today=today)
        self.order_fields(["counted_on", "computers", "scanners", "printers"])


class CoachingForm(DayRangeMixin, forms.Form):
    coach = CleanCharField(
        label="Người kèm",
        max_length=120,
        help_text="Họ tên hoặc đơn vị, ví dụ: Phòng Hành chính tư pháp.",
        error_messages={"required": "Nhập người kèm"},
    )
    note = CleanCharField(label="Ghi chú", max_length=400, required=False)

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        for name, label in (("first_on", "Từ ngày"), ("last_on", "Đến ngày")):
            self.fields[name] = PastDayField(label=label, noun=label.lower(), example="01/08/2018", today=today)
        self.order_fields(["coach", "first_on", "last_on", "note"])


class UnitsField(forms.ModelMultipleChoiceField):
    """Communes standing today, as boxes to tick, by name."""

    def __init__(self) -> None:
        super().__init__(
            label="Đơn vị",
            queryset=Office.objects.none(),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Chọn ít nhất một đơn vị",
                "invalid_choice": "Chọn đơn vị trong danh sách",
                "invalid_pk_value": "Chọn đơn vị trong danh sách",
                "list": "Chọn đơn vị trong danh sách",
            },
        )

    @staticmethod
    def standing(today: date):
        return Office.objects.standing_on(today).filter(level=Level.COMMUNE).order_by("search_name")

    def label_from_instance(self, office: Office) -> str:
        return office.name


class PlanForm(forms.Form):
    """Name and day of a phase."""

    name = CleanCharField(label="Tên đợt", max_length=120, error_messages={"required": "Nhập tên đợt"})
    planned_on = DayField(label="Ngày dự kiến mở", noun="ngày dự kiến mở", example="01/12/2026")

    def clean_planned_on(self) -> date:
        day = self.cleaned_data["planned_on"]
        if not FIRST_YEAR <= day.year <= 2099:
            raise forms.ValidationError(f"Năm phải từ {FIRST_YEAR} đến 2099")
        return day


class PhaseForm(PlanForm):
    procedure_code = forms.ChoiceField(
        label="Dịch vụ",
        choices=list(SERVICES.items()),
        initial=EXTRACT_COPY,
        error_messages={"required": "Chọn dịch vụ", "invalid_choice": "Chọn dịch vụ trong danh sách"},
    )
    online_level = forms.TypedChoiceField(
        label="Mức độ",
        choices=LEVELS,
        coerce=int,
        initial="4",
        error_messages={"required": "Chọn mức độ", "invalid_choice": "Chọn mức độ trong danh sách"},
    )
    source = CleanCharField(label="Căn cứ", max_length=200, required=False, help_text="Số văn bản, ngày; để trống nếu chưa có.")
    offices = UnitsField()

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.fields["offices"].queryset = UnitsField.standing(today)


class JoinForm(forms.Form):
    """Units that join a phase."""

    offices = UnitsField()

    def __init__(self, *args, phase: Phase, today: date, **options) -> None:
        super().__init__(*args, **options)
        there = phase.units.values("office_id")
        self.fields["offices"].queryset = UnitsField.standing(today).exclude(pk__in=there)


class OpenForm(forms.Form):
    """From which day, and for which phase, a unit is opened."""

    phase = forms.ModelChoiceField(
        label="Đợt triển khai",
        queryset=Phase.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đợt", "invalid_choice": "Chọn đợt trong danh sách"},
    )
    from_on = DayField(label="Mở từ ngày", noun="ngày mở", example="01/12/2026", help_text="Từ hôm nay trở đi.")

    def __init__(self, *args, phases, **options) -> None:
        super().__init__(*args, **options)
        self.fields["phase"].queryset = phases


class CloseForm(forms.Form):
    from_on = DayField(
        label="Tạm dừng từ ngày",
        noun="ngày tạm dừng",
        example="01/12/2026",
        help_text="Từ ngày này không nhận hồ sơ mới; hồ sơ đã nộp vẫn được giải quyết.",
    )
    reason = CleanCharField(
        label="Lý do",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập lý do tạm dừng"},
    )


class CourseForm(DayRangeMixin, forms.Form):
    phase = forms.ModelChoiceField(
        label="Đợt triển khai",
        queryset=Phase.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đợt", "invalid_choice": "Chọn đợt trong danh sách"},
    )
    title = CleanCharField(label="Tên lớp", max_length=200, error_messages={"required": "Nhập tên lớp"})
    first_on = DayField(label="Từ ngày", noun="ngày đầu", example="18/07/2018")
    last_on = DayField(label="Đến ngày", noun="ngày cuối", example="19/07/2018")
    place = CleanCharField(label="Địa điểm", max_length=200, error_messages={"required": "Nhập địa điểm"})
    organiser = CleanCharField(label="Đơn vị tổ chức", max_length=200, required=False)

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["phase"].queryset = Phase.objects.all()


class AttendeesFileForm(forms.Form):
    file = forms.FileField(
        label="Danh sách CSV hoặc XLSX",
        allow_empty_file=True,
        help_text="Cột: Đơn vị (tên hoặc mã), Họ tên, Chức danh, Có mặt (x hoặc để trống). Dưới 2 MB.",
        error_messages={"required": "Chọn tệp CSV hoặc XLSX", "missing": "Chọn tệp CSV hoặc XLSX"},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > 2 * 1024 * 1024:
            raise forms.ValidationError("Tệp nặng hơn 2 MB. Chia thành nhiều tệp rồi nhập lần lượt")
        return file


class AttendeeForm(forms.Form):
    """One more person on the list."""

    office = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Office.objects.none(),
        empty_label=None,
        error_messages={"required": "Chọn đơn vị", "invalid_choice": "Chọn đơn vị trong danh sách"},
    )
    full_name = CleanCharField(label="Họ tên", max_length=120, error_messages={"required": "Nhập họ tên"})
    title = CleanCharField(label="Chức danh", max_length=120, required=False)

    def __init__(self, *args, offices, course: Course, **options) -> None:
        super().__init__(*args, **options)
        standing = offices.standing_on(course.first_on).select_related("parent").order_by("search_name")
        self.fields["office"].queryset = standing
