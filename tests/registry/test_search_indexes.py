"""A search reads an index, on both databases: said by the database itself, over some thousand entries of several books."""

import re

import pytest
from django.db import connection

from civil_registry.entries import build_entry
from civil_registry.models import EventKind, RegisterEntry
from civil_registry.names import write_names
from civil_registry.search import Criteria, matching
from tests.registry.papers import a_book

pytestmark = pytest.mark.django_db
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
GIVEN = ("Hạnh", "Thùy Dương", "Mỹ", "Quý", "Đức", "Hòa", "Y Moan", "Sơn")


@pytest.fixture
def full_books(office):
    for year in range(1990, 1994):
        book = a_book(office, EventKind.BIRTH, year=year)
        entries = [
            build_entry(
                book, number=str(n), registered_on=str(year), fields={"full_name": _name(n), "mother_name": _name(n * 7)}
            )
            for n in range(1, 501)
        ]
        write_names(RegisterEntry.objects.bulk_create(entries, batch_size=200))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _name(n: int) -> str:
    return f"{FAMILIES[n % 8]} Thị {GIVEN[n // 8 % 8]} {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}"


def plan(office, **criteria) -> str:
    return matching(office, Criteria(**criteria))[:400].explain()


@pytest.mark.parametrize(
    "criteria",
    [{"name": "thuy duong b"}, {"name": "pham thi quy c", "year": 1991}, {"name": "pham thi quy c", "kind": "birth"}],
)
def test_a_name_is_read_from_the_index_of_names(full_books, office, criteria):
    said = plan(office, **criteria)
    assert re.search(
        r"(Index Only Scan|Index Scan|COVERING INDEX|USING INDEX|Bitmap Index Scan).*entry_name_in_its_book", said
    ), said
    assert not re.search(r"(Seq Scan on civil_registry_entryname|SCAN civil_registry_entryname)", said), said


def test_a_number_is_read_from_the_index_of_numbers(full_books, office):
    said = plan(office, number="12 bis")
    assert "entry_by_number_in_its_book" in said
    assert not re.search(r"(Seq Scan on civil_registry_registerentry|SCAN civil_registry_registerentry)", said), said
