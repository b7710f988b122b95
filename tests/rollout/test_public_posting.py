"""Posters and leaflets: frozen when asked for, printed by the worker, read by a scanner, joined for a phase."""

import shutil
from datetime import date
from unittest import mock

import pytest
from django.conf import settings
from django.urls import reverse

from applications.management.commands.load_fees import load_fees
from applications.rollout import press
from applications.rollout.models import PaperBatch, PaperKind, PhaseUnit, UnitPaper
from applications.rollout.posters import facts_of
from applications.rollout.samples import LONG, SPARSE
from tests import factories
from tests.documents import judges

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


@pytest.fixture
def nudged(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def fees(years):
    load_fees()


def ask(client, office, kind="poster"):
    """Asked for and, as a worker would, printed."""
    answer = client.post(reverse("rollout:ask_paper", args=[office.slug]), {"loai": kind}, follow=True)
    for paper_id in press.unprinted_papers():
        press.print_unit_paper(paper_id)
    return answer


def fetched(client, paper, tmp_path):
    answer = client.get(reverse("rollout:paper", args=[paper.office.slug, paper.pk]))
    path = tmp_path / "to.pdf"
    path.write_bytes(answer.content)
    return path


def test_the_code_on_a_poster_leads_to_the_page_of_its_unit(keeper, unit, fees, tmp_path, client):
    ask(keeper, unit.office)
    [code] = judges.scanned(fetched(keeper, UnitPaper.objects.get(), tmp_path), tmp_path)
    assert code == f"{settings.PUBLIC_URL}/nop/00256/"
    assert client.get(code.removeprefix(settings.PUBLIC_URL)).status_code == 200


@pytest.mark.parametrize(("kind", "width"), [("poster", "841.89"), ("leaflet", "595.276")])
def test_a_paper_is_one_sheet_of_its_size_and_says_what_the_law_asks(kind, width, keeper, unit, fees, tmp_path):
    ask(keeper, unit.office, kind)
    path = fetched(keeper, UnitPaper.objects.get(), tmp_path)
    assert judges.pages(path) == 1
    assert f"Page size:       {width}" in judges.run("pdfinfo", path)
    words = " ".join(judges.text(path).split())
    for said in ("8.000 đồng mỗi bản", "Trong ngày làm việc", "Nộp sau 15 giờ", "Ai được yêu cầu", "Giấy tờ cần chụp ảnh"):
        assert said in words


@pytest.mark.parametrize("facts", [LONG, SPARSE], ids=["long", "sparse"])
@pytest.mark.parametrize("kind", PaperKind.values)
def test_long_addresses_and_missing_facts_stay_on_one_sheet(facts, kind, tmp_path):
    path = tmp_path / "to.pdf"
    path.write_bytes(press.paper_pdf(facts, kind))
    assert judges.pages(path) == 1


def test_what_would_print_the_same_is_printed_once(keeper, unit, fees):
    ask(keeper, unit.office)
    ask(keeper, unit.office)
    assert UnitPaper.objects.count() == 1
    unit.office.phone = "02438212345"
    unit.office.save()
    ask(keeper, unit.office)
    assert UnitPaper.objects.count() == 2


def test_a_lost_nudge_is_made_good_by_the_sweep(unit, fees, keeper):
    with mock.patch("applications.rollout.actions.papers.nudge"):
        ask_address = reverse("rollout:ask_paper", args=[unit.office.slug])
        keeper.post(ask_address, {"loai": "leaflet"})
    assert press.unprinted_papers() == [UnitPaper.objects.get().pk]
    assert press.print_unit_paper(UnitPaper.objects.get().pk) == press.print_unit_paper(UnitPaper.objects.get().pk)
    assert press.unprinted_papers() == []


def test_a_phase_is_one_file_with_a_sheet_for_each_unit(keeper, unit, other_office, fees, tmp_path, nudged):
    PhaseUnit.objects.create(phase=unit.phase, office=other_office)
    with nudged(execute=True):
        keeper.post(reverse("rollout:ask_batch", args=["dot-4"]), {"loai": "leaflet"})
    batch = PaperBatch.objects.get()
    path = tmp_path / "dot.pdf"
    with batch.document.file.open("rb") as kept, path.open("wb") as out:
        shutil.copyfileobj(kept, out)
    assert judges.pages(path) == 2
    assert [judges.scanned(path, tmp_path, sheet)[0][-7:] for sheet in (1, 2)] == ["/00292/", "/00256/"]
    answer = keeper.get(reverse("rollout:batch", args=["dot-4", batch.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_poster_says_from_when_where_the_day_is_still_to_come(unit, fees):
    factories.opened(unit.office, since=date(2026, 4, 1))
    assert facts_of(unit.office, TODAY)["since"] == "01/04/2026"
    assert facts_of(unit.office, date(2026, 4, 2))["since"] == ""


def test_there_is_no_third_kind_of_paper(keeper, unit, fees):
    assert ask(keeper, unit.office, "tranh").status_code == 404
    assert not UnitPaper.objects.exists()


def test_papers_of_others_are_not_there(client_of, chi, keeper, unit, fees):
    ask(keeper, unit.office)
    paper = UnitPaper.objects.get()
    assert client_of(chi).get(reverse("rollout:paper", args=[unit.office.slug, paper.pk])).status_code == 404


def test_who_comes_by_the_poster_is_shown_its_unit_as_the_place(unit, fees, client):
    factories.opened(unit.office)
    assert f"?co_quan={unit.office.code}" in client.get(reverse("unit:page", args=[unit.office.code])).content.decode()
    start = f"{reverse('applications:start')}?co_quan={unit.office.code}"
    answer = client.post(start, {"kind": "birth"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"?noi={unit.office.pk}")
    assert answer.context["place"] == unit.office


def test_a_code_of_no_unit_is_passed_over(years, client):
    answer = client.post(f"{reverse('applications:start')}?co_quan=khong-co%00", {"kind": "birth"})
    assert answer.headers["Location"].endswith("/noi-dang-ky/")
