"""Files that are kept byte for byte, and gap-free numbers for papers."""

import hashlib
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.db import connection, models

from portal.documents.signing.models import SigningChoice, SigningKey

__all__ = ["Counter", "SigningChoice", "SigningKey", "StoredDocument", "next_number"]


class StoredDocument(models.Model):
    """A file written once: exact bytes, size and SHA-256. Replaced only by another document, never changed."""

    kind = models.CharField(max_length=30)  # "extract_copy", "acknowledgement", "attachment", …
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def keep(cls, content: bytes, *, kind: str, content_type: str = "application/pdf") -> "StoredDocument":
        """Store bytes under a name of our own (their hash) outside the web root."""
        digest = hashlib.sha256(content).hexdigest()
        suffix = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}.get(content_type, "bin")
        document = cls(kind=kind, content_type=content_type, size=len(content), sha256=digest)
        document.file.save(f"{digest}.{suffix}", ContentFile(content), save=True)
        return document

    @classmethod
    def keep_file(cls, path: Path, *, kind: str, content_type: str = "application/pdf") -> "StoredDocument":
        """Store a file that lies on disk, read a piece at a time: a run of a thousand papers is no size for memory."""
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
            document = cls(kind=kind, content_type=content_type, size=path.stat().st_size, sha256=digest)
            handle.seek(0)
            document.file.save(f"{digest}.{'pdf' if content_type == 'application/pdf' else 'bin'}", File(handle), save=True)
        return document

    def read(self) -> bytes:
        with self.file.open("rb") as handle:
            return handle.read()


class Counter(models.Model):
    """The last number given in a scope ("copy:00256:2026:TLKS-BS"). Numbers restart with their scope."""

    scope = models.CharField(max_length=80, unique=True)
    last = models.PositiveBigIntegerField(default=0)


def next_number(scope: str) -> int:
    """The next number of a scope, without gaps or doubles: taken in the caller's transaction, given back if it fails.

    One statement that locks the row until commit, on SQLite and PostgreSQL alike.
    """
    assert connection.in_atomic_block, "numbers are taken inside the transaction that uses them"  # noqa: S101
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_counter (scope, last) VALUES (%s, 1) "
            "ON CONFLICT (scope) DO UPDATE SET last = documents_counter.last + 1 RETURNING last",
            [scope],
        )
        return cursor.fetchone()[0]
