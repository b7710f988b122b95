"""What the signatures of a PDF prove. A program of its own: files come from anybody, so it runs apart, with little memory and
time, without settings, secrets, database or network.

    stdin:  one line of JSON {"roots": [PEM], "lists": [base64 of DER], "memory_mb", "seconds", "most"}, then the file
    stdout: JSON {"fault": "" or a code of checking.Fault, "signatures": [as checking.Signature]}

Nothing in a file leads anywhere: certificates and lists are those it was given and those inside.
"""

import base64
import json
import logging
import resource
import sys
import warnings
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import KeyUsageConstraints, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
# What a parser meets in a file made to break it; the caller counts anything else as "too much" as well.
BROKEN = (
    PdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
    NotImplementedError,
)


def main() -> None:
    terms = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (terms["memory_mb"] << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (terms["seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.stdout.write(json.dumps(report_on(sys.stdin.buffer.read(), terms)))


def report_on(content: bytes, terms: dict) -> dict:
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            return {"fault": "encrypted", "signatures": []}
        signatures = reader.embedded_regular_signatures
        if len(signatures) > terms["most"]:
            return {"fault": "too_many", "signatures": []}
        return {"fault": "", "signatures": [_said_of(signature, terms) for signature in signatures]}
    except BROKEN:
        return {"fault": "broken", "signatures": []}


def _said_of(signature, terms: dict) -> dict:
    try:
        return _judged(signature, terms)
    except (SignatureValidationError, SigningError, *BROKEN):
        return {"name": "", "issuer": "", "serial": "", "is_intact": False, "trust": "untrusted"}


def _judged(signature, terms: dict) -> dict:
    status = _validated(signature, terms)
    leaf, timestamp = status.signing_cert, status.timestamp_validity
    is_timed = bool(timestamp and timestamp.valid and timestamp.intact and timestamp.trusted)
    now = datetime.now(UTC)
    trust = "trusted" if status.trusted else "revoked" if status.revoked else "untrusted"
    if trust == "untrusted" and leaf.not_valid_after < now:
        # An old paper stays good where a timestamp shows that it was signed while the certificate was valid.
        at = timestamp.timestamp if is_timed else leaf.not_valid_after
        status_then = _validated(signature, terms, moment=at)
        if status_then.trusted:
            status, trust = status_then, "trusted" if is_timed else "expired"
    path = status.validation_path
    return {
        "name": _part(leaf.subject, "common_name"),
        "organisation": _part(leaf.subject, "organization_name"),
        "issuer": _part(leaf.issuer, "common_name"),
        "serial": f"{leaf.serial_number:X}",
        "is_intact": bool(status.intact and status.valid),
        "is_whole": _is_whole(status),
        "trust": trust,
        "root": _part(path.trust_anchor.authority.name, "common_name") if path else "",
        "said_at": status.signer_reported_dt.isoformat() if status.signer_reported_dt else "",
        "timed_at": timestamp.timestamp.isoformat() if is_timed else "",
        "has_unknown_timestamp": bool(timestamp) and not is_timed,
    }


def _validated(signature, terms: dict, moment: datetime | None = None):
    roots = [x509.Certificate.load(pem.unarmor(text.encode())[2]) for text in terms["roots"]]
    lists = [crl.CertificateList.load(base64.b64decode(text)) for text in terms["lists"]]
    context = ValidationContext(trust_roots=roots, crls=lists, allow_fetching=False, revocation_mode="soft-fail", moment=moment)
    times = ValidationContext(trust_roots=roots, crls=lists, allow_fetching=False, revocation_mode="soft-fail")
    return validate_pdf_signature(signature, context, times, key_usage_settings=USAGE)


def _is_whole(status) -> bool:
    """Covers the file to its end, or what was added afterwards are only proofs (timestamps, certificates)."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
    )


def _part(name: x509.Name, part: str) -> str:
    found = name.native.get(part, "")
    return str(found[0] if isinstance(found, list) else found)[:200]


if __name__ == "__main__":
    main()
