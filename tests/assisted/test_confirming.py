"""The person reads before anything is filed: on the second screen, or on paper."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications import actions, notifications
from applications.actions.signing import sign
from applications.assisted import actions as assisted
from applications.assisted.errors import SittingOver
from applications.assisted.models import Reading, Screen, Way
from applications.errors import NotTheSigner
from applications.models import Application
from applications.states import State
from portal.accounts.models import Posting, Role
from portal.documents.models import StoredDocument
from portal.messaging.models import OutgoingMessage
from portal.uploads import check
from tests import factories, pictures
from tests.applications.filing.conftest import REQUESTER, Filing
from tests.assisted.conftest import WITHOUT_PHONE
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def test_she_confirms_on_the_second_screen_and_it_is_filed_for_her(desk, binh, office):
    draft = desk.confirmed()
    answer = desk.file_it(draft)
    assert answer.headers["Location"] == reverse("assisted:filed")
    filed = Application.objects.get(pk=draft.pk)
    assert (filed.state, filed.channel, filed.helped_by, filed.applicant) == (State.SUBMITTED, "desk", binh, None)
    change = filed.history.get(verb="submit")
    assert (change.actor, change.role, change.office, change.channel) == (binh, "reception_officer", office, "desk")
    assert (change.detail["helped"], change.detail["confirmed"]) == (True, "screen")
    reading = filed.readings.get()
    assert (reading.is_right, reading.answered_by, filed.confirmed_at) == (
        True,
        WITHOUT_PHONE["full_name"],
        reading.answered_at,
    )


def test_nothing_is_filed_before_she_has_confirmed(desk):
    draft = desk.draft_ready()
    answer = desk.file_it(draft)
    assert answer.status_code == 409
    assert "chưa đọc lại và xác nhận" in answer.content.decode()
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT


def test_the_database_refuses_a_filing_that_nobody_confirmed(desk, office):
    draft = desk.draft_ready()
    columns = {"office": office, "requester_name": "Nguyễn Thị Thùy Dương"}
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.submit(draft.pk, idempotency_key="k", by=acting(draft.helped_by), at=hanoi(), **columns)


def test_what_was_changed_afterwards_must_be_read_again(desk, clock):
    draft = desk.confirmed()
    clock(hanoi(20, 9, 30))
    desk.post(draft, "registration", {"number": "88"})
    assert desk.file_it(draft).status_code == 409
    assert desk.look().context["stage"] == "waiting"


def test_not_right_tells_the_official_what_and_files_nothing(desk):
    draft = desk.draft_ready()
    desk.pair()
    desk.ask()
    desk.say("wrong", "Sai số nhà <b>")
    page = desk.client.get(desk.url(draft, "check")).content.decode()
    assert "Người dân báo chưa đúng" in page
    assert "Sai số nhà &lt;b&gt;" in page
    assert desk.file_it(draft).status_code == 409


def test_the_screen_shows_the_answers_and_who_helps(desk):
    desk.draft_ready()
    desk.pair()
    desk.ask()
    page = desk.look().content.decode()
    assert "Nguyễn Thị Thùy Dương" in page
    assert "Phường Đống Mác" in page
    assert "Trần Thị Bình" in page
    assert "no-store" in desk.look().headers["Cache-Control"]


def test_the_screen_looks_again_by_itself_without_scripts(desk):
    desk.draft_ready()
    desk.pair()
    assert '<meta http-equiv="refresh" content="4">' in desk.look().content.decode()
    assert desk.screen.get(reverse("assisted_screen:look")).json() == {"mark": "waiting"}


def test_the_screen_forgets_everything_when_the_sitting_ends(desk):
    desk.draft_ready()
    desk.pair()
    desk.ask()
    desk.end()
    page = desk.look()
    assert page.context["stage"] == "free"
    assert "Thùy Dương" not in page.content.decode()
    assert not Screen.objects.exists()


def test_another_screen_takes_the_place_of_one_that_failed(desk):
    draft = desk.draft_ready()
    desk.pair()
    failed, desk.screen = desk.screen, Client()
    assert "Ghép màn hình khác" in desk.client.get(desk.url(draft, "check")).content.decode()
    desk.pair()
    desk.ask()
    assert desk.look().context["stage"] == "read"
    assert failed.get(reverse("assisted_screen:screen")).context["stage"] == "free"


def test_an_answer_from_a_screen_of_nobody_counts_nothing(desk, client):
    desk.draft_ready()
    desk.pair()
    desk.ask()
    client.post(reverse("assisted_screen:answer"), {"reading": Reading.objects.get().pk, "answer": "right"})
    assert Reading.objects.get().is_right is None


def test_who_presses_after_the_sitting_has_ended_is_told_that_it_counts_nothing(desk):
    desk.draft_ready()
    desk.pair()
    desk.ask()
    shown = {"reading": Reading.objects.get().pk, "answer": "right"}
    desk.end()
    answer = desk.screen.post(reverse("assisted_screen:answer"), shown)
    assert (answer.status_code, "chưa được ghi nhận" in answer.content.decode()) == (409, True)
    assert desk.look().context["stage"] == "free"


def test_an_answer_that_meets_the_end_of_its_sitting_changes_nothing(desk):
    desk.draft_ready()
    desk.ask("paper")
    reading, sitting = Reading.objects.get(), desk.sitting()
    desk.end()
    with pytest.raises(SittingOver):
        assisted.answer(sitting.pk, reading.pk, is_right=True, by=acting(sitting.official), at=hanoi())


def test_of_answers_changed_since_nothing_is_confirmed(desk, clock):
    draft = desk.draft_ready()
    desk.ask("paper")
    reading = Reading.objects.get()
    clock(hanoi(20, 9, 30))
    desk.post(draft, "registration", {"number": "88"})
    scan = SimpleUploadedFile("da-ky.jpg", pictures.photo(), "image/jpeg")
    signed = {"reading": reading.pk, "signed": "on", "scan": scan}
    assert "đã sửa" in desk.client.post(reverse("assisted:signed"), signed, follow=True).content.decode()
    assert not StoredDocument.objects.filter(kind="reading_scan").exists()


def test_a_code_that_is_old_or_another_pairs_no_screen(desk, clock):
    desk.draft_ready()
    desk.screen.post(reverse("assisted_screen:show_code"))
    code = Screen.objects.get().code
    clock(hanoi() + timedelta(minutes=6))
    desk.client.post(reverse("assisted:pair"), {"code": code})
    assert Screen.objects.get().sitting is None


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "' OR 1=1", "１２３４５６"])
def test_a_code_that_is_none_is_refused_in_words(desk, code):
    draft = desk.draft_ready()
    answer = desk.client.post(reverse("assisted:pair"), {"code": code}, follow=True)
    assert "6 chữ số" in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(desk.url(draft, "check"))


def test_she_signs_the_printed_sheet_and_its_scan_is_kept(desk, django_capture_on_commit_callbacks):
    draft = desk.draft_ready()
    with django_capture_on_commit_callbacks(execute=True):
        desk.ask("paper")
    reading = Reading.objects.get()
    sheet = desk.client.get(reverse("assisted:sheet"))
    assert sheet.content.startswith(b"%PDF")
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    scan = SimpleUploadedFile("da-ky.jpg", pictures.photo(), "image/jpeg")
    desk.client.post(reverse("assisted:signed"), {"reading": reading.pk, "signed": "on", "scan": scan})
    desk.file_it(draft)
    filed = Application.objects.get(pk=draft.pk)
    reading.refresh_from_db()
    assert (filed.state, reading.way, reading.scan.kind) == (State.SUBMITTED, Way.PAPER, "reading_scan")


def test_without_the_tick_nothing_is_signed(desk):
    desk.draft_ready()
    desk.ask("paper")
    desk.client.post(reverse("assisted:signed"), {"reading": Reading.objects.get().pk})
    assert Reading.objects.get().is_right is None


def test_printed_sheets_go_with_a_draft_that_is_not_filed(desk, django_capture_on_commit_callbacks):
    desk.draft_ready()
    with django_capture_on_commit_callbacks(execute=True):
        desk.ask("paper")
    assert StoredDocument.objects.filter(kind="reading").exists()
    desk.end()
    assert not StoredDocument.objects.filter(kind="reading").exists()


def test_unfinished_answers_are_not_put_before_her(desk):
    desk.sit_down()
    desk.begin()
    desk.ask()
    assert not Reading.objects.exists()


def test_without_a_telephone_she_takes_a_paper_and_messages_do_not_fail(desk):
    draft = desk.confirmed()
    desk.file_it(draft)
    page = desk.client.get(reverse("assisted:filed")).content.decode()
    assert "không có điện thoại" in page
    notifications.tell_pending(at=hanoi(20, 9, 40))
    assert Application.objects.get(pk=draft.pk).has_no_phone
    assert not OutgoingMessage.objects.exists()


def test_with_a_telephone_she_follows_it_up_like_any_other(desk, client):
    draft = desk.draft_ready(REQUESTER)
    desk.pair()
    desk.ask()
    desk.say("right")
    desk.file_it(draft)
    notifications.tell_pending(at=hanoi(20, 9, 40))
    found = client.post(reverse("applications:lookup_result"), {"code": draft.ref, "phone": REQUESTER["phone"]})
    assert "Đã nộp hồ sơ" in found.content.decode()
    assert OutgoingMessage.objects.get().recipient == REQUESTER["phone"]


def test_elsewhere_a_telephone_is_still_asked_for(city, client):
    filing = Filing(client)
    assert filing.post(filing.begin(), "requester", WITHOUT_PHONE).status_code == 400


def test_who_helped_does_not_sign(desk, binh, office):
    draft = desk.confirmed()
    desk.file_it(draft)
    Posting.objects.create(user=binh, office=office, role=Role.OFFICE_LEADER, valid_from=hanoi().date(), title_lines="CT")
    other = factories.official("Cao Văn Chín", office, Role.CIVIL_STATUS_OFFICER)
    entry = factories.birth_entry(office)
    actions.receive(draft.pk, by=acting(other), at=hanoi(20, 9, 40))
    actions.draw_up(draft.pk, entry_id=entry.pk, by=acting(other), at=hanoi(20, 9, 45))
    actions.send_for_signature(draft.pk, by=acting(other), at=hanoi(20, 9, 50))
    with pytest.raises(NotTheSigner, match="nộp hộ"):
        sign(draft.pk, by=acting(binh, Role.OFFICE_LEADER), at=hanoi(20, 10))


def test_helping_oneself_is_warned_of(desk, binh):
    binh.phone = REQUESTER["phone"]
    binh.save()
    draft = desk.draft_ready(REQUESTER)
    assert "Không nộp hộ cho mình" in desk.client.get(desk.url(draft, "check")).content.decode()


def test_another_paper_than_the_one_shown_is_warned_of(desk):
    draft = desk.draft_ready(WITHOUT_PHONE | {"personal_id": "001190019999"})
    assert "không kết thúc bằng 2345" in desk.client.get(desk.url(draft, "check")).content.decode()


def test_when_the_sitting_is_over_its_filing_is_the_desks_to_open_not_the_sittings(desk):
    draft = desk.confirmed()
    desk.file_it(draft)
    desk.end()
    assert desk.client.get(reverse("assisted:receipt")).status_code == 404
    assert desk.client.get(reverse("desk:dossier", args=[draft.ref])).status_code == 200


def test_a_second_filing_needs_a_sitting_of_its_own(desk):
    draft = desk.confirmed()
    desk.file_it(draft)
    desk.client.post(reverse("applications:start"), {"kind": "birth"})
    assert Application.objects.count() == 1


def test_a_photo_changed_after_the_confirmation_is_read_again(desk):
    draft = desk.confirmed()
    content = check("giay-to.jpg", pictures.photo(1500, 1100))
    actions.attach(draft.pk, slot="id_front", max_files=1, file=content, at=timezone.now() + timedelta(minutes=1))
    desk.file_it(draft)
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
