"""Fields of the citizen forms: text, names, personal numbers, telephone numbers, and dates of which only a part is known.

Each cleans what was typed (NFC, no hidden characters), has a limit, and says in Vietnamese what is wrong and how to mend it.
Source: domain reference §10.1-10.3; visual.md §9 (wording).
"""

import calendar
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.text import clean

FIRST_YEAR = 1850
_NAME = re.compile(r"^[^\W\d_]([^\W\d_]|[ .'’ʼ‘-])*$")
_PHONE = re.compile(r"^0([35789][0-9]{8}|2[0-9]{8,9})$")
PARTS = ("day", "month", "year")


class CleanCharField(forms.CharField):
    """Text in NFC without hidden characters, at most `max_length` of them; over several lines only in a text area."""

    def to_python(self, value: Any) -> str:
        return clean(str(value)) if value not in self.empty_values else self.empty_value

    def run_validators(self, value: str) -> None:
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                self.error_messages.get("max_length")
                or _("%(what)s dài quá %(limit)d ký tự, đang có %(count)d. Viết ngắn lại")
                % {"what": bare_label(self), "limit": self.max_length, "count": len(value)}
            )


class VietnameseNameField(CleanCharField):
    """A person's name as written on papers; also one word, a single letter, an apostrophe, a hyphen. Case as typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if name and not _NAME.match(name):
            raise ValidationError(_("Họ tên chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối. Xóa số và ký hiệu khác"))
        return name


class PersonalIdField(forms.CharField):
    """The 12-digit personal number; blanks and dots between groups are understood. Kept as text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        number = re.sub(r"[\s.]", "", clean(str(value or "")))
        if not number:
            return super().clean("")
        if not (number.isascii() and number.isdecimal()):
            raise ValidationError(_("Số định danh cá nhân chỉ gồm chữ số"))
        if len(number) != 12:
            raise ValidationError(_("Số định danh cá nhân phải đủ 12 chữ số, đang có %(count)d") % {"count": len(number)})
        return number


class PhoneField(forms.CharField):
    """A Vietnamese telephone number, stored from 0 on; "+84" and separators are understood."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}), **kwargs)

    def clean(self, value: Any) -> str:
        digits = re.sub(r"^(\+84|0084)", "0", re.sub(r"[\s.\-()]", "", clean(str(value or ""))))
        if not digits:
            return super().clean("")
        if not _PHONE.match(digits):
            raise ValidationError(_("Số điện thoại phải có 10 chữ số và bắt đầu bằng 0"))
        return digits


class PartialDateWidget(forms.MultiWidget):
    """Ngày, tháng, năm as three number fields in a fieldset; `faulty` names the parts to mark."""

    template_name = "applications/widgets/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        limits = {"day": "2", "month": "2", "year": "4"}
        super().__init__({part: forms.TextInput({**number, "maxlength": limits[part]}) for part in PARTS}, attrs)
        self.faulty: tuple[str, ...] = ()

    def decompress(self, value: str | None) -> list[str]:
        parts = (value or "").split("-")
        return [parts[place] if len(parts) > place else "" for place in (2, 1, 0)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label, inner in zip(PARTS, (_("Ngày"), _("Tháng"), _("Năm")), context["widget"]["subwidgets"], strict=True):
            inner["label"], inner["part"] = label, part
            inner["attrs"].pop("aria-invalid", None)
            if part in self.faulty:
                inner["attrs"]["aria-invalid"] = "true"
                inner["attrs"]["class"] += " is-invalid"
        return context


class PartialDateField(forms.Field):
    """A past date as partial ISO text: "1990", "1990-03" or "1990-03-12"; `full` asks for all three parts."""

    widget = PartialDateWidget

    def __init__(self, *, full: bool = False, **kwargs: Any) -> None:
        self.full = full
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        self.widget.faulty = ()
        day, month, year = (clean(str(part or "")) for part in (value or ("", "", "")))
        if not (day or month or year):
            if self.required:
                self._refuse(self.error_messages["required"], *PARTS)
            return ""
        self._check_parts(day, month, year)
        known = [int(part) for part in (year, month, day) if part]
        self._check_past(known)
        return "-".join([f"{known[0]:04d}", *(f"{part:02d}" for part in known[1:])])

    def _check_parts(self, day: str, month: str, year: str) -> None:
        what = bare_label(self)
        for part, text in zip(PARTS, (day, month, year), strict=True):
            if text and not (text.isascii() and text.isdecimal() and len(text) <= 4):
                self._refuse(_("%(what)s chỉ gồm chữ số") % {"what": what}, part)
        if not year:
            self._refuse(_("%(what)s cần có năm") % {"what": what}, "year")
        if not int(year) >= FIRST_YEAR:
            self._refuse(_("%(what)s: năm phải có 4 chữ số, từ %(first)d") % {"what": what, "first": FIRST_YEAR}, "year")
        if self.full and not (day and month):
            missing = tuple(part for part, text in (("day", day), ("month", month)) if not text)
            self._refuse(_("%(what)s cần đủ ngày, tháng, năm") % {"what": what}, *missing)
        if day and not month:
            self._refuse(_("%(what)s thiếu tháng. Không nhớ thì để trống cả ngày") % {"what": what}, "month")
        if month and not 1 <= int(month) <= 12:
            self._refuse(_("%(what)s không có thật: tháng từ 1 đến 12") % {"what": what}, "month")
        if day:
            last = calendar.monthrange(int(year), int(month))[1]
            if not 1 <= int(day) <= last:
                self._refuse(
                    _("%(what)s không có thật: tháng %(month)02d/%(year)s chỉ có %(last)d ngày")
                    % {"what": what, "month": int(month), "year": year, "last": last},
                    "day",
                )

    def _check_past(self, known: list[int]) -> None:
        today = timezone.localdate()
        if tuple(known) > (today.year, today.month, today.day)[: len(known)]:
            self._refuse(
                _("%(what)s phải trước hôm nay, %(today)s") % {"what": bare_label(self), "today": f"{today:%d/%m/%Y}"},
                *PARTS[3 - len(known) :],
            )

    def _refuse(self, sentence: str, *faulty: str) -> None:
        self.widget.faulty = faulty
        raise ValidationError(sentence)


def bare_label(field: forms.Field) -> str:
    """ "Ngày đăng ký (nếu nhớ)" -> "Ngày đăng ký": as it stands inside a sentence."""
    return str(field.label or _("Ô này")).split(" (")[0]
