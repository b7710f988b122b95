"""A form with one of each field, and a day that stands still: Friday 20/03/2026."""

from datetime import date

import pytest
from django import forms
from django.utils import timezone

from portal.forms import CleanCharField, PartialDateField, PersonalIdField, PhoneField, VietnameseNameField


class EveryField(forms.Form):
    full_name = VietnameseNameField(label="Họ, chữ đệm, tên", required=False)
    birth_date = PartialDateField(label="Ngày sinh", noun="Ngày sinh", required=False)
    personal_id = PersonalIdField(label="Số định danh cá nhân", required=False)
    phone = PhoneField(label="Số điện thoại", required=False)
    relation = forms.ChoiceField(
        label="Quan hệ",
        choices=[("self", "Chính là người này"), ("parent", "Cha hoặc mẹ")],
        widget=forms.RadioSelect,
        required=False,
    )
    note = CleanCharField(label="Ghi chú", max_length=20, required=False)


@pytest.fixture(autouse=True)
def today(monkeypatch) -> date:
    day = date(2026, 3, 20)
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)
    return day


@pytest.fixture
def fill():
    """The form filled in; a date as "30 2 1990", a gap as "-"."""

    def filled(*, birth_date: str = "- - -", **answers) -> EveryField:
        parts = ["" if part == "-" else part for part in birth_date.split(" ")]
        dates = dict(zip(("birth_date_day", "birth_date_month", "birth_date_year"), parts, strict=True))
        return EveryField(answers | dates)

    return filled


@pytest.fixture
def said(fill):
    """What the form says about one field: the errors, or the stored value."""

    def answer(field: str, value: str) -> str | list[str]:
        form = fill(**{field: value})
        return form.cleaned_data[field] if form.is_valid() else form.errors[field]

    return answer
