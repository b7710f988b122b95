"""allauth's views that we want, under Vietnamese addresses and our guard; their names stay allauth's.

Left out: several e-mail addresses for one account, telephone log-in, passkeys, other sites' accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from portal.accounts.guards import ANY_ACCOUNT, PUBLIC, View, serves

FORM = ("GET", "POST")
PAGE = ("GET",)


def route(address: str, view: View, name: str, *, methods: tuple[str, ...] = FORM, to: str = PUBLIC) -> URLPattern:
    return path(address, serves(*methods, to=to)(view), name=name)


to_account = RedirectView.as_view(pattern_name="accounts:account")

urlpatterns = [
    # Log in, log out
    route("dang-nhap/", account.login, "account_login"),
    route("dang-nhap/ma/", account.request_login_code, "account_request_login_code"),
    route("dang-nhap/ma/xac-nhan/", account.confirm_login_code, "account_confirm_login_code"),
    route("dang-nhap/xac-thuc/", mfa.authenticate, "mfa_authenticate"),
    route("dang-nhap/tam-khoa/", account.account_inactive, "account_inactive", methods=PAGE),
    route("dang-xuat/", account.logout, "account_logout"),
    # Open an account
    route("dang-ky/", account.signup, "account_signup"),
    route("dang-ky/xac-nhan/", account.email_verification_sent, "account_email_verification_sent"),
    # Forgotten password, by a code sent to the e-mail address
    route("quen-mat-khau/", account.password_reset, "account_reset_password"),
    route("quen-mat-khau/ma/", account.confirm_password_reset_code, "account_confirm_password_reset_code"),
    route("quen-mat-khau/mat-khau-moi/", account.complete_password_reset, "account_complete_password_reset"),
    route("quen-mat-khau/xong/", account.password_reset_from_key_done, "account_password_reset_completed", methods=PAGE),
    # The account
    route("tai-khoan/thu-dien-tu/", to_account, "account_email", methods=PAGE, to=ANY_ACCOUNT),
    route("tai-khoan/mat-khau/", account.password_change, "account_change_password", to=ANY_ACCOUNT),
    route("tai-khoan/mat-khau/dat/", account.password_set, "account_set_password", to=ANY_ACCOUNT),
    route("tai-khoan/xac-nhan/", account.reauthenticate, "account_reauthenticate", to=ANY_ACCOUNT),
    # Second factor
    route("xac-thuc/", mfa.index, "mfa_index", methods=PAGE, to=ANY_ACCOUNT),
    route("xac-thuc/bat/", totp.activate_totp, "mfa_activate_totp", to=ANY_ACCOUNT),
    route("xac-thuc/tat/", totp.deactivate_totp, "mfa_deactivate_totp", to=ANY_ACCOUNT),
    route("xac-thuc/xac-nhan/", mfa.reauthenticate, "mfa_reauthenticate", to=ANY_ACCOUNT),
    route("xac-thuc/ma-du-phong/", recovery.view_recovery_codes, "mfa_view_recovery_codes", methods=PAGE, to=ANY_ACCOUNT),
    route("xac-thuc/ma-du-phong/tao/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes", to=ANY_ACCOUNT),
    route(
        "xac-thuc/ma-du-phong/tai/",
        recovery.download_recovery_codes,
        "mfa_download_recovery_codes",
        methods=PAGE,
        to=ANY_ACCOUNT,
    ),
]
