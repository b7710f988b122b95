"""Keys that stay on a token (PKCS#11): a USB token, an HSM, or SoftHSM. The module and the PINs come from the settings.

python-pkcs11 is read when a token is first asked: most deployments have none.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.conf import settings

from portal.documents.signing.certificates import in_order
from portal.documents.signing.errors import KeyUnfit, TokenUnreachable

_one_at_a_time = Lock()


def certificates_on(token_label: str, key_label: str) -> list[x509.Certificate]:
    """The certificate with the key's label, and those above it on the token. Raises TokenUnreachable, KeyUnfit."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415

    with session(token_label) as opened:
        found = [
            (item[Attribute.LABEL], x509.load_der_x509_certificate(item[Attribute.VALUE]))
            for item in opened.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        ]
    leaf = next((certificate for label, certificate in found if label == key_label), None)
    if leaf is None:
        raise KeyUnfit(f"Thiết bị không có chứng thư mang nhãn “{key_label}”.")
    return in_order(leaf, [certificate for _label, certificate in found])


def check_reachable(token_label: str, key_label: str) -> None:
    """Raises TokenUnreachable where the token or the key on it cannot be opened now."""
    with session(token_label) as opened:
        _key_on(opened, key_label)


def sign_on_trial(token_label: str, key_label: str, leaf: x509.Certificate) -> None:
    """One signature by the token, checked against the certificate. Raises TokenUnreachable, KeyUnfit."""
    from pkcs11 import Mechanism  # noqa: PLC0415

    said, public = secrets.token_bytes(32), leaf.public_key()
    with session(token_label) as opened:
        key = _key_on(opened, key_label)
        try:
            if isinstance(public, ec.EllipticCurvePublicKey):
                raw = key.sign(hashlib.sha256(said).digest(), mechanism=Mechanism.ECDSA)
                half = len(raw) // 2
                signature = encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))
                public.verify(signature, said, ec.ECDSA(hashes.SHA256()))
            elif isinstance(public, rsa.RSAPublicKey):
                signature = key.sign(said, mechanism=Mechanism.SHA256_RSA_PKCS)
                public.verify(signature, said, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature as fault:
            raise KeyUnfit("Khóa và chứng thư trên thiết bị không phải một cặp.") from fault


@contextmanager
def session(token_label: str) -> Iterator:
    """An open session of a token, logged in with its PIN. Whatever the module complains about: TokenUnreachable.

    One at a time: a process logs in to a token once, a second thread would be refused.
    """
    import pkcs11  # noqa: PLC0415

    pin = settings.PKCS11_PINS.get(token_label)
    if not settings.PKCS11_MODULE or not pin:
        raise TokenUnreachable
    try:
        with _one_at_a_time, pkcs11.lib(settings.PKCS11_MODULE).get_token(token_label=token_label).open(user_pin=pin) as opened:
            yield opened
    except (pkcs11.PKCS11Error, RuntimeError) as fault:  # RuntimeError: the module itself cannot be loaded
        raise TokenUnreachable from fault


def _key_on(opened, key_label: str):
    from pkcs11 import ObjectClass  # noqa: PLC0415

    return opened.get_key(object_class=ObjectClass.PRIVATE_KEY, label=key_label)
