"""Asking for a print of a book: which one, of which month or year, under which number."""

from calendar import monthrange
from datetime import date

from django import forms

from applications.models import BookKind
from portal.forms import CleanCharField

FIRST_YEAR = 2016


class BookForm(forms.Form):
    """`cleaned_data` has `first_on` and `last_on` beside what was typed."""

    kind = forms.ChoiceField(
        label="Sổ",
        choices=BookKind.choices,
        error_messages={"required": "Chọn sổ", "invalid_choice": "Chọn sổ trong danh sách"},
    )
    year = forms.TypedChoiceField(
        label="Năm", coerce=int, error_messages={"required": "Chọn năm", "invalid_choice": "Chọn năm trong danh sách"}
    )
    month = forms.TypedChoiceField(
        label="Tháng (sổ theo dõi hồ sơ)",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "Cả năm"), *((month, f"Tháng {month}") for month in range(1, 13))],
        error_messages={"invalid_choice": "Chọn tháng trong danh sách"},
    )
    number = CleanCharField(
        label="Quyển số",
        required=False,
        max_length=30,
        error_messages={"max_length": "Quyển số: viết nhiều nhất 30 chữ"},
        help_text="In trên bìa. Để trống nếu chưa có.",
    )

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["year"].choices = [(year, str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]

    def clean(self) -> dict:
        data = super().clean()
        kind, year, month = data.get("kind"), data.get("year"), data.get("month")
        if not kind or not year:
            return data
        if kind == BookKind.FOLLOW_UP and not month and "month" not in self.errors:
            self.add_error("month", "Chọn tháng: sổ theo dõi hồ sơ in theo từng tháng")
            return data
        first, last = (month, month) if kind == BookKind.FOLLOW_UP and month else (1, 12)
        data["first_on"], data["last_on"] = date(year, first, 1), date(year, last, monthrange(year, last)[1])
        if data["first_on"] > self.today:
            self.add_error("month", "Tháng này chưa đến. Chọn tháng đã bắt đầu")
        return data
