"""R9 and L2 through the front door: drawing up, the very PDF, what stays blank, what changed before the signature."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from applications import actions
from applications.errors import ChangedMeanwhile, EntryChanged, NotCompared
from applications.states import State
from civil_registry import tasks
from civil_registry.corrections import correct
from civil_registry.drafts import render_draft, unrendered_ids
from civil_registry.models import CopyState, ExtractCopy, RegisterEntry
from civil_registry.samples import LONG_NAME
from portal.documents.models import Counter, StoredDocument
from tests import factories
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(office) -> RegisterEntry:
    return factories.birth_entry(office)


@pytest.fixture
def received(years, office, binh):
    return actions.receive(factories.submitted(office).pk, by=acting(binh), at=hanoi(20, 9, 40))


@pytest.fixture
def drawn(received, entry, binh):
    return actions.draw_up(received.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))


@pytest.fixture
def to_sign(drawn, binh):
    return actions.send_for_signature(drawn.pk, by=acting(binh), at=hanoi(20, 10, 5))


def at(route: str, application) -> str:
    return reverse(f"desk:{route}", args=[application.code])


def change(entry: RegisterEntry, by, **fields) -> None:
    correct(entry.pk, fields, by_id=by.pk, at=hanoi(20, 10, 30), ground="Sổ 01/1990, trang 44")


def test_the_worker_prints_the_draft_and_both_see_the_same_bytes(to_sign, binh, dung, client_of, tmp_path):
    assert client_of(dung).get(at("draft_pdf", to_sign)).status_code == 202
    tasks.render_pending_drafts()
    seen = {client_of(person).get(at("draft_pdf", to_sign)).content for person in (binh, dung)}
    assert len(seen) == 1
    paper = tmp_path / "draft.pdf"
    paper.write_bytes(seen.pop())
    assert "BẢN DỰ THẢO" in judges.text(paper, 1, 1, "-raw")
    assert "bản PDF của dự thảo" in client_of(dung).get(at("sign", to_sign)).content.decode()


def test_a_draft_is_printed_once_for_each_thing_it_says(drawn, binh, client_of):
    first = render_draft(drawn.extract_id)
    client_of(binh).post(at("draft", drawn), {"version": drawn.version, "note": ""})
    assert render_draft(drawn.extract_id) == first
    assert unrendered_ids() == []
    drawn.refresh_from_db()
    client_of(binh).post(at("draft", drawn), {"version": drawn.version, "note": "Theo sổ giấy."})
    assert unrendered_ids() == [drawn.extract_id]
    assert render_draft(drawn.extract_id).sha256 != first.sha256


def test_a_draft_that_was_signed_or_let_go_is_not_printed(to_sign, dung, client_of):
    actions.sign(to_sign.pk, by=acting(dung), at=hanoi(20, 11))
    assert render_draft(to_sign.extract_id) is None
    assert not StoredDocument.objects.filter(kind="extract_draft").exists()
    assert client_of(dung).get(at("draft_pdf", to_sign)).status_code == 404


def test_another_office_finds_no_draft(to_sign, chi, client_of):
    for route in ("draft_pdf", "draft"):
        assert client_of(chi).get(at(route, to_sign)).status_code == 404
    assert client_of(chi).post(at("preview_note", to_sign), {"note": "x"}).status_code == 404


def test_the_sheet_follows_the_note_before_it_is_kept(drawn, binh, client_of):
    answer = client_of(binh).post(at("preview_note", drawn), {"version": drawn.version, "note": "Ghi theo sổ <b>giấy</b>"})
    page = answer.content.decode()
    assert "Ghi theo sổ &lt;b&gt;giấy&lt;/b&gt;" in page
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    drawn.extract.refresh_from_db()
    assert drawn.extract.snapshot["note"] == ""


def test_the_note_is_kept_as_typed_in_nfc_with_its_lines(drawn, binh, client_of, tmp_path):
    typed = "Da\u0303 ly hôn theo\u200b Bản án số 12.\r\n  Cải chính năm 2010."
    client_of(binh).post(at("draft", drawn), {"version": drawn.version, "note": typed})
    drawn.extract.refresh_from_db()
    assert drawn.extract.snapshot["note"] == "Dã ly hôn theo Bản án số 12.\n  Cải chính năm 2010."
    paper = tmp_path / "draft.pdf"
    paper.write_bytes(render_draft(drawn.extract_id).read())
    lines = [line.strip() for line in judges.run("pdftotext", "-raw", paper, "-").splitlines()]
    assert "Cải chính năm 2010." in lines


def test_a_note_too_long_is_told_with_its_length_and_kept_on_the_page(drawn, binh, client_of):
    page = client_of(binh).post(at("draft", drawn), {"version": drawn.version, "note": "Ư" * 2001}).content.decode()
    assert "Ghi chú dài quá 2.000 ký tự, đang có 2001" in page
    assert "Ư" * 2001 in page


def test_what_the_book_lacks_is_listed_and_stays_blank_on_the_paper(received, office, binh, client_of, tmp_path):
    entry = factories.birth_entry(office, father_name="", father_residence="", place_of_origin="")
    dossier = actions.draw_up(received.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    page = client_of(binh).get(at("draft", dossier)).content.decode()
    assert "Nơi cư trú (người cha): <span" in page
    assert "Quê quán: <span" in page
    assert "để trống vì sổ không ghi" in page
    paper = tmp_path / "draft.pdf"
    paper.write_bytes(render_draft(dossier.extract_id).read())
    words = judges.text(paper)
    assert "không ghi" not in words
    assert "không rõ" not in words


def test_what_the_form_has_no_line_for_is_told(received, office, binh, client_of):
    entry = factories.birth_entry(office, witness="Trần Văn Chứng")
    dossier = actions.draw_up(received.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    page = client_of(binh).get(at("draft", dossier)).content.decode()
    assert "mẫu này không có dòng để in" in page
    assert "Trần Văn Chứng" in page


@pytest.mark.parametrize(
    "name",
    [
        "Mơ",
        "H'Hen Niê",
        "Y Moan Êban",
        "Trần-Nguyễn Thị Bích",
        LONG_NAME,  # 121 letters
    ],
)
def test_every_name_is_drawn_up_and_previewed(received, office, binh, client_of, name):
    entry = factories.birth_entry(office, number="12 bis", full_name=name, ethnicity="Cao Lan", mother_ethnicity="Hán")
    client = client_of(binh)
    client.post(at("draw_up", received), {"entry_id": entry.pk})
    page = client.get(at("preview", received)).content.decode()
    assert name.upper().replace("'", "&#x27;") in page
    assert "12 bis" in page
    assert "Cao Lan" in page
    assert client.get(at("draft", received)).status_code == 200


def test_the_signer_sees_what_changed_and_nothing_is_numbered(to_sign, entry, binh, dung, client_of):
    change(entry, binh, father_birth_year="1961")
    client = client_of(dung)
    client.post(at("sign", to_sign), {"sign": "1", "version": to_sign.version})
    to_sign.refresh_from_db()
    assert to_sign.state == State.RECEIVED
    assert not Counter.objects.filter(scope__startswith="copy:").exists()
    page = client.get(at("sign", to_sign)).content.decode()
    assert "Năm sinh (người cha)" in page
    assert "<del>1962</del>" in page
    assert "<ins>1961</ins>" in page
    assert 'name="sign"' not in page


def test_the_signer_sends_it_back_with_one_press_and_it_is_drawn_up_anew(to_sign, entry, binh, dung, client_of):
    change(entry, binh, father_birth_year="1961")
    reason = client_of(dung).get(at("sign", to_sign)).context["form"].initial["reason"]
    assert "Năm sinh (người cha)" in reason
    client_of(dung).post(at("sign", to_sign), {"return": "1", "version": to_sign.version, "reason": reason})
    to_sign.refresh_from_db()
    officer = client_of(binh)
    assert "Lãnh đạo trả lại" in officer.get(at("draft", to_sign)).content.decode()
    officer.post(at("draft", to_sign), {"redraw": "1", "version": to_sign.version, "note": ""})
    to_sign.refresh_from_db()
    assert to_sign.extract.snapshot["fields"]["father_birth_year"] == "1961"
    assert to_sign.extract.entry_version == 2


def test_a_draft_behind_its_entry_is_not_sent(drawn, entry, binh, client_of):
    change(entry, binh, sex="")
    page = client_of(binh).post(at("draft", drawn), {"send": "1", "version": drawn.version, "note": ""}).content.decode()
    assert "Mục sổ đã thay đổi sau khi dự thảo: Giới tính" in page
    with pytest.raises(EntryChanged):
        actions.send_for_signature(drawn.pk, by=acting(binh), at=hanoi(20, 10, 40))


def test_an_annotation_written_meanwhile_is_a_change_too(to_sign, entry, dung):
    RegisterEntry.objects.filter(pk=entry.pk).update(note="Cải chính năm 2026.", version=2)
    with pytest.raises(EntryChanged, match="Ghi chú trong sổ"):
        actions.sign(to_sign.pk, by=acting(dung), at=hanoi(20, 11))


def test_a_change_that_the_paper_does_not_print_disturbs_nobody(to_sign, entry, dung):
    RegisterEntry.objects.filter(pk=entry.pk).update(fields=entry.fields | {"witness": "Trần Văn Chứng"}, version=2)
    assert actions.sign(to_sign.pk, by=acting(dung), at=hanoi(20, 11)).state == State.ISSUED


def test_what_was_typed_in_is_signed_only_with_the_tick_and_the_signer_is_its_reader(to_sign, entry, binh, dung, client_of):
    RegisterEntry.objects.filter(pk=entry.pk).update(source="transcribed", added_by=binh)
    client = client_of(dung)
    assert "Tôi đã đối chiếu với sổ" in client.get(at("sign", to_sign)).content.decode()
    client.post(at("sign", to_sign), {"sign": "1", "version": to_sign.version})
    to_sign.refresh_from_db()
    assert to_sign.extract.state == CopyState.AWAITING_SIGNATURE
    client.post(at("sign", to_sign), {"sign": "1", "version": to_sign.version, "has_compared": "on"})
    entry.refresh_from_db()
    assert entry.checked_by == dung
    assert ExtractCopy.objects.get(pk=to_sign.extract_id).state == CopyState.SIGNED


def test_a_leader_who_corrected_the_entry_waits_for_another_reader(drawn, entry, binh, dung, client_of):
    change(entry, dung, sex="")
    actions.draw_up(drawn.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10, 40))
    waiting = actions.send_for_signature(drawn.pk, by=acting(binh), at=hanoi(20, 10, 45))
    assert "Một người khác phải đối chiếu" in client_of(dung).get(at("sign", waiting)).content.decode()
    with pytest.raises(NotCompared):
        actions.sign(waiting.pk, by=acting(dung), at=hanoi(20, 11), has_compared=True)


def test_the_second_of_two_signers_is_told_who_signed_and_when(to_sign, office, dung, client_of):
    other = factories.official("Phạm Đức Minh", office, "office_leader")
    actions.sign(to_sign.pk, by=acting(dung), at=hanoi(20, 11, 5), seen_version=to_sign.version)
    client = client_of(other)
    client.post(at("sign", to_sign), {"sign": "1", "version": to_sign.version})
    assert "Hoàng Tiến Dũng đã ký trích lục lúc 11:05" in client.get(at("sign", to_sign)).content.decode()
    assert ExtractCopy.objects.get(pk=to_sign.extract_id).signed_by == dung


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_the_same_moment_one_signs(to_sign, office, dung):
    people = [acting(dung), acting(factories.official("Phạm Đức Minh", office, "office_leader"))]

    def sign(by) -> bool:
        try:
            actions.sign(to_sign.pk, by=by, at=hanoi(20, 11), seen_version=to_sign.version)
        except ChangedMeanwhile:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign, people)) == [False, True]
    assert Counter.objects.get(scope__startswith="copy:").last == 1
