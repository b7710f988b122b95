"""Real peers of a signature: a timestamp server (certomancer) on a free port, and a token (SoftHSM) in a folder of its own."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pkcs11
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate

from portal.documents.signing import demo_authority

SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, KEY, PIN = "hotich", "tuan", "123456"
CONFIG = """
keysets:
  post: {path-prefix: ".", keys: {root: {path: root.pem}, tsa: {path: tsa.pem}}}
pki-architectures:
  post:
    keyset: post
    entities:
      root: {country-name: VN, common-name: "CA dấu thời gian"}
      tsa: {country-name: VN, common-name: "Máy chủ dấu thời gian"}
    certs:
      root:
        subject: root
        issuer: root
        validity: {valid-from: "2016-01-01T00:00:00+0000", valid-to: "2046-01-01T00:00:00+0000"}
        extensions:
          - {id: basic_constraints, critical: true, value: {ca: true}}
          - {id: key_usage, critical: true, smart-value: {schema: key-usage, params: [key_cert_sign]}}
      tsa:
        subject: tsa
        issuer: root
        validity: {valid-from: "2016-01-01T00:00:00+0000", valid-to: "2046-01-01T00:00:00+0000"}
        extensions:
          - {id: key_usage, critical: true, smart-value: {schema: key-usage, params: [digital_signature]}}
          - {id: extended_key_usage, critical: true, value: [time_stamping]}
    services:
      time-stamping:
        tsa: {signing-cert: tsa}
"""


@dataclass(frozen=True, slots=True)
class TimestampServer:
    url: str
    root: Path  # its root certificate


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        """Tests print nothing."""


@contextmanager
def timestamp_server(folder: Path) -> Iterator[TimestampServer]:
    for name in ("root", "tsa"):
        key = ec.generate_private_key(ec.SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(pem)
    config = CertomancerConfig.from_yaml(CONFIG, key_search_dir=str(folder))
    root = folder / "root.crt"
    root.write_bytes(_pem(config.get_pki_arch(ArchLabel("post")).get_cert(CertLabel("root")).dump()))
    app = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False)
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield TimestampServer(f"http://127.0.0.1:{server.server_port}/post/tsa/tsa", root)
        server.shutdown()
        thread.join()


def new_token(folder: Path) -> None:
    """A SoftHSM token with an EC P-256 key and its certificate. SOFTHSM2_CONF must lead to `folder`/softhsm2.conf."""
    tokens = folder / "tokens"
    tokens.mkdir()
    _run("--init-token", "--free", "--label", TOKEN, "--so-pin", PIN, "--pin", PIN)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = demo_authority.leaf(key.public_key(), "Hoàng Tiến Dũng", *demo_authority.authority())
    pem = folder / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _run("--import", pem, "--token", TOKEN, "--label", KEY, "--id", "01", "--pin", PIN)
    with pkcs11.lib(SOFTHSM).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        described = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object(described | {Attribute.TOKEN: True, Attribute.LABEL: KEY, Attribute.ID: b"\x01"})


def configuration(folder: Path) -> Path:
    path = folder / "softhsm2.conf"
    path.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    return path


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _run(*words) -> None:
    subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True, timeout=60, env=os.environ.copy())


def _pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
