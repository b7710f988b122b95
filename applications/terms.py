"""The dated rows that say what a request costs and how long it may take, kept by each process.

They are read again when the database says that something changed: triggers give it a new stamp (the calendar's own).
"""

from dataclasses import dataclass
from functools import lru_cache

from applications.models import DeadlinePolicy, FeeCollection, FeePolicy, FeeWaiver, PostageTariff
from portal.offices.calendar import current_stamp


@dataclass(frozen=True, slots=True)
class Terms:
    """Each newest first. Shared by all threads: to be read only."""

    fees: tuple[FeePolicy, ...]
    waivers: tuple[FeeWaiver, ...]
    tariffs: tuple[PostageTariff, ...]
    limits: tuple[DeadlinePolicy, ...]
    collections: tuple[FeeCollection, ...]


def terms_now(stamp: str | None = None) -> Terms:
    """As the database has them; one small query, none where its `stamp` has just been asked for."""
    stamp = stamp or current_stamp()
    return _kept(stamp) if stamp else _read()


@lru_cache(maxsize=8)
def _kept(stamp: str) -> Terms:
    return _read()


def _read() -> Terms:
    """Five queries."""
    tables = (FeePolicy, FeeWaiver, PostageTariff, DeadlinePolicy, FeeCollection)
    return Terms(*(tuple(table.objects.order_by("-valid_from")) for table in tables))
