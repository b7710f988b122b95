"""S3: every number that the figures counted leads to its dossiers, as of the report's own moment."""

import pytest

from applications.statutory.behind import addresses

pytestmark = pytest.mark.django_db


def numbers_and_addresses(report) -> list[tuple[int, str]]:
    rows = zip(report.content["rows"], addresses(report.content, report.asked), strict=True)
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
    rows = dict(zip([row["key"] for row in report.content["rows"]], addresses(report.content, report.asked), strict=True))
    assert not any(rows["total"])
    assert any(rows[f"office:{offices[0].pk}"])
