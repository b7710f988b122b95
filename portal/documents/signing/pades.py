"""The signature in the PDF: PAdES B-B, invisible (a visible stamp breaks PDF/A), and B-T by a timestamp put in afterwards.

The hexadecimal room of a signature is the one part of the file that it does not cover. The timestamp, an unsigned attribute,
goes into what is left of that room: the signed bytes stay, one signature covers the whole file, no update is appended. The only
user of pyHanko that signs; read late, by a worker. Source: ETSI EN 319 142-1 §6.3; RFC 3161.
"""

import asyncio
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

import aiohttp
from asn1crypto import cms, keys
from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1_x509
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.documents.signing import tokens, vault
from portal.documents.signing.errors import TimestampServerDown
from portal.documents.signing.models import KeyKind, SigningKey

FIELD = "ChuKySo"
ROOM = 32_768  # hexadecimal digits for the signature: a chain of four certificates and a timestamp with its own chain
_CONTENTS = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def sign_pdf(pdf: bytes, key: SigningKey, *, at: datetime, reason: str) -> bytes:
    """The same paper with a B-B signature that names `at` as its time. Raises TokenUnreachable."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        name=key.holder_name,
    )
    with _signer(key) as signer:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        return _DatedSigner(metadata, signer=signer, at=at).sign_pdf(writer, bytes_reserved=ROOM).getvalue()


def with_timestamp(pdf: bytes) -> bytes:
    """A B-B paper of ours as B-T. Raises TimestampServerDown; ValueError where there is no signature or no room."""
    start, end = _room_of(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    signer_info = content["content"]["signer_infos"][0]
    digest = hashlib.sha256(signer_info["signature"].native).digest()
    token = {"type": "signature_time_stamp_token", "values": [_timestamp_of(digest)]}
    signer_info["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute(token)])
    written = content.dump().hex().encode()
    if len(written) > end - start:
        raise ValueError("The timestamp does not fit into the room of the signature.")
    return pdf[:start] + written.ljust(end - start, b"0") + pdf[end:]


def signed_part(pdf: bytes) -> tuple[bytes, bytes]:
    """(the bytes that the first signature covers, its CMS in DER)."""
    start, end = _room_of(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start:end].decode()))
    covered = [int(number) for number in _CONTENTS.search(pdf).groups()]
    return pdf[: covered[0]] + pdf[covered[1] : covered[1] + covered[2]], content.dump()


class _DatedSigner(signers.PdfSigner):
    """A signature that names the moment the leader signed, not the one the worker printed."""

    def __init__(self, metadata, *, signer, at: datetime) -> None:
        super().__init__(metadata, signer=signer)
        self.at = at

    def init_signing_session(self, *args, **kwargs):
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


@contextmanager
def _signer(key: SigningKey) -> Iterator[signers.Signer]:
    leaf, *above = [
        asn1_x509.Certificate.load(der)
        for _kind, _headers, der in asn1_pem.unarmor(key.certificates_pem.encode(), multiple=True)
    ]
    store = SimpleCertificateStore.from_certs([leaf, *above])
    if key.kind == KeyKind.PKCS12:
        secret = keys.PrivateKeyInfo.load(vault.open_secret(key.secret))
        yield signers.SimpleSigner(signing_cert=leaf, signing_key=secret, cert_registry=store)
        return
    with tokens.session(key.token_label) as opened:
        raw = leaf.public_key.algorithm == "ec"  # every token knows plain ECDSA, not every one hashes before it
        yield PKCS11Signer(opened, signing_cert=leaf, ca_chain=above, key_label=key.key_label, use_raw_mechanism=raw)


def _timestamp_of(digest: bytes) -> cms.ContentInfo:
    stamper = HTTPTimeStamper(settings.TIMESTAMP_SERVER_URL, timeout=settings.TIMESTAMP_TIMEOUT_SECONDS)
    try:
        return asyncio.run(stamper.async_timestamp(digest, "sha256"))
    except (TimestampRequestError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
        raise TimestampServerDown(type(fault).__name__) from fault


def _room_of(pdf: bytes) -> tuple[int, int]:
    """Where the hexadecimal digits of the signature stand. Raises ValueError."""
    found = _CONTENTS.search(pdf)
    if found is None:
        raise ValueError("This paper carries no signature.")
    before, after, _rest = (int(number) for number in found.groups())
    return before + 1, after - 1  # without < and >
