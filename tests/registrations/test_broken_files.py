"""A hundred malformed files: each is answered with a sentence or with faults by row, in bounded memory and time."""

import time
import tracemalloc
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.csv_files import FileUnreadable
from portal.registrations.planning import ACCOUNT, plan_list
from tests.registrations import broken
from tests.registrations.files import cells, list_file

pytestmark = pytest.mark.django_db
ADMIN = Actor(Role.DEPARTMENT_ADMIN, 0)
TODAY = date(2026, 3, 20)
A_HUNDRED = range(100)
SECONDS, BYTES = 10, 160 * 1024 * 1024  # far above what is needed; a bomb would need a hundred times that


def read(content: bytes):
    """The plan, or the sentence why there is none."""
    try:
        return plan_list(content, allowed=None, by=ADMIN, today=TODAY)
    except FileUnreadable as fault:
        return str(fault)


@pytest.mark.parametrize("number", A_HUNDRED, ids=[f"{number}-{broken.kind_of(number).__name__}" for number in A_HUNDRED])
def test_a_broken_file_is_answered_never_an_error(office, number):
    content = broken.file_of(number)
    begun = time.process_time()
    answer = read(content)
    assert time.process_time() - begun < SECONDS
    if isinstance(answer, str):
        assert len(answer) > 20
    else:
        assert all(line.verdict == ACCOUNT or line.problems for line in answer.lines)


@pytest.mark.parametrize("kind", [broken.bomb, broken.lying_bomb, broken.entities, broken.far_away], ids=lambda k: k.__name__)
def test_a_bomb_takes_bounded_memory(office, kind):
    content = kind(broken.random.Random(1))
    tracemalloc.start()
    read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < BYTES


def test_a_million_empty_rows_before_the_next_person_are_passed_over(office):
    content = broken.with_part(
        list_file(cells(), cells(email="b@b.vn")), broken.SHEET_XML, lambda xml: xml.replace(b'<row r="3"', b'<row r="1048576"')
    )
    answer = read(content)
    assert isinstance(answer, str) or [line.number for line in answer.lines] == [2, 1_048_576]


def test_a_list_too_long_is_told(office):
    assert "2000 dòng" in read(broken.too_many_rows(broken.random.Random(1)))


def test_in_the_browser_too_a_broken_file_is_a_sentence_beside_the_field(client_of, huy, office):
    browser = client_of(huy)
    for number in A_HUNDRED[:: len(broken.KINDS) + 3]:
        file = SimpleUploadedFile("danh-sach.xlsx", broken.file_of(number))
        answer = browser.post(reverse("registrations:upload"), {"file": file}, follow=True)
        assert answer.status_code == 200, broken.kind_of(number)
    assert not User.objects.filter(email=cells()["email"]).exists()
