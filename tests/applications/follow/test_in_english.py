"""An application's pages in English: what is stored in Vietnamese is told in English."""

import html

import pytest
from django.urls import reverse
from django.utils import translation

from applications.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client_of, an):
    """`page_of("timeline", filed)`: the page under /en/, as text."""
    client = client_of(an)

    def read(name: str, application: Application) -> str:
        with translation.override("en"):
            address = reverse(f"applications:{name}", args=[application.ref])
        return html.unescape(client.get(address).content.decode())

    return read


@pytest.mark.parametrize("name", ["filed", "timeline"])
def test_the_reasons_of_the_promise_are_told_in_english(page_of, filed, name):
    page = page_of(name, filed)
    assert "Sent at 09:22:00 on Friday 20/03/2026." in page
    assert "Nộp lúc" not in page


def test_the_time_left_is_told_in_english(page_of, filed):
    assert "7 h 38 min left" in page_of("timeline", filed)


def test_a_promise_from_before_english_reasons_tells_the_rule(page_of, filed):
    Application.objects.update(due_why_en=[])
    assert "received before 15:00 on a working day" in page_of("timeline", filed)


@pytest.mark.parametrize("name", ["filed", "timeline"])
def test_the_office_has_its_english_name(page_of, filed, name):
    page = page_of(name, filed)
    assert "People’s Committee of Hai Bà Trưng Ward" in page
    assert "Ủy ban nhân dân" not in page


def test_a_refusal_names_whom_to_complain_to(page_of, refused):
    assert "the head of the People’s Committee of Hai Bà Trưng Ward within 90 days" in page_of("refusal", refused)
