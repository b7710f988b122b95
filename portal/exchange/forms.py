"""What an operator writes about a partner authority."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from portal.exchange.models import CODE, Partner, Transport
from portal.forms import CleanCharField
from portal.offices.calendar_forms import DayField


class PartnerForm(forms.ModelForm):
    code = CleanCharField(
        label="Mã đối tác",
        max_length=40,
        validators=[CODE],
        help_text="Ví dụ: CATP-HN. Có trong tệp và địa chỉ trao đổi, không đổi được",
    )
    name = CleanCharField(label="Tên cơ quan", max_length=200)
    transport = forms.ChoiceField(label="Cách trao đổi", choices=Transport.choices)
    address = CleanCharField(
        label="Địa chỉ hệ thống",
        max_length=300,
        required=False,
        help_text="Chỉ khi trao đổi qua mạng. Ví dụ: https://lienthong.example/nhan",
    )
    valid_from = DayField(label="Trao đổi từ ngày", noun="ngày bắt đầu trao đổi")
    valid_to = DayField(label="Đến hết ngày", noun="ngày cuối cùng", required=False, help_text="Để trống nếu chưa có")

    class Meta:
        model = Partner
        fields = ["code", "name", "transport", "address", "valid_from", "valid_to"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean_address(self) -> str:
        """https outside a demo; nothing that would be another address when it is joined with a path."""
        address = self.cleaned_data["address"].rstrip("/")
        if not address:
            return ""
        try:
            parts = urlsplit(address)
            is_whole = parts.hostname and parts.port != 0 and not (parts.query or parts.fragment or parts.username)
        except ValueError:
            is_whole = False
        schemes = ("https",) if settings.IS_PRODUCTION else ("https", "http")
        if not is_whole or parts.scheme not in schemes or not address.isascii() or " " in address:
            raise ValidationError("Viết địa chỉ đầy đủ, bắt đầu bằng https://, không có dấu ? hoặc #")
        return address

    def clean(self) -> dict:
        told = super().clean()
        if told.get("transport") == Transport.HTTP and not told.get("address") and "address" not in self.errors:
            self.add_error("address", "Trao đổi qua mạng thì ghi địa chỉ hệ thống")
        first, last = told.get("valid_from"), told.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày cuối trước ngày đầu. Ghi ngày sau")
        return told
