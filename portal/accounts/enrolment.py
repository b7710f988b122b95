"""Opening an account for a person: a confirmed e-mail address, and the second factor that officials must have."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt

from portal.accounts.models import User


def confirm_email(user: User) -> EmailAddress:
    """The address counts as confirmed: an administrator entered it, or the person typed the code sent to it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()  # who has the old one is not let in by it
    address, _ = EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return address


def second_factor_secret(user: User) -> str:
    """The secret of his TOTP in base32, for the demo's list of accounts; empty where he has none."""
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return decrypt(totp.data["secret"]) if totp else ""


def enrol_second_factor(user: User, *, secret: str = "") -> str:
    """Give a user TOTP and recovery codes where he has none yet; returns the secret in base32. Idempotent."""
    confirm_email(user)
    existing = second_factor_secret(user)
    if existing:
        return existing
    secret = secret or generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of_this_moment(user: User) -> str:
    """What an authenticator app would show for him now; for the demo, where nobody has one. Empty without a secret."""
    secret = second_factor_secret(user)
    if not secret:
        return ""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))
