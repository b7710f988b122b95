"""Forms of the account: allauth's, in Vietnamese words and with limits. Passwords are typed once, not twice."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import PASSWORD_HELP, FullNameField, PhoneField, speak_code, speak_email, speak_password
from portal.accounts.middleware import has_second_factor, owes_second_factor
from portal.accounts.models import Posting, User

MAILED_CODE_HELP = _("Mã gồm 6 chữ số, có trong thư điện tử vừa gửi.")
PASSWORD_OR_CODE_HELP = _(
    "Ít nhất 12 ký tự; nên dùng một câu dễ nhớ. Nếu để trống, mỗi lần đăng nhập sẽ nhận một mã qua thư điện tử."
)
APP_CODE_HELP = _("Mã gồm 6 chữ số trong ứng dụng xác thực, đổi sau mỗi 30 giây.")


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_email(self.fields["login"])
        speak_password(self.fields["password"])
        self.fields["password"].required = True


class SignupForm(account.SignupForm):
    full_name = FullNameField()
    phone = PhoneField(required=False, help_text=_("Dùng để báo tin về hồ sơ."))
    field_order = ["full_name", "email", "phone", "password1"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_email(self.fields["email"], help_text=_("Mã xác nhận sẽ được gửi đến địa chỉ này."))
        speak_password(self.fields["password1"], help_text=PASSWORD_OR_CODE_HELP)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.full_name, user.phone = self.cleaned_data["full_name"], self.cleaned_data["phone"]
        user.save(update_fields=["full_name", "phone"])


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    """For citizens: an official logs in with a password, so no code is sent to one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_email(self.fields["email"], help_text=_("Địa chỉ đã dùng khi tạo tài khoản."))

    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user and (has_second_factor(self._user) or owes_second_factor(self._user)):
            self._user = None
        return email


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], help_text=MAILED_CODE_HELP)


class ConfirmEmailVerificationCodeForm(account.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], help_text=MAILED_CODE_HELP)


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_email(self.fields["email"], help_text=_("Địa chỉ đã dùng khi tạo tài khoản."))


class ConfirmPasswordResetCodeForm(account.ConfirmPasswordResetCodeForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], help_text=MAILED_CODE_HELP)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        speak_password(self.fields["password1"], label=_("Mật khẩu mới"), help_text=PASSWORD_HELP)


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        speak_password(self.fields["oldpassword"], label=_("Mật khẩu đang dùng"))
        speak_password(self.fields["password1"], label=_("Mật khẩu mới"), help_text=PASSWORD_HELP)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        speak_password(self.fields["password1"], label=_("Mật khẩu mới"), help_text=PASSWORD_HELP)


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_password(self.fields["password"])


class AuthenticateForm(mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], label=_("Mã xác thực"), help_text=APP_CODE_HELP)


class ReauthenticateCodeForm(mfa.ReauthenticateForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], label=_("Mã xác thực"), help_text=APP_CODE_HELP)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self.fields["code"], label=_("Mã xác thực"), help_text=APP_CODE_HELP)

    @property
    def secret_groups(self) -> str:
        """For typing: groups of four."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


class ChoosePostingForm(forms.Form):
    """Which office an official with several works in now."""

    posting = forms.TypedChoiceField(
        label="Đơn vị làm việc",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đơn vị làm việc", "invalid_choice": "Chọn một đơn vị trong danh sách"},
    )

    def __init__(self, *args, postings: list[Posting], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posting"].choices = [(p.pk, f"{p.office.full_name}: {p.title or p.get_role_display()}") for p in postings]
