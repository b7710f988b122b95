"""A root key, a key that seals, and the lists published: what an installation has before its first sealed paper."""

from datetime import date, datetime
from pathlib import Path

from civil_registry import seal_keys, seal_lists
from civil_registry.models import SealKey
from tests.factories import hanoi

FIRST_DAY = date(2025, 1, 1)


def with_root(settings, folder: Path) -> None:
    settings.SEAL_ROOT_KEY_FILE = str(folder / "root.pem")
    (folder / "root.pem").write_bytes(seal_lists.new_root())


def with_keys(settings, folder: Path, *, at: datetime | None = None) -> SealKey:
    with_root(settings, folder)
    key = seal_keys.new_key(from_on=FIRST_DAY)
    seal_lists.refresh(at=at or hanoi(20, 8))
    return SealKey.objects.get(pk=key.pk)
