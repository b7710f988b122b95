"""The keys that seal papers: made, used from the day a signed list names them, retired, or reported stolen.

Two keys overlap at a change: the old one seals until its last day, the new one from its first. Callers hold the transaction.
"""

import base64
import hashlib
from datetime import date

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db.models import Max, Q

from civil_registry.cose import point
from civil_registry.models import ExtractCopy, SealKey
from civil_registry.seal import Signer
from portal.offices.models import Office

LAST_KID = 255


class NoNumberLeft(ValueError):
    """A seal has one byte for the number of its key."""


def new_key(*, from_on: date, to_on: date | None = None, office: Office | None = None) -> SealKey:
    """A key for the papers issued on these days. It seals nothing until a published list names it. Raises NoNumberLeft."""
    kid = (SealKey.objects.aggregate(last=Max("kid"))["last"] or 0) + 1
    if kid > LAST_KID:
        raise NoNumberLeft
    key = ec.generate_private_key(ec.SECP256R1())
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SealKey.objects.create(
        kid=kid,
        office=office,
        public_key=point(key).hex(),
        private_key=_vault().encrypt(der).decode(),
        from_on=from_on,
        to_on=to_on,
    )


def stop_using(kid: int, *, on: date, is_compromised: bool = False) -> SealKey:
    """Retire a key after a last day, or report it stolen; the private half is erased. Raises SealKey.DoesNotExist."""
    key = SealKey.objects.select_for_update().get(kid=kid)
    key.status = SealKey.Status.COMPROMISED if is_compromised else SealKey.Status.RETIRED
    key.private_key = ""
    key.to_on = max(key.from_on, min(on, key.to_on or on))
    key.save()
    return key


def signer_for(copy: ExtractCopy) -> Signer | None:
    """The newest published key for this office on the day of issue; the office's own goes first. None: no seal today.

    What was made in training is never sealed: a seal says, also without us, that a paper counts.
    """
    if copy.office.is_training:
        return None
    day = copy.signed_on
    keys = SealKey.objects.filter(
        Q(office=None) | Q(office=copy.office_id),
        Q(to_on=None) | Q(to_on__gte=day),
        status=SealKey.Status.ACTIVE,
        published_at__isnull=False,
        from_on__lte=day,
    )
    key = max(keys, key=lambda key: (key.office_id is not None, key.from_on, key.kid), default=None)
    return Signer(key.kid, _private(key)) if key else None


def _private(key: SealKey) -> ec.EllipticCurvePrivateKey:
    return serialization.load_der_private_key(_vault().decrypt(key.private_key.encode()), password=None)


def _vault() -> MultiFernet:
    """A stolen database copy alone seals nothing. Old SECRET_KEYs still open what they closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"seal:{key}".encode()).digest())) for key in secrets])
