"""Any moment, and optionally an office, of which somebody wants to know the promise. A GET form: its address can be shared."""

import calendar
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application, StateChange
from portal.days import HANOI
from portal.forms import CleanCharField
from portal.offices.finder import find_places, unit_standing
from portal.offices.models import Level, Office
from portal.text import fold

LEVELS = (Level.DISTRICT, Level.DEPARTMENT, Level.COMMUNE)  # communes are also found by the name of their district
SHOWN = 8


def _number(label, lowest: int, highest: int, *, digits: int = 2, **options) -> forms.IntegerField:
    said = gettext_lazy("{label} phải là số từ {lowest} đến {highest}")
    sentence = format_lazy(said, label=label, lowest=lowest, highest=highest)
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": digits})
    return forms.IntegerField(label=label, min_value=lowest, max_value=highest, widget=widget, error_messages=errors, **options)


class MomentForm(forms.Form):
    """Empty minutes and seconds are 0. `office` and, where a name fits several, `places` come with a valid day."""

    ngay = _number(gettext_lazy("Ngày"), 1, 31)
    thang = _number(gettext_lazy("Tháng"), 1, 12)
    nam = _number(gettext_lazy("Năm"), 1900, 9999, digits=4)
    gio = _number(gettext_lazy("Giờ"), 0, 23)
    phut = _number(gettext_lazy("Phút"), 0, 59, required=False)
    giay = _number(gettext_lazy("Giây"), 0, 59, required=False)
    noi = CleanCharField(label=gettext_lazy("Cơ quan giải quyết"), max_length=120, required=False)
    co_quan = CleanCharField(max_length=20, required=False)

    use_required_attribute = False

    def __init__(self, data=None, *, now: datetime) -> None:
        super().__init__(data, initial=parts_of(now))
        self.office: Office | None = None
        self.places: list[Office] = []

    def clean(self) -> dict:
        cleaned = super().clean()
        if not {"ngay", "thang", "nam"} <= cleaned.keys():
            return cleaned
        year, month, day = cleaned["nam"], cleaned["thang"], cleaned["ngay"]
        last = calendar.monthrange(year, month)[1]
        if day > last:
            values = {"month": f"{month:02d}/{year}", "last": last}
            self.add_error("ngay", _("Ngày không có thật: tháng %(month)s chỉ có %(last)d ngày") % values)
            return cleaned
        self._find_office(date(year, month, day))
        return cleaned

    @property
    def moment(self) -> datetime:
        """Of a valid form; local."""
        at = self.cleaned_data
        return datetime(at["nam"], at["thang"], at["ngay"], at["gio"], at["phut"] or 0, at["giay"] or 0, tzinfo=HANOI)

    @property
    def office_typed(self) -> str:
        """What stands in the field: the office found, else what was typed."""
        return self.office.full_name if self.office else self["noi"].value() or ""

    def _find_office(self, day: date) -> None:
        code, name = self.cleaned_data.get("co_quan"), self.cleaned_data.get("noi")
        if code:
            self.office = unit_standing(code, day)
            if self.office is None:
                self.add_error("noi", _("Ngày %(day)s không có cơ quan mã %(code)s") % {"day": f"{day:%d/%m/%Y}", "code": code})
        elif name:
            self.places = _units(name, day)
            if len(self.places) == 1:
                self.office, self.places = self.places[0], []
            elif not self.places:
                values = {"day": f"{day:%d/%m/%Y}", "name": name}
                self.add_error("noi", _("Không tìm thấy “%(name)s” trong các cơ quan có vào ngày %(day)s") % values)


def parts_of(moment: datetime) -> dict[str, int]:
    """The fields of a moment, in local time."""
    local = moment.astimezone(HANOI)
    return {
        "ngay": local.day,
        "thang": local.month,
        "nam": local.year,
        "gio": local.hour,
        "phut": local.minute,
        "giay": local.second,
    }


def address_of(moment: datetime, office: Office | None = None) -> str:
    """The page that computes this very promise; nothing in it is about a person."""
    query = parts_of(moment) | ({"co_quan": office.code} if office else {})
    return f"{reverse('public:due')}?{urlencode(query)}"


def address_of_promise(application: Application, history: Iterable[StateChange]) -> str:
    """The same for a dossier, from the moment its limit last began."""
    begun = [change.at for change in history if change.verb in {"submit", "resubmit"}]
    return address_of(begun[-1] if begun else application.submitted_at, application.office)


def _units(name: str, day: date) -> list[Office]:
    """Units standing on that day that are called so; one alone where the whole name was typed."""
    found = [place.office for level in LEVELS for place in find_places(name, level=level, day=day, limit=SHOWN)]
    standing = [unit for unit in found if unit.stands_on(day)][:SHOWN]
    exact = [unit for unit in standing if fold(name) in {fold(unit.name), fold(unit.full_name)}]
    return exact if len(exact) == 1 else standing
