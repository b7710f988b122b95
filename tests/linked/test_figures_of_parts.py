"""The Department counts parts by authority as they stood at the moment asked: done in time or late, open, with whom now."""

import html
import re

import pytest

from applications.linked import actions
from applications.reports.scope import Scope
from applications.reports.together import NOBODY, Parts, linked
from tests.factories import acting, hanoi
from tests.linked.filings import part, stated

pytestmark = pytest.mark.django_db
PAGE = "/so-tu-phap/lien-thong-lich-hen/"


def asked(day: int, hour: int = 12) -> dict[str, Parts]:
    return {name: parts for _pk, name, parts in linked(march(day, hour)).rows}


def march(day: int, hour: int = 12) -> Scope:
    return Scope(hanoi(1).date(), hanoi(31).date(), hanoi(day, hour))


@pytest.fixture
def moved(case, binh, dung, linh, yen):
    """Stated on Monday 16/03 at 10:00; confirmed at 11; the police answer on Wednesday, the insurance never."""
    stated(case, binh, dung)
    for key, person in (("residence", linh), ("health_card", yen)):
        actions.confirm(part(case, key).pk, by=acting(person), at=hanoi(16, 11))
    told = {"number": "12/CT", "on": hanoi(18).date(), "where": "Tại công an phường"}
    actions.resolve(part(case, "residence").pk, **told, by=acting(linh), at=hanoi(18, 10))
    return case


def test_a_part_is_with_whom_it_was_at_the_moment_asked(moved, police, insurance):
    assert asked(16, 9) == {}
    before = asked(17)
    assert before[police.name].open_in_time == before[insurance.name].open_in_time == 1
    after = asked(18)
    assert (after[police.name].done_in_time, after[police.name].done_late) == (1, 0)
    assert asked(17) == before


def test_what_is_past_its_day_is_late(moved, insurance):
    due = part(moved, "health_card").due_on
    found = asked(due.day + 1, 9)[insurance.name]
    assert (found.open_in_time, found.open_late) == (0, 1)


def test_what_nobody_took_is_still_ours(case, binh, dung, police):
    assert linked(march(16)).filed == 1
    stated(case, binh, dung)
    assert asked(16)[police.name].unconfirmed == 1
    assert NOBODY not in asked(16)


def test_the_page_says_it_with_its_definitions_and_the_moment(moved, client_of, mai, police, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))
    text = client_of(mai).get("/so-tu-phap/lien-thong-lich-hen/?ky=tuy-chon&tu=01/03/2026&den=20/03/2026").content.decode()
    assert police.name in text
    assert re.search(r"<a [^>]+>1</a> hồ sơ liên thông nộp trong kỳ", text)
    assert "Tính đến 09:05:00 20/03/2026, giờ Hà Nội" in text


def test_every_number_leads_to_its_rows_and_no_person(moved, client_of, mai, police, insurance, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))
    browser = client_of(mai)
    text = browser.get(PAGE, {"ky": "tuy-chon", "tu": "01/03/2026", "den": "20/03/2026"}).content.decode()
    links = re.findall(rf'href="({PAGE}[^"]+)">(\d+)</a>', text)
    assert len(links) == 5  # the case, a part done and one open, and both again in the sum
    moved.application.refresh_from_db()
    for address, number in links:
        page = browser.get(html.unescape(address))
        assert page.context["found"].number == len(page.context["found"].rows) == int(number), address
        assert moved.application.code in page.content.decode()
        assert moved.application.requester_name not in page.content.decode()


def test_another_period_is_another_number(moved):
    april = Scope(hanoi(1, month=4).date(), hanoi(30, month=4).date(), hanoi(30, month=4))
    found = linked(april)
    assert found.filed == 0
    assert found.total.done_in_time == 0
    assert found.total.open_late == 1
