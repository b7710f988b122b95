"""A note in the margin: its matter, the paper it rests on, its words, and the fields of the entry as they shall be."""

from django import forms

from civil_registry.annotating import GroundPaper
from civil_registry.forms_transcribe import input_for
from civil_registry.importing.columns import name_code
from civil_registry.layout import groups_of
from civil_registry.models import EventKind, Ground, Matter, RegisterEntry
from portal.forms import CleanCharField, PartialDateField

_OF_MARRIAGES = {Matter.DIVORCE, Matter.ANNULMENT}
_MARRIAGES = {EventKind.MARRIAGE, EventKind.MARRIAGE_NOTED}
_AS_THEY_ARE = "Ghi nội dung ghi chú, hoặc sửa ít nhất một thông tin ở phần dưới"


class AnnotationForm(forms.Form):
    matter = forms.ChoiceField(
        label="Việc ghi chú", error_messages={"required": "Chọn việc ghi chú", "invalid_choice": "Chọn việc trong danh sách"}
    )
    ground = forms.ChoiceField(
        label="Căn cứ",
        choices=[("", "Chọn căn cứ"), *Ground.choices],
        error_messages={"required": "Chọn căn cứ", "invalid_choice": "Chọn căn cứ trong danh sách"},
    )
    ground_number = CleanCharField(
        label="Số văn bản", help_text="Ví dụ 45/2019/QĐST-HNGĐ", max_length=60, error_messages={"required": "Nhập số văn bản"}
    )
    ground_on = PartialDateField(label="Ngày văn bản", noun="Ngày văn bản", error_messages={"required": "Nhập ngày văn bản"})
    ground_authority = CleanCharField(
        label="Cơ quan ban hành",
        help_text="Ví dụ Tòa án nhân dân quận Hai Bà Trưng",
        max_length=200,
        error_messages={"required": "Nhập cơ quan ban hành văn bản"},
    )
    text = CleanCharField(
        label="Nội dung ghi chú như trong sổ",
        help_text="Để trống thì ghi chú được viết từ các ô trên và các thông tin sửa ở dưới",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, entry: RegisterEntry, **options) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        kind = entry.book.kind
        offered = [choice for choice in Matter.choices if choice[0] not in _OF_MARRIAGES or kind in _MARRIAGES]
        self.fields["matter"].choices = [("", "Chọn việc"), *offered]
        self._groups, first = groups_of(kind), name_code(kind)
        for group in self._groups:
            for field in group.fields:
                given = input_for(field, is_required=field.code == first)
                given.initial = entry.fields.get(field.code, "")
                self.fields[field.code] = given
        self.fields["version"].initial = entry.version

    @property
    def note_fields(self) -> list:
        return [
            self[name] for name in ("matter", "ground", "ground_number", "ground_on", "ground_authority", "text", "version")
        ]

    @property
    def groups(self) -> list[tuple[str, list]]:
        """[(title, [bound field, …]), …]: the entry as it is now, to be changed where the note changes it."""
        return [(group.title, [self[field.code] for field in group.fields]) for group in self._groups]

    @property
    def is_changing(self) -> bool:
        """Whether the fields of the entry are to be seen open: one of them was changed, or is faulty."""
        if not self.is_bound:
            return False
        return any(code in self.errors or self._differs(code) for code in self._codes())

    def clean(self) -> dict:
        data = super().clean()
        is_same = not any(self._differs(code) for code in self._codes())
        if not self.errors and not data["text"] and is_same and data["matter"] not in _OF_MARRIAGES:
            self.add_error("text", _AS_THEY_ARE)
        return data

    def answers(self) -> dict:
        """What annotate() takes."""
        data = self.cleaned_data
        paper = GroundPaper(data["ground"], data["ground_number"], data["ground_on"], data["ground_authority"])
        values = {code: data[code] for code in self._codes()}
        return {
            "matter": data["matter"],
            "ground": paper,
            "values": values,
            "text": data["text"],
            "seen_version": data["version"],
        }

    def _differs(self, code: str) -> bool:
        return self.cleaned_data.get(code, "") != self.entry.fields.get(code, "")

    def _codes(self) -> list[str]:
        return [field.code for group in self._groups for field in group.fields]


class CheckForm(forms.Form):
    """Why a note is found wrong; nothing else is asked of who finds it right."""

    reason = CleanCharField(
        label="Lý do trả lại",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Lý do có nhiều nhất 500 chữ"},
    )

    def clean(self) -> dict:
        data = super().clean()
        if "decline" in self.data and not data.get("reason") and not self.errors:
            self.add_error("reason", "Ghi lý do để người ghi biết phải sửa gì")
        return data


class ScanForm(forms.Form):
    file = forms.FileField(
        label="Ảnh hoặc PDF của trang sổ",
        help_text="Chỉ công chức của cơ quan giữ sổ xem được; mỗi lần xem được ghi lại",
        allow_empty_file=True,
        error_messages={"required": "Chọn tệp", "missing": "Chọn tệp"},
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class WithdrawScanForm(forms.Form):
    reason = CleanCharField(
        label="Vì sao gỡ",
        max_length=300,
        error_messages={"required": "Ghi vì sao gỡ bản quét", "max_length": "Lý do có nhiều nhất 300 chữ"},
    )
