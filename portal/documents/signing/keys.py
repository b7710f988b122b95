"""What happens to a leader's key: entered and tried at once, stopped, erased; and the one he may sign with now."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.audit.trail import record
from portal.documents.signing import tokens, trust, vault
from portal.documents.signing.certificates import (
    check_fitness,
    columns_of,
    from_pem,
    name_of,
    read_pkcs12,
    sign_on_trial,
)
from portal.documents.signing.errors import (
    KeyExpired,
    KeyMissing,
    KeyNotYetValid,
    KeyRevoked,
    NotTheHolder,
    NotTrusted,
    SigningFault,
)
from portal.documents.signing.models import KeyKind, KeyState, SignedHow, SigningChoice, SigningKey
from portal.offices.models import Office
from portal.text import fold

EXPIRES_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SigningState:
    """How a leader would sign now. `problem`: why it could not be done, in words; the token is asked only on signing."""

    how: str
    key: SigningKey | None
    problem: str = ""
    expires_soon: bool = False

    @property
    def is_digital(self) -> bool:
        return self.how == SignedHow.DIGITAL


def enter_key_file(content: bytes, passphrase: str, *, user: User, office: Office, by: Actor, at: datetime) -> SigningKey:
    """Keep the key of a PKCS#12 file in the place of the one before; from now on he signs digitally. Raises SigningFault."""
    file = read_pkcs12(content, passphrase)
    check_fitness(file.certificates[0])
    sign_on_trial(file.key, file.certificates[0], secrets.token_bytes(32))
    _check_certificates(file.certificates, user=user, at=at)
    columns = columns_of(file.certificates) | {"kind": KeyKind.PKCS12, "secret": closed(file.key)}
    return _keep(columns, user=user, office=office, by=by, at=at)


def enter_token_key(token_label: str, key_label: str, *, user: User, office: Office, by: Actor, at: datetime) -> SigningKey:
    """As `enter_key_file`, of a key that stays on its token. Raises SigningFault."""
    certificates = tokens.certificates_on(token_label, key_label)
    check_fitness(certificates[0])
    _check_certificates(certificates, user=user, at=at)
    columns = columns_of(certificates) | {"kind": KeyKind.PKCS11, "token_label": token_label, "key_label": key_label}
    tokens.sign_on_trial(token_label, key_label, certificates[0])
    return _keep(columns, user=user, office=office, by=by, at=at)


def closed(key: PrivateKeyTypes) -> str:
    """A private key as it is stored: encrypted. The passphrase of its file is not kept."""
    return vault.close(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def stop_key(key_id: int, *, by: Actor, at: datetime) -> SigningKey:
    """Never sign anything new with it. What it signed still counts. Raises TransitionNotAllowed where it was stopped before."""
    with transaction.atomic():
        key = SigningKey.objects.select_for_update().get(pk=key_id)
        key.stop(by_id=by.user_id, at=at)
        key.save()
        record("signing_key.stopped", subject=f"signing_key:{key.pk}", by=by, at=at, fingerprint=key.fingerprint)
    return key


def choose_how(how: str, *, user: User, office: Office, by: Actor, at: datetime) -> None:
    """Digitally or on paper, from the next signature on."""
    with transaction.atomic():
        SigningChoice.objects.update_or_create(user=user, office=office, defaults={"how": how})
        record("signing_key.choice", subject=f"user:{user.pk}", by=by, at=at, how=how)


def signs_how(user_id: int, office_id: int) -> str:
    """Without a choice: on paper."""
    choice = SigningChoice.objects.filter(user_id=user_id, office_id=office_id).first()
    return choice.how if choice else SignedHow.PAPER


def active_key(user_id: int, office_id: int) -> SigningKey | None:
    return SigningKey.objects.filter(user_id=user_id, office_id=office_id, state=KeyState.ACTIVE).first()


def state_of(user_id: int, office_id: int, *, at: datetime) -> SigningState:
    how, key = signs_how(user_id, office_id), active_key(user_id, office_id)
    problem = ""
    if how == SignedHow.DIGITAL:
        try:
            _check_certificate_of(key, at=at)
        except SigningFault as fault:
            problem = str(fault).removesuffix(" Chưa cấp số nào.")
    return SigningState(how, key, problem, expires_soon=key is not None and key.valid_to - at < EXPIRES_SOON)


def key_to_sign_with(user_id: int, office_id: int, *, at: datetime) -> SigningKey | None:
    """None where he signs on paper. Asked before anything is numbered: raises SigningFault where his key cannot sign now."""
    if signs_how(user_id, office_id) == SignedHow.PAPER:
        return None
    key = active_key(user_id, office_id)
    key = _check_certificate_of(key, at=at)
    if key.kind == KeyKind.PKCS11:
        tokens.check_reachable(key.token_label, key.key_label)
    return key


def _check_certificate_of(key: SigningKey | None, *, at: datetime) -> SigningKey:
    """There, in its time, not revoked. Raises KeyMissing, KeyExpired, KeyNotYetValid, KeyRevoked."""
    if key is None:
        raise KeyMissing
    _check_time(key.valid_from, key.valid_to, at)
    chain = from_pem(key.certificates_pem)
    if trust.is_revoked(chain[0], [*chain[1:], *trust.trusted_roots()]):
        raise KeyRevoked
    return key


def _check_certificates(certificates: list, *, user: User, at: datetime) -> None:
    leaf = certificates[0]
    _check_time(leaf.not_valid_before_utc, leaf.not_valid_after_utc, at)
    if fold(name_of(leaf.subject)) != fold(user.full_name):
        raise NotTheHolder(name_of(leaf.subject), user.full_name)
    if not trust.is_trusted(certificates):
        raise NotTrusted(name_of(certificates[-1].issuer))
    if trust.is_revoked(leaf, [*certificates[1:], *trust.trusted_roots()]):
        raise KeyRevoked


def _check_time(valid_from: datetime, valid_to: datetime, at: datetime) -> None:
    if at < valid_from:
        raise KeyNotYetValid(f"{timezone.localtime(valid_from):%d/%m/%Y}")
    if at > valid_to:
        raise KeyExpired(f"{timezone.localtime(valid_to):%d/%m/%Y}")


def _keep(columns: dict, *, user: User, office: Office, by: Actor, at: datetime) -> SigningKey:
    is_demo = trust.is_of_the_demo(from_pem(columns["certificates_pem"]))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # who enters two keys at once enters one after the other
        for before in SigningKey.objects.filter(user=user, office=office, state=KeyState.ACTIVE):
            stop_key(before.pk, by=by, at=at)
        key = SigningKey.objects.create(
            user=user, office=office, is_demo=is_demo, added_by_id=by.user_id, added_at=at, **columns
        )
        choose_how(SignedHow.DIGITAL, user=user, office=office, by=by, at=at)
        record("signing_key.entered", subject=f"signing_key:{key.pk}", by=by, at=at, fingerprint=key.fingerprint)
    return key
