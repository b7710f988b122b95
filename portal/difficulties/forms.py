"""What is typed about a difficulty: by the unit that meets it, by the Department that answers."""

import re
from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from portal.difficulties.models import (
    ANSWER_LENGTH,
    REASON_LENGTH,
    SUBJECT_LENGTH,
    TEXT_LENGTH,
    Desk,
    DifficultyReport,
    Kind,
    State,
)
from portal.difficulties.personal import personal_numbers
from portal.forms import CleanCharField, LinesField
from portal.pages.forms import BeginForm
from portal.pages.models import PageKind
from portal.uploading import OversizeFile
from portal.uploads import Checked, UploadRefused, check, errors

_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-]{4,38}[A-Z0-9]")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Photos and PDFs, each checked and written anew (portal.uploads)."""

    widget = ManyFilesInput(attrs={"accept": "image/jpeg,image/png,application/pdf"})

    def clean(self, data, initial=None) -> list[Checked]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        checked, refused = [], []
        for file in given:
            try:
                checked.append(_checked(file))
            except UploadRefused as fault:
                refused.append(str(fault))
        if refused:
            raise ValidationError(refused)
        return checked


def _checked(file) -> Checked:
    """Raises UploadRefused."""
    if isinstance(file, OversizeFile):
        raise errors.too_big(file.name, file.size, settings.UPLOAD_MAX_BYTES)
    return check(file.name, file.read())


def _readable_by_all(words: str) -> str:
    """Raises ValidationError where a number of somebody stands in it."""
    if found := personal_numbers(words):
        said = ", ".join(found)
        raise ValidationError(f"Mọi đơn vị đọc được chữ này: xóa dãy số giống số định danh, điện thoại ({said})")
    return words


class WriteForm(forms.Form):
    kind = forms.ChoiceField(
        label="Về việc gì",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn loại việc", "invalid_choice": "Chọn loại việc trong danh sách"},
    )
    subject = CleanCharField(
        label="Tóm tắt trong một câu",
        help_text="Ví dụ: Không tìm được sổ của xã đã chia cho hai phường",
        max_length=SUBJECT_LENGTH,
        error_messages={"required": "Ghi tóm tắt để đơn vị khác tìm thấy"},
    )
    text = LinesField(
        label="Nội dung",
        help_text="Gặp khi làm gì, đã thử cách nào, đề nghị điều gì. Mọi đơn vị đọc được: không ghi họ tên, số định danh, "
        "số điện thoại của người dân",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Ghi nội dung khó khăn, kiến nghị"},
    )
    no_personal = forms.BooleanField(label="Các dãy số trên không phải của người dân, vẫn gửi", required=False)
    procedure_code = forms.ChoiceField(label="Thủ tục", required=False)
    dossier_code = CleanCharField(
        label="Mã hồ sơ liên quan",
        help_text="Chỉ đơn vị và Sở Tư pháp thấy mã này",
        max_length=40,
        required=False,
    )
    files = ManyFilesField(
        label="Ảnh chụp màn hình, tệp PDF",
        help_text="Nhiều nhất 5 tệp. Chỉ đơn vị và Sở Tư pháp xem được; che thông tin của người dân trước khi chụp",
        required=False,
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["procedure_code"].choices = [("", "Không riêng thủ tục nào"), *settings.PROCEDURE_NAMES.items()]
        self.found: list[str] = []
        if self.is_bound:
            words = (self.data.get("subject") or "") + "\n" + (self.data.get("text") or "")
            self.found = personal_numbers(words[: 4 * TEXT_LENGTH])
        if not self.found:
            del self.fields["no_personal"]

    def clean_dossier_code(self) -> str:
        code = self.cleaned_data["dossier_code"].upper()
        if code and not _CODE.fullmatch(code):
            raise ValidationError("Mã hồ sơ như trên giấy tiếp nhận, ví dụ H26.00256-260320-0047")
        return code

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.found and not cleaned.get("no_personal"):
            said = ", ".join(self.found)
            self.add_error(
                "text",
                f"Có dãy số giống số định danh hoặc số điện thoại: {said}. Xóa đi, ghi mã hồ sơ thay thế; nếu không phải của "
                "người dân thì đánh dấu ô dưới" + (". Tệp đính kèm phải chọn lại" if self.files else ""),
            )
        return cleaned

    def told(self) -> dict:
        """What actions.write takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "no_personal"}


class WordsForm(forms.Form):
    """One text that stays: an answer, a reason, what was done."""

    words = LinesField(max_length=ANSWER_LENGTH, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, label: str, missing: str, help_text: str = "", longest: int = ANSWER_LENGTH, **options) -> None:
        super().__init__(*args, **options)
        field = LinesField(
            label=label,
            help_text=help_text,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": missing},
        )
        self.fields["words"] = field

    def clean_words(self) -> str:
        return _readable_by_all(self.cleaned_data["words"])


class PassOnForm(forms.Form):
    desk = forms.ChoiceField(
        label="Chuyển đến",
        choices=Desk.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nơi xử lý", "invalid_choice": "Chọn nơi xử lý trong danh sách"},
    )
    words = LinesField(label="Cần làm gì", max_length=REASON_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_words(self) -> str:
        return _readable_by_all(self.cleaned_data["words"])


class MergeForm(forms.Form):
    into = CleanCharField(
        label="Gộp vào việc",
        help_text="Mã việc, ví dụ KN-0042. Các đơn vị của việc này được tính vào việc đó và cùng nhận câu trả lời",
        max_length=12,
        error_messages={"required": "Ghi mã việc để gộp vào"},
    )

    def clean_into(self) -> int:
        typed = self.cleaned_data["into"].upper().removeprefix("KN").strip("- ")
        found = None
        if typed.isascii() and typed.isdigit() and len(typed) < 9:
            found = DifficultyReport.objects.filter(pk=int(typed)).exclude(state=State.MERGED).first()
        if found is None:
            raise ValidationError("Không có việc nào mang mã này, hoặc việc đó đã gộp. Xem lại mã trong danh sách")
        return found.pk


class GuidanceForm(BeginForm):
    """A page out of an answer: for whom, and its words."""

    kind = forms.ChoiceField(
        label="Đăng ở",
        choices=[(PageKind.GUIDANCE.value, "Hướng dẫn"), (PageKind.QUESTION.value, "Câu hỏi thường gặp")],
        error_messages={"required": "Chọn nơi đăng", "invalid_choice": "Chọn nơi đăng trong danh sách"},
    )
    field_order = ["kind", "topic", "slug", "title_vi"]

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, kind=PageKind.QUESTION, **options)
        self.fields["topic"].help_text = "Chỉ cho câu hỏi thường gặp"
        self.fields["topic"].required = False
        del self.fields["position"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == PageKind.QUESTION and not cleaned.get("topic") and "topic" not in self.errors:
            self.add_error("topic", "Chọn nhóm việc của câu hỏi")
        if cleaned.get("kind") == PageKind.GUIDANCE:
            cleaned["topic"] = ""
        return cleaned

    def place(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "slug", "topic")}


class PeriodForm(forms.Form):
    """GET; both days are inclusive, local."""

    tu = forms.DateField(
        label="Từ ngày",
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%d/%m/%Y"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ghi ngày như 01/11/2026", "required": "Ghi ngày đầu kỳ"},
    )
    den = forms.DateField(
        label="Đến ngày",
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%d/%m/%Y"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ghi ngày như 30/11/2026", "required": "Ghi ngày cuối kỳ"},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and (last < first or first.year < 2016 or last.year > 2100):
            self.add_error("den", "Ngày cuối kỳ phải sau ngày đầu kỳ, từ năm 2016")
        return cleaned


class LimitForm(forms.Form):
    working_days = forms.IntegerField(
        label="Trả lời trong (ngày làm việc)",
        min_value=1,
        max_value=60,
        error_messages={"required": "Ghi số ngày làm việc", "invalid": "Số ngày là số từ 1 đến 60"},
    )
    valid_from = forms.DateField(
        label="Áp dụng từ ngày",
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%d/%m/%Y"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ghi ngày như 01/12/2026", "required": "Ghi ngày áp dụng"},
    )
    legal_document = CleanCharField(label="Văn bản", max_length=160, required=False)

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day < self.today or day.year > self.today.year + 5:
            raise ValidationError("Thời hạn mới áp dụng từ hôm nay hoặc một ngày sau: việc đã gửi giữ thời hạn cũ")
        return day
