"""How log-in, codes and the second factor behave (allauth); portal/settings.py takes these in."""

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password: a code for every log-in
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
_CODE_SECONDS, _CODE_TRIES = 15 * 60, 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = (
    _CODE_SECONDS
)
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = _CODE_TRIES
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = _CODE_TRIES
# Counted in the shared cache. A six-digit code is guessed with 5 tries x 20 codes a day: once in 27 years.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "reset_password": "20/m/ip,5/m/key,20/d/key",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end; this one goes on
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "signup": "portal.accounts.forms.SignupForm",
    "request_login_code": "portal.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.ConfirmEmailVerificationCodeForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "portal.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "portal.accounts.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks of telephones: one step of 30 seconds either way
MFA_TOTP_ISSUER = "Hộ tịch trực tuyến Hà Nội"
