"""The real reference data, loaded once for a module; what a test changes is undone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from portal.offices.reference import load_reference


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_reference()
        transaction.set_rollback(True)


@pytest.fixture
def reference(loaded, db) -> dict[str, int]:
    return loaded
