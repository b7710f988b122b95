"""Filing in English: what is stored in Vietnamese is told in English."""

import html
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.applications.filing.conftest import REQUESTER, SUBJECT
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_english(filing):
    """Addresses under /en/, as for a person who chose English."""
    translation.activate("en")
    return filing


def page(filing, draft, step: str, **query) -> str:
    return html.unescape(filing.client.get(filing.url(draft, step), query).content.decode())


def test_a_changed_promise_names_the_day_in_english(in_english, dong_mac, clock):
    draft = in_english.ready(dong_mac)
    form = in_english.client.get(in_english.url(draft, "check")).context["form"]
    clock(hanoi(20, 15, 0, 1))
    shown = {name: form[name].value() for name in ("key", "due_on", "seen")}
    answer = in_english.post(draft, "check", shown | {"declared": "on"})
    assert "it will be processed by Monday 23/03/2026" in answer.content.decode()


def test_the_office_and_how_it_came_to_hold_the_register(in_english, dong_mac):
    told = page(in_english, in_english.begin(), "office", noi=dong_mac.pk)
    assert "People’s Committee of Hai Bà Trưng Ward" in told
    assert "Đống Mác Ward, Hai Bà Trưng District" in told
    assert "Merged into Hai Bà Trưng Ward" in told
    assert "hường" not in told


def test_the_offices_to_choose_from(in_english, dong_tam):
    told = page(in_english, in_english.begin(), "office", noi=dong_tam.pk)
    assert "The area of Đồng Tâm Ward was divided among 2 units." in told
    assert "Bạch Mai Ward" in told
    assert "hường" not in told


def test_places_found_and_districts_to_choose_from(in_english, dong_mac):
    told = page(in_english, in_english.begin(), "office", cap="commune", q="dong mac")
    assert "Đống Mác Ward" in told
    assert ">Hai Bà Trưng District</option>" in told
    assert "Quận" not in told


def test_suggestions_while_typing(in_english, dong_mac):
    [found] = in_english.client.get(reverse("applications:places"), {"q": "dong mac"}).json()["results"]
    assert (found["name"], found["note"]) == ("Đống Mác Ward", "Merged into Hai Bà Trưng Ward from 01/07/2025")


def test_the_answers_once_more_before_filing(in_english, dong_mac):
    told = page(in_english, in_english.ready(dong_mac), "check")
    assert "People’s Committee of Hai Bà Trưng Ward" in told
    assert "Đống Mác Ward, Hai Bà Trưng District" in told
    assert "Ủy ban nhân dân" not in told


def test_what_is_kept_stays_vietnamese(in_english, dong_mac):
    """The declaration that is printed and the desk's record of why the dossier came to it."""
    draft = in_english.ready(dong_mac)
    assert draft.registered_place == "Phường Đống Mác, quận Hai Bà Trưng"
    assert draft.answers["office"]["office_name"] == "Ủy ban nhân dân phường Hai Bà Trưng"
    assert draft.answers["office"]["chain"][-1].startswith("Nhập vào phường Hai Bà Trưng, từ 01/07/2025")


def test_who_pays_nothing_is_told_in_english(in_english, city, clock):
    clock(hanoi(20, 9, month=8))
    told = html.unescape(in_english.client.get(reverse("applications:start")).content.decode())
    assert "for: Digital citizens with a level-2 electronic identity" in told
    assert "Công dân số" not in told


def test_a_number_of_another_sex_is_doubted_in_english(in_english, dong_mac):
    draft = in_english.begin()
    in_english.post(draft, "requester", REQUESTER)
    in_english.post(draft, "subject", SUBJECT | {"sex": "Nam"})
    assert "usually means the sex is Female" in page(in_english, draft, "registration")


def test_an_office_that_merged_meanwhile_is_told_in_english(in_english, dong_mac, city):
    draft = in_english.ready(dong_mac)
    city.valid_to = date(2026, 3, 19)
    city.save()
    told = html.unescape(in_english.file(draft).content.decode())
    assert "The office you chose has since been merged." in told


def test_drafts_to_go_on_with_name_their_place(in_english, dong_mac):
    in_english.ready(dong_mac)
    told = html.unescape(in_english.client.get(reverse("applications:start")).content.decode())
    assert "Đống Mác Ward, Hai Bà Trưng District" in told


def test_filing_in_english_asks_the_database_no_more(filing, dong_mac):
    def queries(language: str) -> int:
        translation.activate(language)
        draft = drafts.pop()
        form = filing.client.get(filing.url(draft, "check")).context["form"]
        shown = {name: form[name].value() for name in ("key", "due_on", "seen")}
        with CaptureQueriesContext(connection) as counted:
            assert filing.post(draft, "check", shown | {"declared": "on"}).status_code == 302
        return len(counted)

    drafts = [filing.ready(dong_mac) for _ in range(3)]
    queries("vi")  # the first fills what is cached
    assert queries("en") == queries("vi")
