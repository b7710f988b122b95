"""A certification authority of the demo's own: made under VAR_DIR, for invented people, and said to be one on every paper.

Never in production. Its key lies in a file beside its certificate: whoever reads that folder can make any certificate.
"""

import secrets
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from portal.accounts.actors import SYSTEM
from portal.accounts.models import User
from portal.documents.signing.certificates import columns_of, from_pem, read_pkcs12
from portal.documents.signing.keys import active_key, closed, enter_key_file
from portal.documents.signing.models import KeyKind, SigningKey
from portal.documents.signing.trust import demo_root_path, is_trusted
from portal.offices.models import Office

NAME = "CA thử nghiệm, không có giá trị pháp lý"
LONGEST_NAME = 64  # bytes, X.520
SINCE = datetime(2016, 1, 1, tzinfo=UTC)  # the demo's dossiers reach back
ROOT_YEARS, LEAF_YEARS = 30, 20


def ensure_key(user: User, office: Office, *, at: datetime) -> SigningKey:
    """The key of an invented leader: the one he has, or a new one where there is none of today's authority."""
    key = active_key(user.pk, office.pk)
    if key is not None and (not key.is_demo or is_trusted(from_pem(key.certificates_pem))):
        return key
    passphrase = secrets.token_urlsafe(16)
    content = key_file(user.full_name, passphrase, organisation=office.authority_name)
    return enter_key_file(content, passphrase, user=user, office=office, by=SYSTEM, at=at)


def unsaved_key(full_name: str, **terms) -> SigningKey:
    """A key as `ensure_key` makes it that belongs to nobody: for samples. `terms` as of `key_file`."""
    passphrase = secrets.token_urlsafe(16)
    file = read_pkcs12(key_file(full_name, passphrase, **terms), passphrase)
    return SigningKey(kind=KeyKind.PKCS12, is_demo=True, secret=closed(file.key), **columns_of(file.certificates))


def key_file(full_name: str, passphrase: str, *, organisation: str = "", key=None, issuer=None, **terms) -> bytes:
    """A PKCS#12 file with a key (EC P-256 unless given) and a certificate in this name, by `issuer` or the authority."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    root, root_key = issuer or authority()
    certificate = leaf(key.public_key(), full_name, root, root_key, organisation=organisation, **terms)
    closed = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(full_name.encode(), key, certificate, [root], closed)


def authority() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The authority's certificate and key, made when first asked for."""
    path = demo_root_path()
    key_path = path.with_name("root.key")
    if not path.exists() or not key_path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        certificate, key = new_root()
        key_path.touch(mode=0o600)
        key_path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
    key = load_pem_private_key(key_path.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101  of our own making
    return x509.load_pem_x509_certificate(path.read_bytes()), key


def leaf(
    public_key,
    full_name: str,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    *,
    organisation: str = "",
    valid_from: datetime = SINCE,
    valid_to: datetime = SINCE + timedelta(days=365 * LEAF_YEARS),
) -> x509.Certificate:
    """A certificate for signing papers."""
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation)))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, _cut(full_name)))
    builder = _begun(x509.Name(parts), root.subject, public_key, valid_from, valid_to)
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(usage, critical=True)
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return builder.add_extension(issuer_id, critical=False).sign(root_key, hashes.SHA256())


def new_root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    builder = _begun(name, name, key.public_key(), SINCE, SINCE + timedelta(days=365 * ROOT_YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return builder.sign(key, hashes.SHA256()), key


def _begun(subject, issuer, public_key, valid_from: datetime, valid_to: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(secrets.randbits(120) + 1).not_valid_before(valid_from).not_valid_after(valid_to)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)


def _cut(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def _usage(**granted: bool) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: granted.get(name, False) for name in every})
