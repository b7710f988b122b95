"""Settings of digital signatures, read from the environment like the others; portal/settings.py takes them in."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

SIGNING_TRUSTED_ROOTS = _env.list("SIGNING_TRUSTED_ROOTS", default=[])  # PEM files; a demo also trusts its own authority
for _path in SIGNING_TRUSTED_ROOTS:
    if not Path(_path).is_file():
        raise ImproperlyConfigured(f"SIGNING_TRUSTED_ROOTS names {_path}, which is no file.")
SIGNING_REVOCATION_LISTS = _env.list("SIGNING_REVOCATION_LISTS", default=[])  # PEM or DER files, kept fresh by the operator
TIMESTAMP_SERVER_URL = _env.str("TIMESTAMP_SERVER_URL", default="")  # RFC 3161 over HTTP; empty: signatures stay B-B
TIMESTAMP_TIMEOUT_SECONDS = 10
PKCS11_MODULE = _env.str("PKCS11_MODULE", default="")  # the token's library: /usr/lib/softhsm/libsofthsm2.so
PKCS11_PINS = _env.json("PKCS11_PINS", default={})  # {"label of the token": "PIN"}

__all__ = [
    "PKCS11_MODULE",
    "PKCS11_PINS",
    "SIGNING_REVOCATION_LISTS",
    "SIGNING_TRUSTED_ROOTS",
    "TIMESTAMP_SERVER_URL",
    "TIMESTAMP_TIMEOUT_SECONDS",
]
