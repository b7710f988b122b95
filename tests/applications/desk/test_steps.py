"""R2-R5, R9, L1-L4 through the front door: one dossier's steps, wrong states, two officials at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.models import Attachment, Slip
from applications.notifications import tell_pending
from applications.slips import render_slip
from applications.states import State
from portal.audit.models import Entry
from portal.documents.models import StoredDocument
from portal.messaging.models import Channel, MessageStatus, OutgoingMessage
from portal.messaging.tasks import deliver_pending
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(years, office):
    return factories.submitted(office)


@pytest.fixture
def received(submitted, binh):
    return actions.receive(submitted.pk, by=acting(binh), at=hanoi(20, 9, 40))


@pytest.fixture
def to_sign(received, office, binh):
    actions.draw_up(received.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    return actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 5))


def at(route: str, application) -> str:
    return reverse(f"desk:{route}", args=[application.code])


def test_looking_at_a_dossier_is_recorded(submitted, binh, client_of):
    page = client_of(binh).get(at("dossier", submitted))
    assert page.status_code == 200
    assert Entry.objects.filter(action="application.viewed", subject=f"application:{submitted.ref}").count() == 1


def test_the_office_sees_that_the_requester_was_told_by_no_channel(submitted, binh, client_of, settings):
    settings.SMS_IS_OFF = True
    tell_pending(at=timezone.now())
    deliver_pending()
    page = client_of(binh).get(at("dossier", submitted)).content.decode()
    assert "Người nộp chưa được báo 1 lần" in page
    OutgoingMessage.objects.create(
        idempotency_key=f"change:{submitted.history.get().pk}:email",
        channel=Channel.EMAIL,
        status=MessageStatus.SENT,
        subject_ref=f"application:{submitted.ref}",
        next_try_at=timezone.now(),
    )
    assert "chưa được báo" not in client_of(binh).get(at("dossier", submitted)).content.decode()


def test_another_office_finds_no_dossier(submitted, chi, client_of):
    assert client_of(chi).get(at("dossier", submitted)).status_code == 404


def test_receiving_gives_the_code_and_the_slip(submitted, binh, client_of):
    client_of(binh).post(at("receive", submitted), {"version": submitted.version, "checked": "on"})
    submitted.refresh_from_db()
    assert submitted.state == State.RECEIVED
    assert submitted.slips.get().number == 1


def test_receiving_without_looking_at_the_papers_is_refused(submitted, binh, client_of):
    page = client_of(binh).post(at("receive", submitted), {"version": submitted.version})
    assert "Đánh dấu khi đã xem từng giấy tờ" in page.content.decode()


def test_the_second_official_is_told_who_was_quicker_and_keeps_his_words(received, binh, client_of):
    typed = {"version": received.version - 1, "lines": ["id_back"], "reason": "Ảnh mờ, không đọc được."}
    page = client_of(binh).post(at("supplement", received), typed).content.decode()
    assert "Trần Thị Bình đã tiếp nhận lúc 09:40" in page
    assert "Ảnh mờ, không đọc được." in page


def test_a_supplement_lists_everything_once(received, binh, client_of):
    typed = {"version": received.version, "lines": ["id_back"], "own_lines": "Tên khác\nNăm đăng ký", "reason": "Thiếu."}
    client_of(binh).post(at("supplement", received), typed)
    received.refresh_from_db()
    assert received.state == State.SUPPLEMENT_REQUESTED
    assert len(received.slips.get(kind="supplement").content["items"]) == 3


def test_an_empty_supplement_is_refused_in_words(received, binh, client_of):
    page = client_of(binh).post(at("supplement", received), {"version": received.version, "reason": "Thiếu."})
    assert "ít nhất một giấy tờ" in page.content.decode()


def test_a_refusal_waits_for_the_leader(received, binh, dung, client_of):
    client_of(binh).post(at("propose_refusal", received), {"version": received.version, "cause": "not_in_book"})
    received.refresh_from_db()
    assert received.state == State.RECEIVED
    slip = received.slips.get(kind="refusal")
    client_of(dung).post(reverse("desk:letter", args=[slip.pk]), {"sign": "1", "version": received.version})
    received.refresh_from_db()
    assert received.state == State.REFUSED


def test_an_officer_cannot_open_the_leader_s_tray(received, binh, client_of):
    assert client_of(binh).get(reverse("desk:tray")).status_code == 403


def test_the_chosen_entry_becomes_a_draft_and_goes_to_the_tray(received, office, binh, dung, client_of):
    entry = factories.birth_entry(office)
    client_of(binh).post(at("draw_up", received), {"entry_id": entry.pk})
    received.refresh_from_db()
    form = {"version": received.version, "note": "", "send": "1"}
    client_of(binh).post(at("draft", received), form)
    assert received.code in client_of(dung).get(reverse("desk:tray")).content.decode()


def test_an_entry_of_a_book_held_elsewhere_is_not_found(received, other_office, binh, client_of):
    entry = factories.birth_entry(other_office)
    assert client_of(binh).post(at("draw_up", received), {"entry_id": entry.pk}).status_code == 404


def test_the_note_of_the_draft_is_what_the_paper_prints(received, office, binh, client_of):
    client_of(binh).post(at("draw_up", received), {"entry_id": factories.birth_entry(office).pk})
    received.refresh_from_db()
    client_of(binh).post(at("draft", received), {"version": received.version, "note": "Theo sổ giấy."})
    received.refresh_from_db()
    assert received.extract.snapshot["note"] == "Theo sổ giấy."


def test_the_leader_signs_and_the_copy_is_numbered(to_sign, dung, client_of):
    client_of(dung).post(at("sign", to_sign), {"sign": "1", "version": to_sign.version})
    to_sign.refresh_from_db()
    assert to_sign.state == State.ISSUED
    assert to_sign.extract.serial == 1


def test_the_leader_who_drew_it_up_is_told_why_he_cannot_sign(received, office, dung, client_of):
    actions.draw_up(received.pk, entry_id=factories.birth_entry(office).pk, by=acting(dung), at=hanoi(20, 10))
    waiting = actions.send_for_signature(received.pk, by=acting(dung), at=hanoi(20, 10, 5))
    client = client_of(dung)
    assert "Ông/bà là người dự thảo" in client.get(at("sign", waiting)).content.decode()
    client.post(at("sign", waiting), {"sign": "1", "version": waiting.version})
    waiting.refresh_from_db()
    assert waiting.state == State.RECEIVED


def test_a_draft_comes_back_with_its_reason(to_sign, binh, dung, client_of):
    client_of(dung).post(at("sign", to_sign), {"return": "1", "version": to_sign.version, "reason": "Sai ghi chú."})
    assert "Sai ghi chú." in client_of(binh).get(at("dossier", to_sign)).content.decode()


def test_the_preview_is_a_paper_without_a_number(to_sign, dung, client_of):
    answer = client_of(dung).get(at("preview", to_sign))
    assert "BẢN DỰ THẢO" in answer.content.decode()
    assert "Số: ……" in answer.content.decode()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_photos_are_shown_to_the_office_only(submitted, binh, chi, client_of):
    photo = factories.attached(factories.draft(), "id_front")
    Attachment.objects.filter(pk=photo.pk).update(application=submitted)  # photos are attached before filing
    address = reverse("desk:attachment", args=[submitted.code, photo.pk])
    shown = client_of(binh).get(address)
    assert shown.status_code == 200
    assert "sandbox" in shown["Content-Security-Policy"]
    assert client_of(chi).get(address).status_code == 404


def test_a_slip_is_rendered_once(received):
    slip = Slip.objects.get(application=received)
    first, again = render_slip(slip.pk), render_slip(slip.pk)
    assert first == again
    assert StoredDocument.objects.filter(kind="acknowledgement").count() == 1


def test_a_proposal_nobody_signed_is_no_paper(received, binh):
    slip = actions.propose_refusal(received.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10))
    assert render_slip(slip.pk) is None


def test_after_a_signature_the_next_paper_of_the_tray_is_offered(to_sign, office, binh, dung, client_of):
    other = factories.submitted(office, at=hanoi(20, 9, 50))
    slip = actions.propose_refusal(other.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10))
    answer = client_of(dung).post(at("sign", to_sign), {"sign": "1", "version": to_sign.version})
    assert answer.url == reverse("desk:letter", args=[slip.pk])


def test_an_unreadable_version_shows_the_page_anew(to_sign, dung, client_of):
    client_of(dung).post(at("sign", to_sign), {"sign": "1", "version": "9" * 5000})
    to_sign.refresh_from_db()
    assert to_sign.state == State.RECEIVED
