"""Certificates and key files as they come from a certification authority: what is read from them, and whether they fit.

Certificates stand in the order holder, issuer, issuer's issuer, …
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import ExtensionOID, NameOID

from portal.documents.signing.errors import KeyFileUnreadable, KeyUnfit, WrongPassphrase

CURVES = (ec.SECP256R1, ec.SECP384R1)
LEAST_RSA_BITS = 2048
LONGEST_CHAIN = 6


@dataclass(frozen=True, slots=True)
class KeyFile:
    key: PrivateKeyTypes
    certificates: list[x509.Certificate]


def read_pkcs12(content: bytes, passphrase: str) -> KeyFile:
    """A key with its certificates. Raises KeyFileUnreadable, WrongPassphrase, KeyUnfit."""
    from asn1crypto import pkcs12 as asn1_pkcs12  # noqa: PLC0415  2 MB, for the day a leader brings his key

    try:
        asn1_pkcs12.Pfx.load(content, strict=True).native  # noqa: B018  parses to the ground: a wrong passphrase is told apart
    except (ValueError, TypeError) as fault:
        raise KeyFileUnreadable from fault
    try:
        bundle = pkcs12.load_pkcs12(content, passphrase.encode())
    except UnsupportedAlgorithm as fault:
        raise KeyFileUnreadable from fault
    except ValueError as fault:
        raise WrongPassphrase from fault
    if bundle.key is None or bundle.cert is None:
        raise KeyUnfit("Tệp không có đủ khóa riêng và chứng thư. Xuất lại tệp kèm khóa riêng.")
    above = [found.certificate for found in bundle.additional_certs]
    return KeyFile(bundle.key, in_order(bundle.cert.certificate, above))


def in_order(leaf: x509.Certificate, others: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """The leaf and those above it as far as they are there."""
    chain, left = [leaf], list(others)
    while len(chain) < LONGEST_CHAIN:
        issuer = next((found for found in left if found not in chain and is_issued_by(chain[-1], found)), None)
        if issuer is None:
            break
        chain.append(issuer)
    return chain


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """By signature and name; only an authority issues: the holder of a certificate cannot make others with it."""
    try:
        is_authority = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.ExtensionNotFound):
        return False
    return is_authority


def check_fitness(leaf: x509.Certificate) -> None:
    """EC P-256 or P-384, or RSA of 2048 bits and more, made for signing. Raises KeyUnfit."""
    public = leaf.public_key()
    is_fit = (isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, CURVES)) or (
        isinstance(public, rsa.RSAPublicKey) and public.key_size >= LEAST_RSA_BITS
    )
    if not is_fit:
        raise KeyUnfit("Loại khóa này không dùng được. Cổng nhận khóa EC P-256, EC P-384, hoặc RSA từ 2048 bit.")
    if not may_sign(leaf):
        raise KeyUnfit("Chứng thư này không cấp để ký văn bản. Dùng chứng thư chữ ký số cá nhân hoặc công vụ.")


def may_sign(leaf: x509.Certificate) -> bool:
    try:
        usage = leaf.extensions.get_extension_for_oid(ExtensionOID.KEY_USAGE).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def sign_on_trial(key: PrivateKeyTypes, leaf: x509.Certificate, said: bytes) -> None:
    """One signature, checked against the certificate. Raises KeyUnfit where key and certificate are no pair."""
    public = leaf.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(key.sign(said, ec.ECDSA(hashes.SHA256())), said, ec.ECDSA(hashes.SHA256()))
            return
        if isinstance(key, rsa.RSAPrivateKey) and isinstance(public, rsa.RSAPublicKey):
            public.verify(key.sign(said, padding.PKCS1v15(), hashes.SHA256()), said, padding.PKCS1v15(), hashes.SHA256())
            return
    except InvalidSignature:
        pass
    raise KeyUnfit("Khóa riêng và chứng thư trong tệp không phải một cặp. Xuất lại tệp khóa.")


def name_of(subject: x509.Name) -> str:
    """The common name; else the whole name."""
    found = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value)[:200] if found else subject.rfc4514_string()[:200]


def as_pem(certificates: Iterable[x509.Certificate]) -> str:
    return "".join(certificate.public_bytes(Encoding.PEM).decode() for certificate in certificates)


def from_pem(text: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(text.encode())


def columns_of(certificates: list[x509.Certificate]) -> dict[str, str | datetime]:
    """What a row of SigningKey says of its certificate."""
    leaf = certificates[0]
    return {
        "certificates_pem": as_pem(certificates),
        "holder_name": name_of(leaf.subject),
        "issuer_name": name_of(leaf.issuer),
        "serial_number": f"{leaf.serial_number:X}",
        "fingerprint": leaf.fingerprint(hashes.SHA256()).hex(),
        "valid_from": leaf.not_valid_before_utc,
        "valid_to": leaf.not_valid_after_utc,
    }
