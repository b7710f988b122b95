"""What a citizen writes, what opens the answer, and what those who answer write."""

import re
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.forms import CleanCharField, LinesField, PhoneField, VietnameseNameField
from portal.offices.models import Level, Office
from portal.reflections.actions import Words
from portal.reflections.models import ANSWER_LENGTH, REASON_LENGTH, TEXT_LENGTH, Topic

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
MOST_LINKS = 2
DEPARTMENT = "so-tu-phap"


class SendForm(forms.Form):
    """`website` is for programs that fill in every field: people do not see it."""

    topic = forms.ChoiceField(
        label=_("Về việc gì"),
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một việc"), "invalid_choice": _("Chọn một việc trong danh sách")},
    )
    text = LinesField(
        label=_("Nội dung"),
        help_text=_("Việc xảy ra lúc nào, ở đâu, ông/bà muốn được giải quyết thế nào."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Viết nội dung phản ánh, kiến nghị")},
    )
    dossier_code = CleanCharField(
        label=_("Mã nộp hồ sơ hoặc mã hồ sơ"),
        help_text=_("Có mã thì cơ quan tìm được ngay hồ sơ."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    sender_name = VietnameseNameField(
        label=_("Họ và tên"),
        max_length=120,
        error_messages={"required": _("Nhập họ và tên để cơ quan trả lời")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    sender_phone = PhoneField(
        label=_("Số điện thoại"),
        help_text=_("Câu trả lời gửi đến số điện thoại hoặc thư điện tử này: nhập ít nhất một."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    sender_email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Thư điện tử viết như ten@example.vn")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, error_messages={"invalid": _("Tải lại trang rồi gửi lại")})

    def __init__(self, data=None) -> None:
        super().__init__(data, initial={"key": uuid4()})
        for name in ("dossier_code", "sender_email"):
            self.fields[name].widget.attrs["spellcheck"] = "false"

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(_LINK.findall(text)) > MOST_LINKS:
            raise ValidationError(_("Có quá nhiều đường dẫn. Viết lại bằng lời, để nhiều nhất hai đường dẫn"))
        return text

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Để trống ô này rồi gửi lại"))
        return ""

    def clean(self) -> dict:
        cleaned = super().clean()
        faulty = {"sender_phone", "sender_email"} & set(self.errors)
        if not faulty and not cleaned.get("sender_phone") and not cleaned.get("sender_email"):
            self.add_error("sender_phone", _("Nhập số điện thoại hoặc thư điện tử để nhận câu trả lời"))
        return cleaned

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in Words.__dataclass_fields__})

    @property
    def sent_key(self) -> UUID:
        """Of this form as it was shown; a form without one is new."""
        return self.cleaned_data.get("key") or uuid4()

    @property
    def contact(self) -> str:
        return self.cleaned_data["sender_phone"] or self.cleaned_data["sender_email"]


class AnswerForm(forms.Form):
    """Any code is taken as typed; whether there is such a reflection is said by one sentence for all cases."""

    code = CleanCharField(
        label=_("Mã phản ánh"),
        help_text=_("Ví dụ: PA-7QK4-M92X. Có trong tin nhắn hoặc thư khi gửi."),
        max_length=40,
        error_messages={"required": _("Nhập mã phản ánh")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    contact = CleanCharField(
        label=_("Số điện thoại hoặc thư điện tử đã ghi khi gửi"),
        max_length=254,
        error_messages={"required": _("Nhập số điện thoại hoặc thư điện tử đã ghi khi gửi")},
        widget=forms.TextInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """ "pa-7qk4 m92x" -> "7QK4M92X" """
        return re.sub(r"[^A-Z0-9]", "", self.cleaned_data["code"].upper()).removeprefix("PA")

    def clean_contact(self) -> str:
        typed = self.cleaned_data["contact"]
        return typed.lower() if "@" in typed else PhoneField().to_python(typed)


class WordsForm(forms.Form):
    """An answer or a reason."""

    def __init__(self, *args, label: str, missing: str, help_text: str = "", longest: int = ANSWER_LENGTH, **options) -> None:
        super().__init__(*args, **options)
        self.fields["words"] = LinesField(
            label=label,
            help_text=help_text,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": 7 if longest == ANSWER_LENGTH else 3}),
            error_messages={"required": missing},
        )


class PassOnForm(WordsForm):
    """The Department passes on to any unit; a unit to the Department alone."""

    to = forms.ChoiceField(
        label="Chuyển đến",
        error_messages={"required": "Chọn nơi trả lời", "invalid_choice": "Chọn nơi trả lời trong danh sách"},
    )
    field_order = ["to", "words"]

    def __init__(self, *args, is_department: bool, day: date, **options) -> None:
        told = {"label": "Lý do", "missing": "Ghi lý do chuyển", "longest": REASON_LENGTH}
        super().__init__(*args, **told, **options)
        standing = Office.objects.standing_on(day).filter(level__in=[Level.COMMUNE, Level.DISTRICT]).order_by("search_name")
        self.units = {str(unit.pk): unit for unit in standing} if is_department else {}
        names = [(pk, unit.name) for pk, unit in self.units.items()]
        self.fields["to"].choices = [(DEPARTMENT, "Sở Tư pháp"), *names]

    @property
    def place(self) -> Office | None:
        """None: the Department."""
        return self.units.get(self.cleaned_data["to"])
