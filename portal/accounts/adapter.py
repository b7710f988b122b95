"""How log-in speaks to people: errors in Vietnamese, secrets of the second factor encrypted at rest."""

import base64
import hashlib
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

WRONG_CODE = _("Mã chưa đúng. Xem lại mã mới nhất rồi nhập lại")
TOO_MANY_TRIES = _("Đã thử nhiều lần. Chờ 5 phút rồi đăng nhập lại")
PASSWORD_FAULTS = {
    "password_too_short": _("Mật khẩu phải có ít nhất 12 ký tự"),
    "password_too_common": _("Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác"),
    "password_too_similar": _("Mật khẩu quá giống họ tên hoặc thư điện tử. Chọn mật khẩu khác"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đang tạm khóa. Liên hệ cơ quan quản lý để mở lại"),
        "duplicate_email": _("Địa chỉ thư điện tử này đã có trong tài khoản"),
        "email_password_mismatch": _("Thư điện tử hoặc mật khẩu chưa đúng. Kiểm tra rồi nhập lại"),
        "email_taken": _("Địa chỉ thư điện tử này đã có tài khoản. Đăng nhập hoặc dùng địa chỉ khác"),
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng"),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Mật khẩu chưa đúng"),
        "invalid_login": _("Thư điện tử hoặc mật khẩu chưa đúng. Kiểm tra rồi nhập lại"),
        "invalid_or_expired_key": _("Mã đã hết hạn. Yêu cầu mã mới"),
        "invalid_password_reset": _("Mã đặt lại mật khẩu đã hết hạn. Yêu cầu mã mới"),
        "rate_limited": _("Đã gửi nhiều yêu cầu liên tiếp. Chờ một phút rồi thử lại"),
        "same_as_current": _("Nhập giá trị khác với giá trị đang dùng"),
        "too_many_login_attempts": TOO_MANY_TRIES,
        "unknown_email": _("Không có tài khoản dùng địa chỉ thư điện tử này"),
    }

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Raises ValidationError in our words."""
        try:
            return super().clean_password(password, user)
        except ValidationError as fault:
            raise ValidationError([PASSWORD_FAULTS.get(e.code, e.message) for e in fault.error_list]) from fault

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not for five minutes after log-in: who sets up his second factor has just typed his password."""
        records = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or [{"at": 0}]
        if time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        words = {"reauthenticate": _("Nhập mật khẩu"), "mfa_reauthenticate": _("Nhập mã trong ứng dụng xác thực")}
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Bật xác thực hai lớp trước khi tạo mã dự phòng"),
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Xác nhận địa chỉ thư điện tử trước khi bật xác thực hai lớp"),
    }

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    """A stolen database copy alone opens no second factor. Old SECRET_KEYs still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"totp:{key}".encode()).digest())) for key in keys])
