"""What the Department types about a page: its words in two languages, its address, when it shall appear, why it goes."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.forms import CleanCharField, LinesField, MomentField
from portal.pages.actions import Words
from portal.pages.models import BODY_LENGTH, SLUG_LENGTH, TITLE_LENGTH, PageKind, Topic
from portal.text import slug_of

LATEST = timedelta(days=366)
_MARKDOWN = "Dòng trống ngăn đoạn. ## Đề mục, - gạch đầu dòng, 1. đánh số, **đậm**, [chữ](/dia-chi/) là liên kết"
_BODY = {"rows": 16, "class": "form-control page-source", "spellcheck": "true"}


class WordsForm(forms.Form):
    """The words of a page. English as a whole or not at all."""

    title_vi = CleanCharField(label="Tiêu đề", max_length=TITLE_LENGTH, error_messages={"required": "Ghi tiêu đề"})
    body_vi = LinesField(
        label="Nội dung",
        help_text=_MARKDOWN,
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs=_BODY),
        error_messages={"required": "Ghi nội dung"},
    )
    title_en = CleanCharField(label="Tiêu đề tiếng Anh", max_length=TITLE_LENGTH, required=False)
    body_en = LinesField(
        label="Nội dung tiếng Anh",
        help_text="Chưa dịch thì để trống cả hai ô: trang tiếng Anh hiện chữ tiếng Việt và nói rõ là chưa dịch",
        max_length=BODY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs=_BODY | {"lang": "en"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        title, body = cleaned.get("title_en", ""), cleaned.get("body_en", "")
        if bool(title) != bool(body) and not self.errors.keys() & {"title_en", "body_en"}:
            self.add_error("body_en" if title else "title_en", "Dịch cả tiêu đề và nội dung, hoặc để trống cả hai")
        return cleaned

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in ("title_vi", "body_vi", "title_en", "body_en")})


class EditForm(WordsForm):
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class BeginForm(WordsForm):
    """A new page of one kind: also where it stands."""

    slug = forms.CharField(
        label="Địa chỉ",
        help_text="Chữ không dấu và gạch nối. Để trống thì lấy theo tiêu đề",
        max_length=SLUG_LENGTH,
        required=False,
        error_messages={"max_length": f"Địa chỉ dài nhất {SLUG_LENGTH} ký tự"},
    )
    topic = forms.ChoiceField(label="Nhóm việc", choices=Topic.choices)
    position = forms.IntegerField(
        label="Thứ tự",
        help_text="Số nhỏ đứng trước",
        min_value=1,
        max_value=999,
        initial=100,
        error_messages={"invalid": "Thứ tự là số từ 1 đến 999"},
    )
    field_order = ["topic", "slug", "position", "title_vi"]

    def __init__(self, *args, kind: str, **options) -> None:
        super().__init__(*args, **options)
        if kind != PageKind.QUESTION:
            del self.fields["topic"]
        if kind in {PageKind.NEWS, PageKind.NOTE}:
            del self.fields["position"]
        if kind == PageKind.NOTE:
            choices = [("", "Chọn trang"), *settings.NOTE_PLACES.items()]
            required = {"required": "Chọn trang mang ghi chú", "invalid_choice": "Chọn trang trong danh sách"}
            self.fields["slug"] = forms.ChoiceField(label="Trên trang", choices=choices, error_messages=required)

    def clean_slug(self) -> str:
        typed = self.cleaned_data["slug"].strip().lower()
        if typed and slug_of(typed) != typed:
            raise ValidationError(f"Địa chỉ chỉ gồm chữ không dấu, chữ số và gạch nối, ví dụ “{slug_of(typed) or 'nghi-le'}”")
        return typed

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("slug"):
            cleaned["slug"] = slug_of(cleaned["title_vi"])[:SLUG_LENGTH].strip("-")
            if not cleaned["slug"]:
                self.add_error("slug", "Ghi địa chỉ: tiêu đề không có chữ nào dùng được")
        return cleaned

    def place(self) -> dict:
        """What begin_page takes beside kind and words."""
        return {name: self.cleaned_data[name] for name in ("slug", "topic", "position") if name in self.cleaned_data}


class PublishForm(forms.Form):
    from_at = MomentField(
        label="Đăng từ",
        help_text="Giờ Hà Nội. Để trống thì đăng ngay",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Ghi ngày giờ như 08:00 25/11/2026"},
    )

    def clean_from_at(self):
        from_at = self.cleaned_data["from_at"]
        if from_at and from_at.year > (timezone.now() + LATEST).year:
            raise ValidationError("Hẹn giờ trong vòng một năm")
        return from_at


class TakeDownForm(forms.Form):
    reason = CleanCharField(label="Lý do gỡ", max_length=300, error_messages={"required": "Ghi lý do gỡ trang"})
