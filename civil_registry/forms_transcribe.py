"""Transcribing one entry of a paper book: inputs made from the form of the event, in legal order, blank where it is blank."""

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone

from civil_registry.ages import OLDEST, age_code
from civil_registry.entries import add_entry
from civil_registry.fields import DATES, Field, FieldType
from civil_registry.layout import groups_of
from civil_registry.models import RegisterBook, RegisterEntry
from portal.forms import CleanCharField, LinesField, PartialDateField, PersonalIdField, VietnameseNameField
from portal.offices.models import Office
from portal.text import fold

_FIRST_YEAR = 1850
# What people write for "the book does not say"; no such words are on a copy. Source: TT 04/2020/TT-BTP Art. 23.
NO_WORDS = {"khong ro", "chua ro", "khong ghi", "khong biet", "so khong ghi", "khong co thong tin", "-", "--", "/", "…", "?"}
_SEXES = [("", "(sổ để trống)"), ("Nam", "Nam"), ("Nữ", "Nữ"), ("Không xác định", "Không xác định")]
_WIDE = {FieldType.NAME, FieldType.TEXT, *DATES}
_LONGEST = {FieldType.ETHNICITY: 60, FieldType.NATIONALITY: 60}


class YearField(CleanCharField):
    """A year of four digits, kept as text; "" when left empty."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "in-year", "autocomplete": "off"}

    def validate(self, value) -> None:
        super().validate(value)
        today = timezone.localdate()
        is_year = value.isascii() and value.isdigit() and len(value) == 4 and _FIRST_YEAR <= int(value) <= today.year
        if value and not is_year:
            raise forms.ValidationError(f"Năm gồm 4 chữ số, từ {_FIRST_YEAR} đến {today.year}")


class AgeField(CleanCharField):
    """An age in whole years, kept as text; "" when left empty."""

    def __init__(self, **options) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "class": "in-year", "autocomplete": "off"}

    def to_python(self, value) -> str:
        age = (super().to_python(value) or "").lower().removesuffix("tuổi").strip()
        return age.lstrip("0") or age

    def validate(self, value) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isdigit() and len(value) < 4 and int(value) <= OLDEST):
            raise forms.ValidationError(f"Tuổi là số từ 0 đến {OLDEST}")


def _text(label: str, longest: int, **options) -> CleanCharField:
    too_long = f"{label}: viết nhiều nhất {longest} chữ"
    messages = {"max_length": too_long, "required": f"Nhập {label[0].lower()}{label[1:]}"}
    return CleanCharField(label=label, max_length=longest, error_messages=messages, **options)


class TranscriptionForm(forms.Form):
    """The cover of the book, the entry, and one input for each field of its kind."""

    registered_place = _text("Nơi đăng ký ghi trên bìa sổ", 200)
    book_year = YearField(label="Sổ năm", error_messages={"required": "Nhập năm ghi trên bìa sổ"})
    book_number = _text("Quyển số", 30, required=False)
    number = _text("Số", 20)
    registered_on = PartialDateField(
        label="Ngày đăng ký",
        noun="Ngày đăng ký",
        error_messages={"required": "Nhập ngày đăng ký, sổ chỉ ghi năm thì nhập năm"},
    )
    note = LinesField(
        label="Ghi chú",
        max_length=2000,
        required=False,
        error_messages={"max_length": "Ghi chú: viết nhiều nhất 2.000 chữ"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, kind: str, office: Office, **options) -> None:
        super().__init__(*args, **options)
        self.kind, self.office = kind, office
        self._groups = groups_of(kind)
        for group in self._groups:
            for field in group.fields:
                self.fields[field.code] = input_for(field, is_required=self._names_the_entry(field))
                if code := age_code(field, kind):
                    self.fields[code] = AgeField(label="Tuổi, nếu sổ chỉ ghi tuổi", required=False)
        self.fields["registered_place"].widget.attrs["list"] = "places"
        self.order_fields([name for name in self.fields if name != "note"])

    @property
    def persons(self) -> list[tuple[str, list]]:
        """[(title of the group, [(bound field, takes a whole line), …]), …]."""
        return [
            (group.title, [(self[code], is_wide) for field in group.fields for code, is_wide in self._inputs_of(field)])
            for group in self._groups
        ]

    @property
    def field_codes(self) -> list[str]:
        """What is kept in the fields of the entry, ages among them."""
        return [code for group in self._groups for field in group.fields for code, _is_wide in self._inputs_of(field)]

    def _inputs_of(self, field: Field) -> list[tuple[str, bool]]:
        """The input of a field and, beside a date or year of birth, of the age: [(name, takes a whole line)]."""
        age = age_code(field, self.kind)
        return [(field.code, field.type in _WIDE), *([(age, False)] if age else [])]

    @property
    def places(self) -> list[str]:
        """Covers of books of this kind the office holds, offered while typing."""
        books = RegisterBook.objects.filter(holder=self.office, kind=self.kind)
        return list(books.order_by("registered_place").values_list("registered_place", flat=True).distinct()[:100])

    def _names_the_entry(self, field: Field) -> bool:
        return field.type == FieldType.NAME and field is next(
            (each for group in self._groups for each in group.fields if each.type == FieldType.NAME), None
        )

    def clean(self) -> dict:
        data = super().clean()
        for code in self.field_codes:
            if fold(data.get(code) or "").strip(" .()") in NO_WORDS:
                self.add_error(code, "Điều sổ không ghi thì để trống; trên bản sao cũng để trống, không ghi “không rõ”")
        return data

    def save(self, *, by_id: int) -> RegisterEntry | None:
        """The new entry, or None with an error on the form where the book or the number is taken."""
        data = self.cleaned_data
        try:
            with transaction.atomic():
                book = self._book()
                return book and add_entry(
                    book,
                    number=data["number"],
                    registered_on=data["registered_on"],
                    fields={code: data[code] for code in self.field_codes},
                    note=data["note"],
                    by_id=by_id,
                )
        except IntegrityError:
            self.add_error("number", "Số này đã có trong quyển sổ. Tìm mục đó, hoặc kiểm tra lại số và quyển số")
            return None

    def _book(self) -> RegisterBook | None:
        """The book with this cover, opened here if it is new; a book another office holds is not ours to write in."""
        data = self.cleaned_data
        book, _ = RegisterBook.objects.select_related("holder").get_or_create(
            kind=self.kind,
            registered_place=data["registered_place"],
            year=int(data["book_year"]),
            number=data["book_number"],
            defaults={"holder": self.office},
        )
        if book.holder_id == self.office.pk:
            return book
        self.add_error("registered_place", f"Quyển sổ này do {book.holder.authority_name} giữ. Xem lại bìa sổ")
        return None


def input_for(field: Field, *, is_required: bool = False) -> forms.Field:
    """The input of one field of an entry. Everything but the name of the entry may stay empty, as in the book."""
    if field.type == FieldType.NAME:
        messages = {"required": "Nhập tên như sổ ghi", "max_length": "Tên có nhiều nhất 200 chữ"}
        return VietnameseNameField(label=field.label, required=is_required, error_messages=messages)
    if field.type in DATES:
        return PartialDateField(label=_capital(field.label), noun=_capital(field.label), required=False)
    if field.type == FieldType.SEX:
        return forms.ChoiceField(
            label=field.label,
            choices=_SEXES,
            required=False,
            error_messages={"invalid_choice": "Chọn giới tính trong danh sách"},
        )
    if field.type == FieldType.PERSONAL_ID:
        return PersonalIdField(label=field.label, required=False)
    if field.type == FieldType.YEAR:
        return YearField(label=field.label, required=False)
    return _text(_capital(field.label), _LONGEST.get(field.type, 400), required=False)


def _capital(label: str) -> str:
    return f"{label[0].upper()}{label[1:]}"
