"""Writing down what will stand in the register: one input for each field of the kind, prefilled from what was declared."""

from collections.abc import Collection, Mapping

from django import forms

from civil_registry.fields import Field, FieldType
from civil_registry.forms_transcribe import input_for
from civil_registry.layout import groups_of
from portal.forms import LinesField

TAKE_A_LINE = {FieldType.NAME, FieldType.TEXT, FieldType.DATE, FieldType.DATE_IN_WORDS, FieldType.SPELLED_DATE}


class RegisterForm(forms.Form):
    """`declared`: what the citizen said, by field; an input that says otherwise is marked.

    `owed`: the fields that the citizen had to answer for; none of them is left out of the book by a slip of the hand.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = LinesField(
        label="Ghi chú trong sổ",
        max_length=2000,
        required=False,
        error_messages={"max_length": "Ghi chú: viết nhiều nhất 2.000 chữ"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, kind: str, declared: Mapping[str, str], owed: Collection[str] = (), **options) -> None:
        super().__init__(*args, **options)
        self.declared, self._groups = declared, groups_of(kind)
        for group in self._groups:
            for field in group.fields:
                self.fields[field.code] = input_for(field, is_required=self._names_the_entry(field))
                if field.code in owed:
                    self._must_be_written(field.code)
        self.order_fields([name for name in self.fields if name != "note"])

    @property
    def persons(self) -> list[tuple[str, list]]:
        """[(title of the group, [(bound field, takes a whole line, what was declared where it differs), …]), …]."""
        return [
            (group.title, [(self[each.code], each.type in TAKE_A_LINE, self._otherwise(each)) for each in group.fields])
            for group in self._groups
        ]

    def entry_fields(self) -> dict[str, str]:
        """What will be written, by code; blanks left out."""
        codes = [field.code for group in self._groups for field in group.fields]
        return {code: self.cleaned_data[code] for code in codes if self.cleaned_data.get(code)}

    def _otherwise(self, field: Field) -> str:
        said, stands = self.declared.get(field.code, ""), self.initial.get(field.code, "")
        return said if said and stands and said != stands else ""

    def _must_be_written(self, code: str) -> None:
        self.fields[code].required = True
        self.fields[code].error_messages["required"] = "Tờ khai có mục này. Nhập nội dung sẽ ghi vào sổ"

    def _names_the_entry(self, field: Field) -> bool:
        names = (each for group in self._groups for each in group.fields if each.type == FieldType.NAME)
        return field is next(names, None)
