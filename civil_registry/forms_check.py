"""The second reader's tick; and an entry corrected from the paper book: the form of transcribing over what stands there."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from civil_registry.corrections import CorrectedMeanwhile, NothingCorrected, correct
from civil_registry.forms_transcribe import TranscriptionForm
from civil_registry.models import RegisterEntry
from portal.forms import CleanCharField

_ON_THE_COVER = ("registered_place", "book_year", "book_number", "number")


class CheckForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    has_compared = forms.BooleanField(
        label="Tôi đã đối chiếu với sổ", error_messages={"required": "So từng dòng với trang sổ rồi đánh dấu"}
    )


class CorrectionForm(TranscriptionForm):
    """What the book says of this entry; its number and cover are not corrected here. A ground is compulsory."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ground = CleanCharField(
        label="Căn cứ sửa",
        help_text="Ví dụ: Sổ khai sinh quyển 01/1990, trang 44, ghi “Thùy”.",
        max_length=500,
        error_messages={
            "required": "Ghi căn cứ: quyển, trang, sổ ghi thế nào",
            "max_length": "Căn cứ: viết nhiều nhất 500 chữ",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, entry: RegisterEntry) -> None:
        initial = entry.fields | {"registered_on": entry.registered_on, "note": entry.note, "version": entry.version}
        super().__init__(data, kind=entry.book.kind, office=entry.book.holder, initial=initial)
        self.entry = entry
        for name in _ON_THE_COVER:
            del self.fields[name]

    def correct(self, *, by_id: int, at: datetime) -> RegisterEntry | None:
        """The corrected entry, or None with the reason on the form."""
        data = self.cleaned_data
        try:
            return correct(
                self.entry.pk,
                {code: data[code] for code in self.field_codes},
                note=data["note"],
                registered_on=data["registered_on"],
                ground=data["ground"],
                by_id=by_id,
                at=at,
                seen_version=data["version"],
            )
        except NothingCorrected:
            self.add_error(None, "Chưa sửa gì: mục sổ đã ghi đúng như vậy.")
        except CorrectedMeanwhile as fault:
            who = fault.entry.corrected_by.full_name
            self.add_error(None, f"Trong lúc trang này đang mở, {who} đã sửa mục sổ. Mở lại trang để xem.")
        return None
