"""Form fields for what people in Viet Nam write: names, partial dates, personal ids, phones. Bad input is normal input:
each field says what is wrong and how to put it right, and never raises anything but ValidationError.

Source: domain reference §10.1-10.3.
"""

import calendar
import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.csv_files import MAX_BYTES
from portal.text import clean, clean_lines

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’\-][^\W\d_]+|[.'’\-])*", re.UNICODE)
_SEPARATORS = re.compile(r"[\s.\-()]+")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LAND_LINE = re.compile(r"02[0-9]{8,9}")
_FIRST_YEAR = 1850
PARTS = ("day", "month", "year")
_DATE = gettext_lazy("Ngày")


class CleanCharField(forms.CharField):
    """Text as it is stored: NFC, blanks folded, no hidden or direction marks."""

    default_error_messages = {
        "max_length": gettext_lazy("Dài quá %(limit_value)d ký tự, đang có %(show_value)d. Viết ngắn lại"),
    }

    def to_python(self, value):
        text = super().to_python(value)
        return clean(text) if text else text


class LinesField(forms.CharField):
    """Text of several lines, kept as typed: NFC, lines stay lines, no hidden or direction marks."""

    widget = forms.Textarea
    default_error_messages = CleanCharField.default_error_messages

    def to_python(self, value):
        text = super().to_python(value)
        return clean_lines(text) if text else text


class MomentField(forms.DateTimeField):
    """A moment of the portal's own years, aware: at the edges of the calendar no time zone can be reckoned with."""

    YEARS = range(2000, 2101)

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is not None and moment.year not in self.YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class CsvFileField(forms.FileField):
    """A table that a person brings from a spreadsheet: of a size that portal.csv_files reads. What is in it, that says."""

    def __init__(self, *, label: str, **kwargs) -> None:
        missing = f"Chọn {label[0].lower()}{label[1:]}"
        super().__init__(
            label=label,
            allow_empty_file=True,
            error_messages={"required": missing, "missing": missing},
            widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
            **kwargs,
        )

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MAX_BYTES:
            size = f"{file.size / 1024 / 1024:.1f}".replace(".", ",")
            raise ValidationError(f"Tệp nặng {size} MB. Chia thành nhiều tệp dưới 2 MB rồi nhập lần lượt")
        return file


class VietnameseNameField(CleanCharField):
    """A person's name as on the papers: letters, blanks, apostrophes, hyphens and full stops; one word is enough."""

    def __init__(self, *, max_length: int = 200, **options) -> None:
        super().__init__(max_length=max_length, **options)
        self.widget.attrs.setdefault("autocapitalize", "words")
        self.widget.attrs.setdefault("spellcheck", "false")

    def validate(self, value) -> None:
        super().validate(value)
        if value and not _NAME.fullmatch(value):
            raise ValidationError(_("Tên chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối. Bỏ chữ số và ký hiệu khác"))


class PersonalIdField(CleanCharField):
    """Số định danh cá nhân: 12 digits, kept as text. Blanks and full stops are taken away."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "in-12"}

    def to_python(self, value):
        return _SEPARATORS.sub("", super().to_python(value) or "")

    def validate(self, value) -> None:
        super().validate(value)
        if not value:
            return
        if not (value.isascii() and value.isdigit()):
            raise ValidationError(_("Số định danh cá nhân chỉ gồm chữ số"))
        if len(value) != 12:
            raise ValidationError(_("Số định danh cá nhân phải đủ 12 chữ số, đang có %(n)d") % {"n": len(value)})


class PhoneField(CleanCharField):
    """A phone in Viet Nam: 0[35789] and 8 digits, or a land line 02…; +84 and 84 become 0."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"inputmode": "tel", "class": "in-phone"}
        self.widget.input_type = "tel"

    def to_python(self, value):
        digits = _SEPARATORS.sub("", super().to_python(value) or "")
        for prefix in ("+84", "0084"):
            if digits.startswith(prefix):
                return "0" + digits.removeprefix(prefix).removeprefix("0")
        return f"0{digits[2:]}" if digits.startswith("84") and len(digits) in {11, 12} else digits

    def validate(self, value) -> None:
        super().validate(value)
        if value and not (_MOBILE.fullmatch(value) or _LAND_LINE.fullmatch(value)):
            raise ValidationError(_("Số điện thoại phải có 10 chữ số và bắt đầu bằng 0"))


class PartialDateWidget(forms.MultiWidget):
    """Three number inputs: Ngày, Tháng, Năm."""

    template_name = "components/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict | None = None) -> None:
        self.faulty: tuple[str, ...] = ()  # only these parts are marked; empty: all, where the field is faulty
        part = {"inputmode": "numeric", "class": "form-control"}
        super().__init__(
            {
                "day": forms.TextInput(part | {"maxlength": 4}),
                "month": forms.TextInput(part | {"maxlength": 4}),
                "year": forms.TextInput(part | {"maxlength": 6}),
            },
            attrs,
        )

    def decompress(self, value):
        parts = str(value or "").split("-")
        year, month, day = [*parts, "", ""][:3]
        return [day.lstrip("0"), month.lstrip("0"), year]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = (gettext_lazy("Ngày"), gettext_lazy("Tháng"), gettext_lazy("Năm"))
        for part, subwidget, label in zip(PARTS, context["widget"]["subwidgets"], labels, strict=True):
            subwidget["label"] = label
            if self.faulty and part not in self.faulty:
                _unmark(subwidget["attrs"])
        return context


def _unmark(attrs: dict) -> None:
    attrs.pop("aria-invalid", None)
    attrs["class"] = attrs.get("class", "").replace(" is-invalid", "")


class PartialDateField(forms.Field):
    """A date of which day and month may be unknown: cleans to "1990", "1990-03" or "1990-03-12"; "" when left empty.

    `whole=True` asks for all three parts. Dates after today (Asia/Ho_Chi_Minh) are refused unless `future=True`.
    """

    widget = PartialDateWidget

    def __init__(self, *, whole: bool = False, future: bool = False, noun=_DATE, **options) -> None:
        self.whole, self.future, self.noun = whole, future, noun
        super().__init__(**options)

    def to_python(self, value) -> str:
        if isinstance(value, str):
            return value
        self.widget.faulty = ()
        day, month, year = (clean(str(part or "")) for part in (value or ["", "", ""]))
        if not (day or month or year):
            return ""
        return self._iso(day, month, year)

    def _iso(self, day: str, month: str, year: str) -> str:
        for code, part, name in zip(PARTS, (day, month, year), (_("Ngày"), _("Tháng"), _("Năm")), strict=True):
            if part and not (part.isascii() and part.isdigit()):
                self._refuse(_("%(part)s phải là chữ số") % {"part": name}, code)
        if not year:
            self._refuse(_("%(noun)s còn thiếu năm") % {"noun": self.noun}, "year")
        today = timezone.localdate()
        if len(year) != 4 or int(year) < _FIRST_YEAR:
            message = _("Năm gồm 4 chữ số, từ %(first)d đến %(last)d")
            self._refuse(message % {"first": _FIRST_YEAR, "last": today.year}, "year")
        if day and not month:
            self._refuse(_("%(noun)s có ngày thì phải có tháng") % {"noun": self.noun}, "month")
        if self.whole and not (day and month):
            missing = tuple(code for code, part in (("day", day), ("month", month)) if not part)
            self._refuse(_("%(noun)s phải đủ ngày, tháng, năm") % {"noun": self.noun}, *missing)
        return self._checked(int(year), int(month or 0), int(day or 0), today, bool(month), bool(day))

    def _checked(self, year: int, month: int, day: int, today: date, has_month: bool, has_day: bool) -> str:
        if has_month and not 1 <= month <= 12:
            self._refuse(_("%(noun)s không có thật: tháng phải từ 1 đến 12") % {"noun": self.noun}, "month")
        last = calendar.monthrange(year, month)[1] if has_month else 31
        if has_day and not 1 <= day <= last:
            values = {"noun": self.noun, "month": f"{month:02d}/{year}", "last": last}
            self._refuse(_("%(noun)s không có thật: tháng %(month)s chỉ có %(last)d ngày") % values, "day")
        if not self.future and date(year, month or 1, day or 1) > today:
            values = {"noun": self.noun, "today": f"{today:%d/%m/%Y}"}
            raise ValidationError(_("%(noun)s phải trước hôm nay, %(today)s") % values)
        return f"{year:04d}" + (f"-{month:02d}" if has_month else "") + (f"-{day:02d}" if has_day else "")

    def _refuse(self, sentence: str, *faulty: str) -> None:
        """Raise, and have only the faulty parts marked."""
        self.widget.faulty = faulty
        raise ValidationError(sentence)
