"""What a leader enters of his key."""

from django import forms

from portal.documents.signing.models import SignedHow

MAX_BYTES = 100 * 1024  # a key with its chain takes 5


class KeyFileForm(forms.Form):
    file = forms.FileField(
        label="Tệp khóa (.p12 hoặc .pfx)",
        help_text="Tệp do tổ chức chứng thực chữ ký số cấp, gồm khóa riêng và chứng thư: EC P-256, P-384, hoặc RSA từ 2048 bit",
        error_messages={
            "required": "Chọn tệp khóa",
            "missing": "Chọn tệp khóa",
            "invalid": "Chọn tệp khóa",
            "empty": "Tệp này rỗng. Chọn lại tệp khóa",
        },
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
    )
    passphrase = forms.CharField(
        label="Mật khẩu của tệp khóa",
        help_text="Dùng một lần để mở tệp, không được lưu lại",
        max_length=200,
        strip=False,
        error_messages={"required": "Nhập mật khẩu của tệp khóa", "max_length": "Mật khẩu dài quá 200 ký tự"},
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp này quá lớn, không phải tệp khóa. Chọn tệp .p12 hoặc .pfx")
        return file


class HowForm(forms.Form):
    how = forms.ChoiceField(
        label="Ký bản sao bằng cách nào",
        choices=SignedHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách ký", "invalid_choice": "Chọn cách ký"},
    )
