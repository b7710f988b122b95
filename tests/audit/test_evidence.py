"""Evidence is written once, cheaply, and never changes: the database refuses, not only the code."""

from contextlib import nullcontext

import pytest
from django.db import DatabaseError, connection, transaction

from portal.accounts.actors import SYSTEM
from portal.audit.append_only import EvidenceIsKept
from portal.audit.models import Entry
from portal.audit.trail import record
from tests.factories import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(binh) -> Entry:
    return record("extract.viewed", subject="extract:1", by=acting(binh), purpose="kiểm tra", copies=2)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_says_who_did_what_where(entry, binh, office):
    entry.refresh_from_db()
    assert (entry.actor, entry.office, entry.role) == (binh, office, "reception_officer")
    assert entry.detail == {"copies": 2}


def test_one_entry_is_one_insert(django_assert_num_queries):
    with django_assert_num_queries(1):
        record("draft.removed", subject="application:1", by=SYSTEM)


def test_the_database_refuses_to_change_it(entry):
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE audit_entry SET action = 'nothing'")


def test_postgresql_refuses_to_delete_it_and_sqlite_leaves_that_to_flushes(entry):
    refusal = pytest.raises(DatabaseError, match="append-only") if connection.vendor == "postgresql" else nullcontext()
    with refusal:
        run("DELETE FROM audit_entry")
    assert Entry.objects.exists() == (connection.vendor == "postgresql")


def test_the_code_refuses_to_change_or_delete_it(entry):
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(action="x")):
        with pytest.raises(EvidenceIsKept):
            attempt()
    assert Entry.objects.filter(action="extract.viewed").count() == 1
