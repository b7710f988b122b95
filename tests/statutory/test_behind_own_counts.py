"""S3: what a form counts by itself leads to its dossiers too, and adds up to the cell. Copies, fees and post: tests/postal."""

import pytest

from applications.statutory.behind import addresses
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db


def cells_and_addresses(report):
    for row, tos in zip(report.content["rows"], addresses(report.content, report.asked, report.pk), strict=True):
        yield from ((cell, to) for cell, to in zip(row["cells"], tos, strict=True) if to)


def test_what_lies_behind_adds_up_to_the_cell(client_of, huy, prepared, now):
    browser = client_of(huy)
    found = list(cells_and_addresses(prepared("ii-07b")))
    assert len(found) >= 6
    for cell, address in found:
        shown = browser.get(address)
        assert shown.context["number"] == cell, address
        assert "đã có thay đổi" not in shown.content.decode()


def test_the_dossier_that_was_late_is_named_and_the_look_recorded(client_of, huy, prepared, month, now):
    report = prepared("ii-07b")
    browser = client_of(huy)
    shown = browser.get(f"/so-tu-phap/bao-cao/{report.pk}/ho-so/?dong=total&cot=resolved_late")
    late = [each for each in month if each.resolved_at and each.resolved_at > each.due_at]
    assert [line[0] for line in shown.context["lines"]] == [each.dossier_code for each in late]
    assert Entry.objects.filter(action="report.dossiers_seen", subject=f"report:{report.pk}").count() == 1
    assert f"/so-tu-phap/bao-cao/{report.pk}/" in shown.content.decode()


def test_what_changed_since_is_said(client_of, huy, prepared, month, now):
    report = prepared("ii-07b")
    report.content["rows"][-1]["cells"][0] += 5
    report.save()
    shown = client_of(huy).get(f"/so-tu-phap/bao-cao/{report.pk}/ho-so/?dong=total&cot=total")
    assert "đã có thay đổi" in shown.content.decode()


@pytest.mark.parametrize("query", ["", "dong=total", "dong=total&cot=zzz", "dong=office:99999&cot=total", "dong=x&cot=total"])
def test_a_cell_that_there_is_not_is_not_found(client_of, huy, prepared, query, now):
    report = prepared("ii-07b")
    assert client_of(huy).get(f"/so-tu-phap/bao-cao/{report.pk}/ho-so/?{query}").status_code == 404
