"""The Department counts appointments by office: booked, kept, missed, given back; as far as noted at the moment asked."""

import html
import re

import pytest

from applications.reports.scope import Scope
from applications.reports.together import Visits, visits
from applications.visits.actions import book, cancel, mark
from applications.visits.keeping import keep
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
PAGE = "/so-tu-phap/lien-thong-lich-hen/"


def asked(day: int, hour: int = 18) -> Visits:
    return visits(Scope(hanoi(1).date(), hanoi(31).date(), hanoi(day, hour)))[1]


@pytest.fixture
def booked(ready, an, holds):
    """Four appointments on Monday 23/03 in the morning, booked on Friday at 13:00."""
    return [book(ready().pk, on=hanoi(23).date(), half="morning", by=acting(an), at=hanoi(20, 13)) for _time in range(4)]


def test_appointments_are_counted_as_they_stood(booked, an, binh, office):
    mark(booked[0].pk, "finish", by=acting(binh), at=hanoi(23, 9))
    mark(booked[1].pk, "miss", by=acting(binh), at=hanoi(23, 13))
    cancel(booked[2].application_id, by=acting(an), at=hanoi(20, 15))
    found = asked(23)
    assert (found.booked, found.kept, found.missed, found.given_back, found.ahead) == (3, 1, 1, 1, 1)
    before = asked(20, 14)
    assert (before.booked, before.kept, before.missed, before.given_back) == (4, 0, 0, 0)
    assert [unit for unit, _numbers in visits(Scope(hanoi(1).date(), hanoi(31).date(), hanoi(23)))[0]] == [office]


def test_who_was_noted_missing_and_came_after_all_was_missing_until_then(booked, binh):
    mark(booked[0].pk, "miss", by=acting(binh), at=hanoi(23, 10))
    keep(at=hanoi(24, 1))
    for appointment in booked[:2]:
        mark(appointment.pk, "arrive", by=acting(binh), at=hanoi(24, 9))
    told = [asked(*moment) for moment in ((23, 11), (24, 8), (24, 10))]
    assert [(one.kept, one.missed, one.unmarked, one.ahead) for one in told] == [(0, 1, 0, 3), (0, 1, 3, 0), (2, 0, 2, 0)]


def test_a_day_outside_the_period_is_not_counted(booked):
    first = Scope(hanoi(1).date(), hanoi(22).date(), hanoi(23))
    assert visits(first) == ([], Visits())


def test_every_number_leads_to_its_appointments(booked, an, binh, client_of, mai, monkeypatch):
    mark(booked[0].pk, "finish", by=acting(binh), at=hanoi(23, 9))
    cancel(booked[2].application_id, by=acting(an), at=hanoi(20, 15))
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(23, 10))
    browser = client_of(mai)
    text = browser.get(PAGE, {"ky": "tuy-chon", "tu": "01/03/2026", "den": "23/03/2026"}).content.decode()
    links = re.findall(rf'href="({PAGE}[^"]+)">(\d+)</a>', text)
    assert [number for _address, number in links] == ["3", "1", "2", "1"]  # booked, kept, ahead, given back
    for address, number in links:
        found = browser.get(html.unescape(address)).context["found"]
        assert found.number == len(found.rows) == int(number), address


def test_the_row_of_an_office_leads_back_to_all_offices(booked, office, client_of, mai, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(23, 10))
    browser = client_of(mai)
    text = browser.get(PAGE, {"ky": "tuy-chon", "tu": "01/03/2026", "den": "23/03/2026"}).content.decode()
    link = html.unescape(re.search(rf'href="({PAGE}[^"]+cua={office.pk})"', text)[1])
    answer = browser.get(link)
    assert answer.context["of_unit"] == office
    assert answer.context["back"] == f"{PAGE}?ky=tuy-chon&tu=01%2F03%2F2026&den=23%2F03%2F2026&luc=2026-03-23T10%3A22%3A00"
