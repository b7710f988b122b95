"""A book that says an age: the year is computed, printed, and said so in the note."""

import pytest

from civil_registry.ages import age_code
from civil_registry.events import form_for
from civil_registry.models import EventKind
from civil_registry.render import paper_of
from tests.documents import judges
from tests.factories import birth_entry, hanoi
from tests.registry.papers import drafted, marriage_entry

pytestmark = pytest.mark.django_db


def test_a_father_of_25_in_a_book_of_1975_was_born_in_1950(office, binh, tmp_path):
    entry = birth_entry(office, year=1975, birth_date="1975-03-12", father_birth_year="", father_age="25")
    copy = drafted(office, binh, entry)
    assert copy.snapshot["fields"]["father_birth_year"] == "1950"
    assert copy.snapshot["note"] == "Năm sinh của cha được tính từ tuổi ghi trong sổ (25 tuổi, sổ năm 1975)."
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(paper_of(copy, is_draft=True))
    words = judges.text(paper)
    assert "1950" in words
    assert "tính từ tuổi ghi trong sổ" in " ".join(words.split())


def test_a_year_that_the_book_says_is_never_computed(office, binh):
    copy = drafted(office, binh, birth_entry(office, father_birth_year="1962", father_age="25"))
    assert copy.snapshot["fields"]["father_birth_year"] == "1962"
    assert copy.snapshot["note"] == ""


def test_the_book_s_own_note_comes_first(office, binh):
    entry = birth_entry(office, mother_birth_year="", mother_age="26")
    entry.note = "Cải chính ngày 05/02/2010."
    entry.save()
    note = drafted(office, binh, entry).snapshot["note"]
    assert note.splitlines() == [
        "Cải chính ngày 05/02/2010.",
        "Năm sinh của mẹ được tính từ tuổi ghi trong sổ (26 tuổi, sổ năm 1990).",
    ]


def test_a_spouse_s_age_gives_the_year_in_the_place_of_the_date(office, binh):
    entry = marriage_entry(office, husband_birth_date="", husband_age="27")
    assert drafted(office, binh, entry).snapshot["fields"]["husband_birth_date"] == "1988"


def test_a_new_born_child_has_no_age():
    fields = {field.code: field for field in form_for(EventKind.BIRTH, hanoi().date()).fields}
    assert age_code(fields["birth_date"], EventKind.BIRTH) == ""
    assert age_code(fields["father_birth_year"], EventKind.BIRTH) == "father_age"
