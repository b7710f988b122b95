"""What is compared: two to four units over one to four periods; months, quarters and years that have begun."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import QueryDict

from applications.overviews.periods import Period
from applications.reports.fairness import months_back
from portal.offices.models import Office

FEWEST_UNITS, MOST_UNITS, MOST_PERIODS = 2, 4, 4
MONTHS, QUARTERS, YEARS = 24, 8, 4
QUARTER_NAMES = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Slot:
    """One select of several with the same name."""

    id: str
    label: str
    value: str


class CompareForm(forms.Form):
    dv = forms.MultipleChoiceField(label="Đơn vị", error_messages={"required": "Chọn ít nhất hai đơn vị để so sánh"})
    ky = forms.MultipleChoiceField(label="Kỳ", error_messages={"required": "Chọn ít nhất một kỳ"})

    def __init__(self, data: QueryDict | None, *, units: list[Office], today: date) -> None:
        self.units, self.periods = {str(unit.pk): unit for unit in units}, periods_up_to(today)
        super().__init__(_without_blanks(data) if data is not None else None)
        self.fields["dv"].choices = [(pk, unit.full_name) for pk, unit in self.units.items()]
        self.fields["ky"].choices = [(key, period.name) for key, period in self.periods.items()]
        for name, words in (("dv", "đơn vị"), ("ky", "kỳ")):
            self.fields[name].error_messages["invalid_choice"] = f"Chọn {words} trong danh sách"

    def clean_dv(self) -> list[Office]:
        chosen = list(dict.fromkeys(self.cleaned_data["dv"]))
        if len(chosen) < FEWEST_UNITS:
            raise forms.ValidationError("Chọn ít nhất hai đơn vị khác nhau để so sánh")
        if len(chosen) > MOST_UNITS:
            raise forms.ValidationError("Chọn nhiều nhất bốn đơn vị")
        return [self.units[pk] for pk in chosen]

    def clean_ky(self) -> list[Period]:
        chosen = list(dict.fromkeys(self.cleaned_data["ky"]))
        if len(chosen) > MOST_PERIODS:
            raise forms.ValidationError("Chọn nhiều nhất bốn kỳ")
        return sorted((self.periods[key] for key in chosen), key=lambda period: (period.first_on, period.last_on))

    @property
    def unit_slots(self) -> list[Slot]:
        return self._slots("dv", "Đơn vị", MOST_UNITS)

    @property
    def period_slots(self) -> list[Slot]:
        return self._slots("ky", "Kỳ", MOST_PERIODS)

    def _slots(self, name: str, label: str, most: int) -> list[Slot]:
        values = [*(self.data.get(name, []) if self.is_bound else []), *[""] * most][:most]
        ids = [f"id_{name}" if index == 0 else f"id_{name}_{index}" for index in range(most)]
        return [Slot(ids[index], f"{label} {index + 1}", values[index]) for index in range(most)]


def periods_up_to(today: date) -> dict[str, Period]:
    """By key, newest first: "2026-03", "2026-q1", "2026". One that is not over ends today."""
    month, quarter = today.replace(day=1), today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    found: dict[str, Period] = {}
    for back in range(MONTHS):
        first = months_back(month, back)
        found[f"{first:%Y-%m}"] = Period(first, _end(first, 1, today), f"Tháng {first:%m/%Y}")
    for back in range(QUARTERS):
        first = months_back(quarter, 3 * back)
        place = (first.month - 1) // 3
        name = f"Quý {QUARTER_NAMES[place]}/{first.year}"
        found[f"{first.year}-q{place + 1}"] = Period(first, _end(first, 3, today), name)
    for year in range(today.year, today.year - YEARS, -1):
        first = date(year, 1, 1)
        found[str(year)] = Period(first, _end(first, 12, today), f"Năm {year}")
    return found


def _end(first: date, months: int, today: date) -> date:
    return min(months_back(first, -months) - timedelta(days=1), today)


def _without_blanks(data: QueryDict) -> dict[str, list[str]]:
    """An empty select is a place not used."""
    return _Lists({name: [value for value in data.getlist(name) if value] for name in ("dv", "ky")})


class _Lists(dict):
    """What a widget for several values reads from."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])
