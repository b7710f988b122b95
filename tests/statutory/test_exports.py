"""The dossiers of a period as a file: the same as the report counts, no person in it, progress told, whole or not there."""

import csv
from datetime import date
from io import StringIO

import pytest

from applications.statutory import actions, dossier_export
from applications.statutory.dossier_export import HEAD, unwritten_ids, write_export
from applications.statutory.models import DossierExport
from tests import factories
from tests.factories import acting, hanoi
from tests.reports.conftest import SEEN_AT

pytestmark = pytest.mark.django_db
PAGE = "/so-tu-phap/bao-cao/ho-so/"


@pytest.fixture
def export(huy) -> DossierExport:
    days = {"first_on": date(2026, 3, 1), "last_on": date(2026, 3, 14)}
    return actions.ask_for_export(**days, by=acting(huy), at=SEEN_AT)


def lines(export: DossierExport) -> list[dict]:
    text = write_export(export.pk).read().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_file_has_the_dossiers_that_the_report_counts(month, export, prepared):
    counted = prepared().content["rows"][-1]["cells"]
    found = lines(export)
    assert len(found) == counted[0]  # (3)
    kept = [row["Kết quả so với hẹn"] for row in found if row["Giải quyết xong lúc"]]
    in_period = [row for row in kept if row]
    assert in_period.count("Quá hạn") >= counted[7]  # (10); some were resolved after the period


def test_nobody_is_named(years, office, export):
    factories.submitted(office, at=hanoi(10))
    [row] = lines(export)
    assert set(row) == set(HEAD)
    assert not any(secret in str(row) for secret in ("Thùy Dương", "0912345678", "001190012345"))


def test_a_unit_that_looks_like_a_formula_stays_text(years, export):
    factories.submitted(factories.office("=1+1"), at=hanoi(10))
    assert [row["Đơn vị"] for row in lines(export)] == ["'=1+1"]


def test_progress_is_told_and_the_file_is_written_once(month, export, monkeypatch):
    monkeypatch.setattr(dossier_export, "TOLD_EVERY", 5)
    told = []
    monkeypatch.setattr(dossier_export, "_moment", lambda at: told.append(DossierExport.objects.get().percent) or "")
    first = write_export(export.pk)
    assert write_export(export.pk) == first
    assert told == sorted(told)
    assert 0 < max(told) < 100
    export.refresh_from_db()
    assert (export.percent, export.done) == (100, export.total)


def test_the_sweep_takes_what_nobody_writes(export):
    assert unwritten_ids(at=SEEN_AT) == [export.pk]
    DossierExport.objects.update(told_at=SEEN_AT)
    assert unwritten_ids(at=SEEN_AT) == []
    assert unwritten_ids(at=hanoi(20, 16, 33)) == [export.pk]


def test_the_department_asks_watches_and_downloads(client_of, mai, month, now):
    browser = client_of(mai)
    browser.post(PAGE, {"ky": "month", "so": "2", "nam": "2026", "moc": "calendar"})
    waiting = browser.get(PAGE)
    assert "Đang chờ máy ghi" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    export = DossierExport.objects.get()
    assert browser.get(f"{PAGE}{export.pk}.csv").status_code == 302
    write_export(export.pk)
    assert "Refresh" not in browser.get(PAGE).headers
    assert b"".join(browser.get(f"{PAGE}{export.pk}.csv").streaming_content).startswith("\ufeffMã hồ sơ;".encode())
