"""D7 and D8: written with the filing, printed by the worker once, telling what was filed at that moment."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from applications import actions, tasks
from applications.filed_papers import receipt_context, render_filed_paper, unrendered_ids
from applications.models import FiledPaper
from portal.accounts.actors import CITIZEN, Actor
from portal.documents.models import StoredDocument
from tests import factories
from tests.factories import acting, hanoi


def receipt_of(application, filing: int = 0) -> FiledPaper:
    return application.filed_papers.select_related("application__office").get(kind="receipt", filing=filing)


def printed(paper: FiledPaper) -> str:
    return render_to_string("documents/receipt.html", receipt_context(paper))


@pytest.fixture
def filed(filing, dong_mac):
    draft = filing.ready(dong_mac)
    filing.file(draft)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def supplemented(filed, binh, an):
    actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    words = {"items": ["Ảnh mặt sau căn cước"], "reason": "Chưa rõ."}
    actions.ask_for_supplement(filed.pk, **words, by=acting(binh), at=hanoi(20, 10))
    filed.refresh_from_db()
    factories.attached(filed, actions.supplement_slot(filed, 1), content=None, name="mat-sau.jpg")
    items = [{"item": "Ảnh mặt sau căn cước", "slot": "supplement_1_1", "answer": "Đã chụp lại, rõ bốn góc"}]
    actions.resubmit(filed.pk, answers={"round": 1, "items": items}, by=acting(an), at=hanoi(20, 16))
    filed.refresh_from_db()
    return filed


@pytest.mark.parametrize("kind", ["receipt", "declaration"])
def test_a_paper_to_keep_is_waited_for_then_sent_as_it_was_kept(filing, filed, kind):
    address = reverse(f"applications:{kind}", args=[filed.ref])
    waiting = filing.client.get(address)
    assert (waiting.status_code, waiting["Refresh"]) == (202, f"3; url={address}?cho=1")
    tasks.render_filed_papers(filed.pk)
    answer = filing.client.get(address)
    document = filed.filed_papers.get(kind=kind).document
    assert answer.content == document.read()
    assert answer.content.startswith(b"%PDF-")
    assert "private" in answer["Cache-Control"]


def test_filing_twice_gives_the_papers_once(filing, filed):
    actions.submit(filed.pk, idempotency_key=filed.idempotency_key, by=Actor(CITIZEN), at=hanoi())
    assert filed.filed_papers.count() == 2


def test_each_paper_is_printed_once(filed):
    first, again = (render_filed_paper(receipt_of(filed).pk) for _ in range(2))
    assert first == again
    assert StoredDocument.objects.filter(kind="receipt").count() == 1


def test_the_sweep_finds_what_a_lost_nudge_left_behind(filed):
    tasks.render_pending_filed_papers()
    assert unrendered_ids() == []


def test_one_paper_that_cannot_be_printed_does_not_stop_the_others(filed):
    FiledPaper.objects.filter(kind="receipt").update(content={})
    tasks.render_pending_filed_papers()
    assert unrendered_ids() == [receipt_of(filed).pk]


def test_the_receipt_lists_each_file_with_size_and_hash(filed):
    document, text = filed.attachments.first().document, printed(receipt_of(filed))
    assert f">{document.size}<" in text
    assert all(document.sha256[start : start + 16] in text for start in (0, 16, 32, 48))


def test_a_receipt_printed_late_does_not_tell_of_what_came_after(supplemented):
    text = printed(receipt_of(supplemented))
    assert "thứ Sáu 20/03/2026" in text
    for later in ("mat-sau.jpg", "23/03/2026", supplemented.dossier_code, "bổ sung lần"):
        assert later not in text


def test_the_answer_to_a_supplement_has_its_own_receipt(supplemented, filing):
    text = printed(receipt_of(supplemented, 1))
    for words in ("Nộp bổ sung lần 1", "mat-sau.jpg", "Đã chụp lại", "thứ Hai 23/03/2026", supplemented.dossier_code):
        assert words in text
    assert supplemented.filed_papers.filter(kind="declaration").count() == 1
    address = reverse("applications:supplement_receipt", args=[supplemented.ref, 1])
    timeline = filing.client.get(reverse("applications:timeline", args=[supplemented.ref])).content.decode()
    assert address in timeline
    tasks.render_filed_papers(supplemented.pk)
    assert "ban-da-nop-bo-sung-1" in filing.client.get(address)["Content-Disposition"]


def test_a_receipt_of_a_filing_that_never_was_is_not_there(filing, filed):
    assert filing.client.get(reverse("applications:supplement_receipt", args=[filed.ref, 7])).status_code == 404
