"""What the Department types to keep the calendar. Staff pages: Vietnamese only."""

from datetime import date

from django import forms

from portal.forms import CleanCharField, CsvFileField
from portal.offices.calendar_keeping import Confirmation
from portal.offices.calendar_rules import NewDay
from portal.offices.calendar_year import weekdays_between
from portal.offices.hours_keeping import NewHours
from portal.offices.models import CalendarException, Level, Office, OpeningHours

Kind, Session = CalendarException.Kind, OpeningHours.Session
DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
TIME_FORMATS = ["%H:%M", "%Hh%M", "%H.%M", "%H"]
MOST_DAYS = 31
KIND_CHOICES = [
    (Kind.PUBLIC_HOLIDAY, "Nghỉ lễ, tết"),
    (Kind.COMPENSATORY, "Nghỉ bù cho ngày lễ trùng ngày nghỉ hằng tuần"),
    (Kind.SWAP_OFF, "Nghỉ hoán đổi, làm bù vào ngày khác"),
    (Kind.SWAP_WORKING, "Làm bù vào thứ Bảy hoặc Chủ nhật"),
    (Kind.EMERGENCY_CLOSURE, "Đóng cửa vì sự cố (bão, ngập, mất điện …)"),
]


class DayField(forms.DateField):
    """A day as dd/mm/yyyy."""

    def __init__(self, *, noun: str, example: str = "08/02/2027", **options) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, "class": "cal-day"}
        )
        errors = {"required": f"Nhập {noun}", "invalid": f"{noun.capitalize()} phải là ngày có thật, viết như {example}"}
        super().__init__(input_formats=DATE_FORMATS, widget=widget, error_messages=errors, **options)


class ClockField(forms.TimeField):
    def __init__(self, *, noun: str, **options) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "maxlength": 5, "class": "cal-day"})
        errors = {"required": f"Nhập {noun}", "invalid": f"{noun.capitalize()} viết như 07:30"}
        super().__init__(input_formats=TIME_FORMATS, widget=widget, error_messages=errors, **options)


class OfficeField(forms.ModelChoiceField):
    """Empty = the whole city."""

    def __init__(self) -> None:
        super().__init__(
            label="Phạm vi",
            queryset=Office.objects.none(),
            empty_label="Toàn thành phố",
            error_messages={"invalid_choice": "Chọn đơn vị trong danh sách"},
        )

    def clean(self, value) -> Office | None:
        return super().clean(value) if value else None


class OfRegistrars(forms.Form):
    """The offices that stand today and keep registers, for a field `office`."""

    use_required_attribute = False  # "the whole city" is an answer, though its value is empty

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        standing = Office.objects.standing_on(today).filter(level__in=[Level.COMMUNE, Level.DISTRICT])
        self.fields["office"].queryset = standing.select_related("parent").order_by("search_name")

    def office_id(self) -> int | None:
        office = self.cleaned_data["office"]
        return office.pk if office else None


class ExceptionForm(OfRegistrars):
    kind = forms.ChoiceField(
        label="Loại ngày", choices=KIND_CHOICES, widget=forms.RadioSelect, error_messages={"required": "Chọn loại ngày"}
    )
    on = DayField(label="Ngày", noun="ngày", help_text="Ngày/tháng/năm, ví dụ 08/02/2027.")
    until = DayField(
        label="Đến ngày",
        noun="đến ngày",
        required=False,
        help_text="Khi nghỉ nhiều ngày liền. Thứ Bảy, Chủ nhật ở giữa tự bỏ qua.",
    )
    name_vi = CleanCharField(
        label="Nội dung",
        max_length=120,
        help_text="Người dân đọc câu này trong lý do của thời hạn, ví dụ: Nghỉ bù Quốc khánh.",
        error_messages={"required": "Nhập nội dung"},
    )
    name_en = CleanCharField(label="Nội dung tiếng Anh", max_length=120, required=False)
    office = OfficeField()
    legal_document = CleanCharField(
        label="Văn bản", max_length=160, required=False, help_text="Số, ký hiệu. Bắt buộc khi đưa vào lịch ngay, trừ đóng cửa."
    )
    announced_on = DayField(label="Ngày công bố", noun="ngày công bố", required=False)
    status = forms.ChoiceField(
        label="Hiệu lực",
        choices=[("in_force", "Đưa vào lịch ngay"), ("proposed", "Lưu là đề xuất, chưa dùng để tính hạn")],
        initial="in_force",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn hiệu lực", "invalid_choice": "Chọn hiệu lực trong danh sách"},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("on"), cleaned.get("until")
        if not (first and last):
            return cleaned
        if cleaned.get("kind") == Kind.SWAP_WORKING:
            self.add_error("until", "Ngày làm bù nhập từng ngày. Để trống ô này")
        elif last < first:
            self.add_error("until", "Đến ngày không được trước ngày đầu")
        elif (last - first).days >= MOST_DAYS:
            self.add_error("until", f"Mỗi lần nhập nhiều nhất {MOST_DAYS} ngày")
        elif not weekdays_between(first, last):
            self.add_error("until", "Khoảng này chỉ có ngày nghỉ hằng tuần")
        return cleaned

    def new_days(self) -> list[NewDay]:
        asked = self.cleaned_data
        several = asked["until"] and asked["until"] != asked["on"]
        days = weekdays_between(asked["on"], asked["until"]) if several else [asked["on"]]
        return [
            NewDay(
                on=day,
                kind=asked["kind"],
                name_vi=asked["name_vi"],
                name_en=asked["name_en"],
                legal_document=asked["legal_document"],
                announced_on=asked["announced_on"],
                office_id=self.office_id(),
                in_force=asked["status"] == "in_force",
            )
            for day in days
        ]


class ConfirmForm(forms.Form):
    legal_document = CleanCharField(
        label="Văn bản",
        max_length=160,
        help_text="Số, ký hiệu của quyết định.",
        error_messages={"required": "Nhập số, ký hiệu văn bản"},
    )
    announced_on = DayField(label="Ngày công bố", noun="ngày công bố", required=False)

    def __init__(self, *args, needs_document: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_document"].required = needs_document

    def confirmation(self) -> Confirmation:
        return Confirmation(self.cleaned_data["legal_document"], self.cleaned_data["announced_on"])


class ReasonForm(forms.Form):
    reason = CleanCharField(
        label="Lý do rút",
        max_length=200,
        help_text="Ví dụ: nhập nhầm ngày; đề xuất không được duyệt.",
        error_messages={"required": "Nhập lý do rút"},
    )


class YearForm(forms.Form):
    year = forms.IntegerField(
        label="Năm",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "class": "cal-day"}),
        error_messages={"required": "Nhập năm", "invalid": "Năm gồm 4 chữ số"},
        min_value=2016,
        max_value=2100,
    )
    known_from = DayField(label="Đã quyết định từ ngày", noun="ngày đầu", example="01/01/2027")
    known_until = DayField(
        label="Đến hết ngày",
        noun="ngày cuối",
        example="31/12/2027",
        help_text="Hồ sơ cần ngày sau đó chưa tính được hạn.",
    )
    legal_document = CleanCharField(
        label="Văn bản", max_length=160, error_messages={"required": "Nhập số, ký hiệu văn bản quyết định lịch năm"}
    )


class HoursForm(OfRegistrars):
    session = forms.ChoiceField(
        label="Ngày",
        choices=[(Session.WEEKDAYS, "Các ngày làm việc"), (Session.SATURDAY, "Thứ Bảy")],
        initial=Session.WEEKDAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn ngày"},
    )
    counts_as_working_day = forms.BooleanField(
        label="Tính thứ Bảy này là ngày làm việc",
        required=False,
        help_text="Chỉ cho thứ Bảy. Không đánh dấu thì buổi này chỉ tiếp nhận, không tính vào thời hạn.",
    )
    opens_at = ClockField(label="Mở cửa", noun="giờ mở cửa", help_text="Giờ:phút, ví dụ 07:30.")
    closes_at = ClockField(label="Đóng cửa", noun="giờ đóng cửa", help_text="Giờ nghỉ trưa không đóng ngày làm việc.")
    valid_from = DayField(label="Áp dụng từ ngày", noun="áp dụng từ ngày")
    valid_to = DayField(
        label="Đến hết ngày",
        noun="đến hết ngày",
        required=False,
        help_text="Để trống: đến khi có giờ mới. Giờ đang áp dụng sẽ kết thúc vào hôm trước.",
    )
    office = OfficeField()
    legal_document = CleanCharField(label="Văn bản", max_length=160, required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("counts_as_working_day") and cleaned.get("session") != Session.SATURDAY:
            self.add_error("counts_as_working_day", "Chỉ đánh dấu ô này cho buổi thứ Bảy")
        return cleaned

    def new_hours(self) -> NewHours:
        names = ("valid_from", "valid_to", "opens_at", "closes_at", "session", "counts_as_working_day", "legal_document")
        return NewHours(office_id=self.office_id(), **{name: self.cleaned_data[name] for name in names})


class FileForm(forms.Form):
    file = CsvFileField(label="Tệp CSV", help_text="Dưới 2 MB, tối đa 500 dòng.")
