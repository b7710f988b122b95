"""The demo's books show what happens to an entry after its registration."""

import pytest

from civil_registry.models import Annotation, EntryScan, RegisterImport
from portal.background import without_nudges
from postal.demo import margins
from tests.factories import birth_entry, hanoi
from tests.registry.papers import marriage_entry, signed

pytestmark = pytest.mark.django_db


def test_the_demos_books_have_notes_scans_and_an_import_once(office, binh, dung):
    entries = [birth_entry(office, number=str(number)) for number in (1, 2, 3)]
    for entry in (*entries, marriage_entry(office)):
        signed(office, binh, dung, entry)
    with without_nudges():
        for _ in range(2):
            margins.load({"ha": binh, "tuan": dung}, office, now=hanoi())
    assert Annotation.objects.filter(made_version__isnull=False).count() == 2
    assert Annotation.objects.filter(checked_at=None).count() == 2
    assert EntryScan.objects.count() == 3
    assert list(RegisterImport.objects.values_list("state", "entered", "refused")) == [("finished", 1, 1)]
