"""From a number to the very dossiers behind it and back: the list is the number, whoever it is asked for."""

import re
from datetime import date

import pytest

from applications import actions
from applications.reports.definitions import LISTED
from applications.reports.dossiers import BEHIND, count_of, page_of
from applications.reports.figures import Scope, figures
from portal.audit.models import Entry
from tests import calendars, factories
from tests.factories import acting, hanoi
from tests.reports.conftest import SEEN_AT

pytestmark = pytest.mark.django_db
CALENDAR = calendars.seeded()
MARCH = Scope(date(2026, 3, 1), date(2026, 3, 20), SEEN_AT)
OF_A_SUM = {"copies", "fee_vnd"}


@pytest.fixture
def passed_on(month, offices, binh):
    """Two dossiers sent from one office to another in the period, one of them back again."""
    for to in offices[:2]:
        factories.opened(to)
    for index in range(2):
        dossier = factories.submitted(offices[0], at=hanoi(18, 9))
        actions.transfer(dossier.pk, to_id=offices[1].pk, reason="Sổ ở đó", by=acting(binh), at=hanoi(18, 10))
        if index:
            actions.transfer(dossier.pk, to_id=offices[0].pk, reason="Không có", by=acting(binh), at=hanoi(19, 10))


def all_lines(name: str, scope: Scope) -> list:
    lines, after = [], None
    while True:
        page = page_of(name, scope, after=after)
        lines += page.lines
        if page.following is None:
            return lines
        after = page.following


@pytest.mark.parametrize("name", sorted(set(BEHIND) - OF_A_SUM))
def test_the_list_is_the_number(passed_on, offices, name):
    for scope in (MARCH, Scope(MARCH.first_on, MARCH.last_on, SEEN_AT, office_id=offices[0].pk)):
        number = getattr(figures(scope, CALENDAR).total, name)
        lines = all_lines(name, scope)
        assert len(lines) == count_of(name, scope) == number
        assert len({(line.row.pk, line.has_left) for line in lines}) == number


def test_money_and_copies_of_the_list_are_the_sums(passed_on):
    total = figures(MARCH, CALENDAR).total
    assert sum(line.row.fee_vnd for line in all_lines("fee_vnd", MARCH)) == total.fee_vnd
    assert sum(line.row.copies for line in all_lines("copies", MARCH)) == total.copies


@pytest.mark.pure
def test_every_list_has_a_name():
    assert set(LISTED) == set(BEHIND)


def test_every_number_of_the_page_leads_to_as_many_dossiers(passed_on, client_of, mai, now):
    browser = client_of(mai)
    page = browser.get("/so-tu-phap/").content.decode()
    links = set(re.findall(r'<a href="(/so-tu-phap/ho-so/[^"]+)">([\d.]+)</a>', page))
    assert len(links) > 30
    for url, number in sorted(links)[:40]:
        heading = re.search(r"<h1[^>]*>([^<]*)</h1>", browser.get(url.replace("&amp;", "&")).content.decode())[1]
        assert heading.endswith(f": {number}")


def test_the_way_back_is_the_same_report(month, client_of, mai, now):
    answer = client_of(mai).get("/so-tu-phap/ho-so/late/", {"ky": "quy-nay", "loai": "khai-sinh", "luc": "2026-03-20T16:00:00"})
    assert 'href="/so-tu-phap/?ky=quy-nay&amp;loai=khai-sinh&amp;luc=2026-03-20T16%3A00%3A00"' in answer.content.decode()


def test_who_looked_at_which_list_is_recorded_and_nobody_is_named_in_it(month, client_of, mai, now, office):
    factories.submitted(office, at=hanoi(20, 9))
    html = client_of(mai).get("/so-tu-phap/ho-so/received/", {"ky": "hom-nay"}).content.decode()
    entry = Entry.objects.get(action="report.dossiers_seen")
    assert (entry.subject, entry.actor_id) == ("report:received", mai.pk)
    for secret in ("Thùy Dương", "0912345678", "001190012345"):
        assert secret not in html


@pytest.mark.parametrize("page", ["", "x", "9.9_1", "99999999999.000000_1", "1.000000_999999999999999999"])
def test_a_page_that_is_none_is_the_first_or_an_empty_one(month, client_of, mai, now, page):
    assert client_of(mai).get("/so-tu-phap/ho-so/received/", {"sau": page}).status_code == 200


def test_what_is_no_number_is_not_there(client_of, mai, years, now):
    assert client_of(mai).get("/so-tu-phap/ho-so/ho-khau/").status_code == 404
    assert client_of(mai).get("/so-tu-phap/ho-so/late/", {"ky": "tuy-chon", "tu": "x"}).status_code == 302
