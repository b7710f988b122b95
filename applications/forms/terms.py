"""What the Department types of fees, waivers, postage and collection. Staff pages: Vietnamese only."""

from datetime import date

from django import forms
from django.utils.crypto import salted_hmac

from applications.models import CollectionMode, DatedTerm, FeeCollection, FeePolicy, FeeWaiver, PostageTariff
from applications.procedures import procedures
from applications.terms_words import what_it_says
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField
from portal.offices.reference import EXTRACT_COPY
from portal.templatetags.portal import vnd

FIRST_DAY, LAST_DAY = date(2016, 1, 1), date(2100, 12, 31)
MOST_VND = 10_000_000


class MoneyField(forms.CharField):
    """Whole đồng as people write them: 8000, 8.000, 8 000 đ."""

    def __init__(self, *, example: str, **options) -> None:
        self.example = example
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20, "class": "cal-day"})
        super().__init__(widget=widget, error_messages={"required": f"Nhập số tiền, ví dụ {example}"}, **options)

    def to_python(self, value) -> int | None:
        text = super().to_python(value)
        if not text:
            return None
        digits = text.lower().removesuffix("đồng").removesuffix("đ").translate(str.maketrans("", "", " .,\u00a0"))
        if not (digits.isascii() and digits.isdigit() and int(digits) <= MOST_VND):
            raise forms.ValidationError(f"Số tiền viết bằng chữ số, nhiều nhất {vnd(MOST_VND)}, ví dụ {self.example}")
        return int(digits)


class TermForm(forms.Form):
    """Fields that every term has; `MODEL` and the names of its own columns come from the kinds below."""

    MODEL: type[DatedTerm]
    COLUMNS: tuple[str, ...]

    valid_from = DayField(label="Từ ngày", noun="ngày bắt đầu", example="01/01/2027")
    # Shown only where an open term is in the way and could end the day before.
    ends_before = forms.BooleanField(required=False, widget=forms.HiddenInput)
    valid_to = DayField(
        label="Đến hết ngày", noun="ngày cuối", example="31/12/2027", required=False, help_text="Để trống nếu không thời hạn."
    )
    legal_document = CleanCharField(
        label="Căn cứ",
        max_length=160,
        help_text="Số, ký hiệu văn bản, điều khoản. Hiện ở trang này và trong lịch sử.",
        error_messages={"required": "Nhập số, ký hiệu văn bản"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("procedure_code"):
            field.choices = [(code, f"{code} {procedure.name}") for code, procedure in procedures().items()]
            field.initial = EXTRACT_COPY

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("valid_from", "valid_to"):
            day = cleaned.get(name)
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, f"Ngày phải từ {FIRST_DAY:%d/%m/%Y} đến {LAST_DAY:%d/%m/%Y}")
        return cleaned

    def new_term(self) -> DatedTerm:
        return self.MODEL(**{name: self.cleaned_data[name] for name in self.COLUMNS})

    def offer_to_end(self, other: DatedTerm) -> None:
        """Ask whether the open term in the way may end the day before."""
        said = what_it_says(other)
        self.fields["ends_before"].widget = forms.CheckboxInput()
        self[
            "ends_before"
        ].label = f"{said[:1].upper()}{said[1:]} (từ {other.valid_from:%d/%m/%Y}) kết thúc vào hôm trước ngày bắt đầu"

    def mark(self) -> str:
        """Of exactly these values: what was shown is what is saved."""
        said = "|".join(f"{name}={self.cleaned_data.get(name)}" for name in sorted(self.fields))
        return salted_hmac("applications.terms", said).hexdigest()[:32]


def _procedure() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Thủ tục", error_messages=dict.fromkeys(("required", "invalid_choice"), "Chọn thủ tục trong danh sách")
    )


class FeeForm(TermForm):
    MODEL, COLUMNS = FeePolicy, ("procedure_code", "fee_per_copy_vnd", "valid_from", "valid_to", "legal_document")
    procedure_code = _procedure()
    fee_per_copy_vnd = MoneyField(label="Phí một bản sao (đồng)", example="8.000")
    field_order = ("procedure_code", "fee_per_copy_vnd")


class WaiverForm(TermForm):
    MODEL = FeeWaiver
    COLUMNS = ("procedure_code", "condition", "label_vi", "label_en", "valid_from", "valid_to", "legal_document")
    procedure_code = _procedure()
    condition = forms.ChoiceField(
        label="Ai được miễn",
        choices=FeeWaiver.Condition.choices,
        widget=forms.RadioSelect,
        help_text="Chỉ miễn khi điều kiện được chứng minh với hồ sơ.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Chọn ai được miễn"),
    )
    label_vi = CleanCharField(
        label="Nội dung",
        max_length=300,
        help_text="Người dân đọc câu này, ví dụ: Người có công với cách mạng.",
        error_messages={"required": "Nhập nội dung"},
    )
    label_en = CleanCharField(
        label="Nội dung tiếng Anh", max_length=300, error_messages={"required": "Nhập nội dung tiếng Anh"}
    )
    field_order = ("procedure_code", "condition", "label_vi", "label_en")


class TariffForm(TermForm):
    MODEL, COLUMNS = PostageTariff, ("zone", "price_vnd", "valid_from", "valid_to", "source", "is_illustrative")
    zone = forms.ChoiceField(
        label="Nơi nhận",
        choices=PostageTariff.Zone.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Chọn nơi nhận"),
    )
    price_vnd = MoneyField(label="Cước một bưu gửi (đồng)", example="26.000")
    is_illustrative = forms.BooleanField(
        label="Mức minh họa, chưa theo thỏa thuận đã ký", required=False, help_text="Người dân thấy chữ “minh họa” bên mức này."
    )
    field_order = ("zone", "price_vnd", "valid_from", "ends_before", "valid_to", "legal_document", "is_illustrative")

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["source"] = cleaned.get("legal_document", "")
        return cleaned


class CollectionForm(TermForm):
    MODEL, COLUMNS = FeeCollection, ("procedure_code", "mode", "valid_from", "legal_document")
    procedure_code = _procedure()
    mode = forms.ChoiceField(
        label="Cách thu phí",
        choices=CollectionMode.choices,
        widget=forms.RadioSelect,
        help_text="Cước bưu chính luôn trả khi nhận.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Chọn cách thu phí"),
    )
    valid_to = None  # stands until the next one
    field_order = ("procedure_code", "mode")


class EndTermForm(forms.Form):
    last_day = DayField(label="Ngày cuối còn hiệu lực", noun="ngày cuối", example="31/12/2026")

    def mark(self) -> str:
        return salted_hmac("applications.terms", f"{self.cleaned_data['last_day']}").hexdigest()[:32]


class TakeBackForm(forms.Form):
    reason = CleanCharField(
        label="Lý do rút",
        max_length=120,
        help_text="Ví dụ: nhập nhầm số tiền.",
        error_messages={"required": "Nhập lý do rút"},
    )


FORMS: dict[str, type[TermForm]] = {"phi": FeeForm, "mien": WaiverForm, "cuoc": TariffForm, "cach-thu": CollectionForm}
