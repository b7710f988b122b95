"""What is typed about appointments: the half-day chosen, the places of an office by weekday and from when."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.visits.capacity import WEEKDAYS, Places
from applications.visits.models import MOST_PLACES
from portal.forms import PartialDateField

NOT_CHOSEN = {
    "required": _("Chọn một buổi"),
    "invalid_choice": _("Buổi này không hẹn được. Chọn một buổi trong danh sách."),
}


class ChooseForm(forms.Form):
    """`offered` are the values of half-days that may be chosen now, full ones included: the booking itself refuses those."""

    half = forms.ChoiceField(
        label=_("Buổi hẹn"),
        error_messages=NOT_CHOSEN,
    )

    def __init__(self, *args, offered: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half"].choices = [(value, value) for value in offered]

    def chosen(self) -> tuple[date, str]:
        day, _colon, half = self.cleaned_data["half"].partition(":")
        return date.fromisoformat(day), half


class CapacityForm(forms.Form):
    """Two numbers for each weekday, in the order of WEEKDAYS."""

    valid_from = PartialDateField(
        label="Áp dụng từ ngày", noun="Ngày", whole=True, future=True, error_messages={"required": "Nhập ngày bắt đầu áp dụng"}
    )

    def __init__(self, *args, today: date, now: dict[int, Places], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for weekday, name in enumerate(WEEKDAYS):
            for part, half, places in zip(("morning", "afternoon"), ("sáng", "chiều"), now[weekday], strict=True):
                self.fields[f"{part}_{weekday}"] = _places(f"Số chỗ {half} {name}", places)

    def clean_valid_from(self) -> str:
        typed = self.cleaned_data["valid_from"]
        if date.fromisoformat(typed) < self.today:
            raise forms.ValidationError("Ngày bắt đầu áp dụng phải là hôm nay hoặc một ngày sau hôm nay")
        return typed

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(name, [self[f"morning_{number}"], self[f"afternoon_{number}"]]) for number, name in enumerate(WEEKDAYS)]

    def places(self) -> dict[int, Places]:
        told = self.cleaned_data
        return {number: (told[f"morning_{number}"], told[f"afternoon_{number}"]) for number in range(len(WEEKDAYS))}


def _places(label: str, initial: int) -> forms.IntegerField:
    wrong = f"{label}: nhập số từ 0 đến {MOST_PLACES}"
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control in-places"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_PLACES, initial=initial, error_messages=messages, widget=widget
    )
