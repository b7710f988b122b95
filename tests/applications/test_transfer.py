"""Wrong office: one verb passes a dossier to the office that holds the book, with nothing lost and the citizen told."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions, watch
from applications.apologies import live_apology
from applications.errors import ChangedMeanwhile, NotTheRightOffice, ReasonMissing
from applications.finding import find_filed
from applications.models import Application
from applications.notifications import tell_pending
from applications.slips import slip_context
from applications.states import State
from applications.timeline import timeline_of
from civil_registry.models import CopyState, ExtractCopy
from portal.accounts.actors import CITIZEN, Actor
from portal.audit.models import Entry
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
REASON = "Sổ năm 1990 do phường Bạch Mai giữ."


@pytest.fixture(autouse=True)
def live(other_office):
    factories.opened(other_office)


def passed_on(dossier, to, by, *, at=None, reason=REASON) -> Application:
    actions.transfer(dossier.pk, to_id=to.pk, reason=reason, by=acting(by), at=at or hanoi(20, 15, 30))
    dossier.refresh_from_db()
    return dossier


def test_it_waits_at_the_new_office_promised_anew_from_the_transfer(received, other_office, binh):
    moved = passed_on(received, other_office, binh)
    assert (moved.state, moved.office, moved.assigned_to, moved.received_at) == (State.SUBMITTED, other_office, None, None)
    assert moved.submitted_at == hanoi(20, 9, 22)
    assert (moved.clock_from, moved.counted_at) == (hanoi(20, 15, 30), hanoi(20, 15, 30))
    assert moved.due_on == moved.promised_on == date(2026, 3, 23)
    assert moved.due_why[0].startswith("Chuyển đến cơ quan có thẩm quyền lúc 15:30:00, thứ Sáu 20/03/2026; thời hạn tính lại")
    assert moved.due_why_en[0].startswith("Passed on to the competent office at 15:30:00")


def test_the_calendar_of_the_new_office_counts(filed, other_office, binh):
    CalendarException.objects.create(office=other_office, on=date(2026, 3, 23), kind="emergency_closure", name_vi="Mất điện")
    assert passed_on(filed, other_office, binh).due_on == date(2026, 3, 24)


def test_it_is_numbered_anew_there_and_the_old_code_stays_in_the_history(received, office, other_office, binh, chi):
    old = received.dossier_code
    moved = passed_on(received, other_office, binh)
    assert moved.dossier_code is None
    change = moved.history.get(verb="transfer")
    assert (change.detail["old_code"], change.office, change.detail["to"]) == (old, office, other_office.pk)
    again = actions.receive(moved.pk, by=acting(chi), at=hanoi(23, 8, 10))
    assert again.dossier_code == "H26.00292-260323-0001"


def test_drafts_of_the_copy_and_open_refusals_stay_behind(received, office, other_office, binh):
    actions.draw_up(received.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 5))
    slip = actions.propose_refusal(received.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10, 10))
    moved = passed_on(received, other_office, binh)
    slip.refresh_from_db()
    assert moved.extract is None
    assert ExtractCopy.objects.get().state == CopyState.DISCARDED
    assert slip.declined_at is not None


def test_an_apology_nobody_signed_stays_behind_and_the_new_office_may_draft_its_own(received, other_office, binh):
    watch.mark_overdue(at=hanoi(20, 17, 1))
    moved = passed_on(received, other_office, binh, at=hanoi(20, 17, 5))
    assert [slip.declined_at is not None for slip in moved.slips.filter(kind="apology")] == [True]
    watch.mark_overdue(at=hanoi(23, 17, 1))
    assert live_apology(moved).office == other_office


def test_papers_and_money_go_along(years, office, other_office, binh):
    draft = factories.draft()
    factories.attached(draft, "id_front")
    filed = factories.submitted(office)
    draft.attachments.update(application=filed)
    moved = passed_on(filed, other_office, binh)
    assert moved.attachments.count() == 1
    assert (moved.fee_vnd, moved.postage_vnd) == (16000, 26000)


def test_the_citizen_is_told_where_it_went_and_by_when(received, other_office, binh):
    tell_pending(at=hanoi(20, 10))
    OutgoingMessage.objects.all().delete()
    passed_on(received, other_office, binh)
    tell_pending(at=hanoi(20, 15, 31))
    sms, mail = OutgoingMessage.objects.get(channel="sms"), OutgoingMessage.objects.get(channel="email")
    assert "đã chuyển đến phường Bạch Mai. Không phải nộp lại." in sms.text
    assert "thứ Hai 23/03/2026" in sms.text
    assert REASON in mail.text
    assert received.ref[:4] in mail.text
    assert "H26.00256" not in mail.text


def test_the_timeline_tells_both_offices(received, other_office, binh):
    moved = passed_on(received, other_office, binh)
    _filed, received_there, gone, _now, *to_come = timeline_of(moved, moved.history.all())
    assert (received_there.label, received_there.place) == ("Đã tiếp nhận", "Ủy ban nhân dân phường Hai Bà Trưng")
    assert (gone.label, gone.extra) == ("Đã chuyển đến cơ quan có thẩm quyền", REASON)
    assert gone.place == "Ủy ban nhân dân phường Bạch Mai"
    assert to_come[0].label == "Đã tiếp nhận"


def test_the_reference_and_the_old_code_both_still_find_it(received, other_office, binh, chi):
    old = received.dossier_code
    moved = passed_on(received, other_office, binh)
    actions.receive(moved.pk, by=acting(chi), at=hanoi(23, 8, 10))
    assert find_filed(moved.ref, "0912345678") == moved
    assert find_filed(old, "0912345678") == moved
    assert find_filed(old, "0987654321") is None
    assert find_filed(old.replace("260320", "269920"), "0912345678") is None


def test_the_slip_of_the_old_office_keeps_its_code_however_late_it_is_printed(received, other_office, binh):
    slip = received.slips.get()
    passed_on(received, other_office, binh)
    slip.refresh_from_db()
    assert slip_context(slip)["code"] == "H26.00256-260320-0001"


def test_it_may_be_late_again_at_the_new_office(received, other_office, binh):
    Application.objects.update(overdue_at=hanoi(20, 17, 1))
    assert passed_on(received, other_office, binh, at=hanoi(20, 17, 5)).overdue_at is None


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_broken_promise_is_not_mended_by_passing_it_on_twice(received, office, other_office, binh, chi, is_marked):
    if is_marked:
        watch.mark_overdue(at=hanoi(21, 0, 1))
    factories.opened(office)
    assert passed_on(received, other_office, binh, at=hanoi(23, 9)).promised_on == date(2026, 3, 20)
    back = passed_on(received, office, chi, at=hanoi(23, 10))
    assert (back.promised_on, back.due_on) == (date(2026, 3, 20), date(2026, 3, 23))


def test_a_promise_begins_anew_with_what_was_missing(received, other_office, binh, chi):
    watch.mark_overdue(at=hanoi(21, 0, 1))
    passed_on(received, other_office, binh, at=hanoi(23, 9))
    actions.ask_for_supplement(received.pk, items=["Giấy ủy quyền"], reason="Thiếu", by=acting(chi), at=hanoi(23, 10))
    actions.resubmit(received.pk, answers={}, by=Actor(CITIZEN), at=hanoi(24, 9))
    assert Application.objects.get().promised_on == date(2026, 3, 24)


def test_the_transfer_is_evidence(filed, other_office, binh):
    passed_on(filed, other_office, binh)
    entry = Entry.objects.get(action="application.transfer")
    assert (entry.actor, entry.office) == (binh, binh.postings.first().office)


def test_without_a_reason_it_stays(filed, other_office, binh):
    with pytest.raises(ReasonMissing):
        passed_on(filed, other_office, binh, reason="  ")


def test_it_goes_to_another_office_that_offers_the_service_only(filed, office, binh):
    closed = factories.office("Phường Cửa Nam", code="00070")
    for wrong in (office, closed):
        with pytest.raises(NotTheRightOffice):
            passed_on(filed, wrong, binh)
    assert filed.history.filter(verb="transfer").count() == 0


def test_what_is_closed_or_waits_for_the_citizen_is_not_passed_on(received, other_office, binh):
    at = hanoi(20, 10)
    actions.ask_for_supplement(received.pk, items=["Ảnh"], reason="Mờ.", by=acting(binh), at=at)
    with pytest.raises(ChangedMeanwhile):
        passed_on(received, other_office, binh)


def test_two_clicks_pass_it_on_once(filed, other_office, binh):
    passed_on(filed, other_office, binh)
    with pytest.raises(NotTheRightOffice):
        passed_on(filed, other_office, binh)


def test_the_leader_of_the_former_office_opens_its_letters_no_more(client_of, binh, dung, office, other_office, years):
    dossier = factories.submitted(office)
    slip = actions.propose_refusal(dossier.pk, reason="Không đúng nơi", next_way="", by=acting(binh), at=hanoi(20, 10))
    assert client_of(dung).get(reverse("desk:letter", args=[slip.pk])).status_code == 200
    actions.transfer(dossier.pk, to_id=other_office.pk, reason="Sổ ở đó", by=acting(binh), at=hanoi(20, 11))
    assert client_of(dung).get(reverse("desk:letter", args=[slip.pk])).status_code == 404


def test_where_no_working_day_is_decided_yet_the_page_says_so(client_of, binh, office, other_office, years, monkeypatch):
    dossier = factories.submitted(office, at=hanoi(30, 9, month=12))
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(31, 16, month=12))
    address = reverse("desk:transfer", args=[dossier.ref]) + "?q=bach mai"
    typed = {"office": other_office.pk, "reason": "Sổ ở phường khác", "version": dossier.version, "wish": ""}
    answer = client_of(binh).post(address, typed)
    assert answer.status_code < 500
    assert "chưa được công bố" in answer.content.decode()
