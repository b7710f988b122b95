"""What people type at the post desk. Staff pages: Vietnamese only."""

from django import forms

from portal.accounts.models import User
from portal.forms import CleanCharField, CsvFileField, PhoneField, VietnameseNameField
from postal.models import FailureReason, LabelFormat, Parcel
from postal.old_lines import line_today


class CourierForm(forms.Form):
    """Who of the post office is expected to fetch the batch."""

    courier = forms.ModelChoiceField(label="Bưu tá nhận", queryset=User.objects.none(), required=False, empty_label="Chưa rõ")

    def __init__(self, *args, couriers: list[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["courier"].queryset = User.objects.filter(pk__in=[user.pk for user in couriers])
        if len(couriers) == 1:
            self.fields["courier"].initial = couriers[0].pk


class EnvelopeForm(forms.Form):
    """What is written on an envelope before it leaves."""

    name = VietnameseNameField(label="Người nhận", error_messages={"required": "Nhập họ, chữ đệm, tên người nhận"})
    phone = PhoneField(label="Điện thoại", error_messages={"required": "Nhập số điện thoại người nhận"})
    address = CleanCharField(
        label="Địa chỉ",
        help_text="Số nhà, ngõ, đường; phường, xã; tỉnh, thành phố. Trên 220 ký tự thì nhãn in chữ rất nhỏ.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập địa chỉ người nhận", "max_length": "Địa chỉ dài quá 500 ký tự. Viết gọn lại"},
    )

    @classmethod
    def of(cls, parcel: Parcel) -> "EnvelopeForm":
        """An old line is proposed in the units of today."""
        today = line_today(parcel.address)
        address = today.line if today and today.line else parcel.address
        return cls(initial={"name": parcel.recipient_name, "phone": parcel.recipient_phone, "address": address})

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        today = line_today(typed)
        if today and today.question:
            raise forms.ValidationError(today.question)
        return (today.line if today else "") or typed


class LabelsForm(forms.Form):
    """On which paper; what the office printed on last stands first."""

    kho = forms.ChoiceField(label="In trên", choices=LabelFormat.choices, error_messages={"required": "Chọn khổ giấy"})


class TrackingForm(forms.Form):
    tracking_number = CleanCharField(
        label="Số hiệu bưu gửi",
        help_text="Trên tem của bưu điện, ví dụ EB123456785VN. Tắt bộ gõ tiếng Việt khi quét tem.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Nhập số hiệu bưu gửi trên tem"},
    )


class RefusalForm(forms.Form):
    what = forms.ChoiceField(
        label="Việc xảy ra",
        choices=[("refused", "Không nhận: rách, mờ, sai"), ("missing", "Thiếu: có trong biên bản, không có trong túi")],
        initial="refused",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn không nhận hoặc thiếu", "invalid_choice": "Chọn không nhận hoặc thiếu"},
    )
    why = CleanCharField(
        label="Lý do không nhận phong bì này",
        help_text="Ví dụ: phong bì rách, thiếu số nhà, nhãn mờ",
        max_length=200,
        error_messages={"required": "Nhập lý do không nhận", "max_length": "Lý do dài quá 200 ký tự. Viết gọn lại"},
    )


class KeyedForm(forms.Form):
    """A report that counts once: the key is made with the page."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    note = CleanCharField(label="Ghi chú", max_length=300, required=False)


class MoneyField(CleanCharField):
    """Đồng as people type them: "42.000", "42000", "42.000 đồng"."""

    def to_python(self, value) -> int | None:
        text = super().to_python(value) or ""
        digits = text.lower().removesuffix("đồng").removesuffix("đ").replace(".", "").replace(",", "").replace(" ", "")
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            raise forms.ValidationError("Số tiền phải là số đồng, ví dụ 42.000")
        return int(digits)

    def validate(self, value) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"])

    def run_validators(self, value) -> None:
        """Checked above; the length validator is for text."""


RELATIONS = [
    ("spouse", "vợ, chồng"),
    ("child", "con"),
    ("parent", "cha, mẹ"),
    ("kin", "anh, chị, em, người thân khác"),
    ("other", "người khác"),
]
PAPERS = [("authorised", "giấy ủy quyền và căn cước"), ("same_home", "căn cước, cùng nơi cư trú"), ("vneid", "VNeID")]


class DeliveredForm(KeyedForm):
    who = forms.ChoiceField(
        label="Người nhận phong bì",
        choices=[("self", "Đúng người ghi trên phong bì"), ("other", "Người khác, có giấy ủy quyền và căn cước")],
        initial="self",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn người nhận phong bì"},
    )
    other_name = VietnameseNameField(label="Họ tên người nhận thay", required=False)
    relation = forms.ChoiceField(
        label="Quan hệ với người ghi trên phong bì", choices=[("", "Chọn quan hệ"), *RELATIONS], required=False
    )
    paper = forms.ChoiceField(label="Giấy tờ đã xem", choices=[("", "Chọn giấy tờ"), *PAPERS], required=False)
    collected = MoneyField(
        label="Số tiền đã thu (đồng)",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Nhập số tiền đã thu; ghi 0 nếu không phải thu"},
    )
    receipt = CleanCharField(
        label="Số biên lai phí",
        help_text="Để trống thì lấy số tiếp theo của quyển đang giữ",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("who", "other_name", "relation", "paper", "collected", "receipt", "note", "key")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("who") == "other":
            needed = {"other_name": "Nhập họ tên người nhận thay", "relation": "Chọn quan hệ", "paper": "Chọn giấy tờ đã xem"}
            for name, fault in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, fault)
        return cleaned

    def receiver(self, recipient_name: str) -> str:
        """Who took it: "Lê Văn Ẩn (con; giấy ủy quyền và căn cước)"."""
        told = self.cleaned_data
        if told["who"] == "self":
            return recipient_name
        return f"{told['other_name']} ({dict(RELATIONS)[told['relation']]}; {dict(PAPERS)[told['paper']]})"


class FailedForm(KeyedForm):
    reason = forms.ChoiceField(
        label="Lý do giao chưa được",
        choices=FailureReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn lý do giao chưa được", "invalid_choice": "Chọn lý do trong danh sách"},
    )
    field_order = ("reason", "note", "key")


class ReturnForm(KeyedForm):
    """Nothing but the key and a note."""


class FallenOutForm(KeyedForm):
    """Lost or spoilt: what happened is always said."""

    what = forms.ChoiceField(
        label="Việc xảy ra",
        choices=[("lost", "Mất"), ("damaged", "Hỏng, không giao được")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn mất hoặc hỏng"},
    )
    note = CleanCharField(
        label="Sự việc thế nào", max_length=300, error_messages={"required": "Ghi sự việc để cơ quan biết mà cấp lại"}
    )
    field_order = ("what", "note", "key")


class OutcomesForm(forms.Form):
    file = CsvFileField(label="Tệp CSV kết quả giao", help_text="Dưới 2 MB, tối đa 5.000 dòng.")
