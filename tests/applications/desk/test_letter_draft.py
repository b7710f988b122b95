"""The paper that waits for the leader is there as a PDF before he signs, printed by the worker and marked as a draft."""

import pytest
from django.urls import reverse

from applications import actions, slips, tasks, watch
from applications.apologies import Terms
from applications.models import Slip
from tests import factories
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(years, office):
    return factories.submitted(office)


@pytest.fixture
def drafted_by_the_clock(dossier) -> Slip:
    watch.mark_overdue(at=hanoi(20, 17, 1))
    return dossier.slips.get()


def address(slip: Slip) -> str:
    return reverse("desk:letter_draft", args=[slip.pk])


def propose(dossier, person) -> Slip:
    terms = Terms("Sổ đang được phục chế.", hanoi(23, 10, 0), person.pk)
    return actions.propose_apology(dossier.pk, terms, by=acting(person), at=hanoi(20, 17, 20))


def test_the_sweep_prints_what_the_clock_drafted_and_the_leader_downloads_it(drafted_by_the_clock, dung, client_of, tmp_path):
    tasks.render_pending_slips()
    answer = client_of(dung).get(address(drafted_by_the_clock))
    assert answer["Content-Type"] == "application/pdf"
    paper = tmp_path / "draft.pdf"
    paper.write_bytes(answer.content)
    words = judges.text(paper, 1, 1, "-raw")
    assert "BẢN DỰ THẢO" in words
    assert "Số: ……/PXL-UBND" in words
    assert "Hoàng" not in words  # nobody has signed


def test_who_asks_before_it_is_printed_waits(drafted_by_the_clock, dung, client_of):
    assert client_of(dung).get(address(drafted_by_the_clock)).status_code == 202


def test_a_draft_is_printed_once(drafted_by_the_clock):
    assert slips.render_draft(drafted_by_the_clock.pk) == slips.render_draft(drafted_by_the_clock.pk)
    assert slips.unrendered_draft_ids() == []


def test_a_letter_drafted_anew_is_printed_anew(dossier, drafted_by_the_clock, binh):
    first = slips.render_draft(drafted_by_the_clock.pk)
    second = slips.render_draft(propose(dossier, binh).pk)
    assert first.sha256 != second.sha256


def test_a_signed_letter_has_a_paper_of_its_own_and_no_draft_to_show(dossier, binh, dung, client_of):
    slip = propose(dossier, binh)
    draft = slips.render_draft(slip.pk)
    actions.sign_apology(slip.pk, Terms("Sổ mờ.", hanoi(23, 10, 0), binh.pk), by=acting(dung), at=hanoi(20, 17, 25))
    assert slips.render_slip(slip.pk).sha256 != draft.sha256
    assert client_of(dung).get(address(slip)).status_code == 404


def test_another_office_s_leader_finds_nothing(drafted_by_the_clock, other_office, client_of):
    stranger = factories.official("Phạm Đức Minh", other_office, "office_leader")
    assert client_of(stranger).get(address(drafted_by_the_clock)).status_code == 404


def test_a_letter_sent_back_is_not_printed(dossier, binh, dung):
    slip = propose(dossier, binh)
    actions.decline_apology(slip.pk, reason="Viết lại", by=acting(dung), at=hanoi(20, 17, 25))
    assert slips.render_draft(slip.pk) is None
