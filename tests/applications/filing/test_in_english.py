"""Filing in English: what is stored in Vietnamese is told in English."""

import pytest
from django.utils import translation

from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_english(filing):
    """Addresses under /en/, as for a person who chose English."""
    translation.activate("en")
    return filing


def test_a_changed_promise_names_the_day_in_english(in_english, dong_mac, clock):
    draft = in_english.ready(dong_mac)
    page = in_english.client.get(in_english.url(draft, "check"))
    clock(hanoi(20, 15, 0, 1))
    shown = {name: page.context["form"][name].value() for name in ("key", "due_on", "seen")}
    answer = in_english.post(draft, "check", shown | {"declared": "on"})
    assert "it will be processed by Monday 23/03/2026" in answer.content.decode()
