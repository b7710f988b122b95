"""S3: every number that the figures counted leads to its dossiers, as of the report's own moment."""

from datetime import date

import pytest

from applications.statutory.behind import addresses
from tests import calendars, factories, traffic
from tests.reports.conftest import SEEN_AT

pytestmark = pytest.mark.django_db


def numbers_and_addresses(report) -> list[tuple[int, str]]:
    rows = zip(report.content["rows"], addresses(report.content, report.asked, report.pk), strict=True)
    return [(cell, to) for row, tos in rows for cell, to in zip(row["cells"], tos, strict=True) if to]


@pytest.mark.parametrize("form", ["ii-06a", "qd-766"])
def test_behind_each_number_are_as_many_dossiers(client_of, huy, prepared, now, form):
    browser = client_of(huy)
    found = numbers_and_addresses(prepared(form))
    assert len(found) >= 4
    for number, address in found:
        assert browser.get(address).context["number"] == number, address


def test_the_page_links_them_and_a_look_is_recorded(client_of, mai, prepared, now):
    report = prepared()
    shown = client_of(mai).get(f"/so-tu-phap/bao-cao/{report.pk}/").content.decode()
    [_number, address] = numbers_and_addresses(report)[0]
    assert f'href="{address.replace("&", "&amp;")}"' in shown


def test_what_becomes_known_later_does_not_come_in(client_of, huy, prepared, issued, now):
    report = issued(as_of=now.replace(day=16))
    browser = client_of(huy)
    for number, address in numbers_and_addresses(report):
        assert browser.get(address).context["number"] == number


def test_a_sum_over_chosen_units_leads_nowhere(prepared, offices):
    report = prepared(unit_ids=tuple(office.pk for office in offices[:2]))
    rows = dict(
        zip([row["key"] for row in report.content["rows"]], addresses(report.content, report.asked, report.pk), strict=True)
    )
    assert not any(rows["total"])
    assert any(rows[f"office:{offices[0].pk}"])


@pytest.mark.parametrize("begun", [0, 6])
def test_the_month_of_these_tests_does_not_hang_on_ids(years, begun):
    """PostgreSQL goes on counting ids from test to test; an id once decided how slow an office is."""
    for index in range(begun):
        factories.office(f"Xã {index}", code=f"0099{index}")
    offices = [factories.office(f"Phường {index}", code=f"0025{index}") for index in range(3)]
    days = {"first": date(2026, 2, 16), "last": date(2026, 3, 20)}
    made = traffic.spread(offices, calendars.seeded(), **days, number=60, until=SEEN_AT)
    late = [each for each in made if each.resolved_at and each.resolved_at > each.due_at]
    assert [each.ref for each in late] == ["R00000027"]
