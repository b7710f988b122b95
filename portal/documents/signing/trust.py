"""Whom the portal trusts: root certificates and revocation lists named in the settings, and on a demo its own authority.

Files are read at each use: the operator's cron replaces lists while the portal runs. Nothing is fetched from addresses that a
certificate or an uploaded paper names.
"""

from pathlib import Path

import structlog
from cryptography import x509
from django.conf import settings

from portal.documents.signing.certificates import is_issued_by

log = structlog.get_logger(__name__)


def demo_root_path() -> Path:
    return Path(settings.DEMO_AUTHORITY_DIR) / "root.pem"


def trusted_roots() -> list[x509.Certificate]:
    """Root certificates, those of the settings first; one file may hold several."""
    paths = [Path(path) for path in settings.SIGNING_TRUSTED_ROOTS]
    if not settings.IS_PRODUCTION and demo_root_path().exists():
        paths.append(demo_root_path())
    return [root for path in paths for root in x509.load_pem_x509_certificates(path.read_bytes())]


def is_trusted(chain: list[x509.Certificate]) -> bool:
    """Whether the last of a chain is one of the roots or was issued by one."""
    roots = trusted_roots()
    return any(chain[-1] == root or is_issued_by(chain[-1], root) for root in roots)


def is_of_the_demo(chain: list[x509.Certificate]) -> bool:
    """Issued by the demo's own authority, which anybody may ask for a certificate in anybody's name."""
    if settings.IS_PRODUCTION or not demo_root_path().exists():
        return False
    root = x509.load_pem_x509_certificate(demo_root_path().read_bytes())
    return any(certificate == root or is_issued_by(certificate, root) for certificate in chain)


def revocation_lists() -> list[x509.CertificateRevocationList]:
    """The lists there are, in PEM or DER; a file that is missing or broken counts as none."""
    found = []
    for path in settings.SIGNING_REVOCATION_LISTS:
        try:
            content = Path(path).read_bytes()
            is_pem = content.lstrip().startswith(b"-----BEGIN")
            found.append(x509.load_pem_x509_crl(content) if is_pem else x509.load_der_x509_crl(content))
        except (OSError, ValueError) as fault:
            log.warning("revocation_list_unreadable", path=str(path), fault=type(fault).__name__)
    return found


def is_revoked(leaf: x509.Certificate, issuers: list[x509.Certificate]) -> bool:
    """Whether a list signed by the certificate's own issuer names it."""
    for crl in revocation_lists():
        is_the_issuers = crl.issuer == leaf.issuer and any(
            issuer.subject == crl.issuer and crl.is_signature_valid(issuer.public_key()) for issuer in issuers
        )
        if is_the_issuers and crl.get_revoked_certificate_by_serial_number(leaf.serial_number) is not None:
            return True
    return False
