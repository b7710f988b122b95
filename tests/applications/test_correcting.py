"""An issued copy that is wrong: cancelled, and replaced on the same dossier at the office's cost."""

import pytest
from django.db import IntegrityError, transaction

from applications import actions
from applications.errors import ChangedMeanwhile, CorrectionOpen, NotCorrectable, NotTheSigner, PaperVoid, ReasonMissing
from applications.models import Application, Correction
from applications.notifications import tell_pending
from applications.states import State
from civil_registry.models import CopyState, ExtractCopy
from civil_registry.verification import Answer, verify
from portal.messaging.models import OutgoingMessage
from tests import factories
from tests.factories import acting, birth_entry, hanoi

pytestmark = pytest.mark.django_db
WHY = "Chép sai chữ đệm của mẹ"


@pytest.fixture
def issued(years, office, binh, dung) -> Application:
    application = factories.submitted(office, requester_email="duong@example.vn")
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(application.pk, entry_id=birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(application.pk, by=acting(binh), at=hanoi(20, 10, 5))
    return actions.sign(application.pk, by=acting(dung), at=hanoi(20, 11))


@pytest.fixture
def proposed(issued, binh) -> Correction:
    return actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))


@pytest.fixture
def reissued(proposed, dung) -> Application:
    return actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 10))


def wrong_copy() -> ExtractCopy:
    return ExtractCopy.objects.get(serial=1)


def test_a_proposal_changes_nothing_until_the_leader_decides(issued, proposed):
    issued.refresh_from_db()
    assert (issued.state, issued.extract.state) == (State.ISSUED, CopyState.SIGNED)
    assert proposed.draft.state == CopyState.AWAITING_SIGNATURE


def test_signing_cancels_the_wrong_copy_and_numbers_the_right_one(reissued):
    old = wrong_copy()
    assert (old.state, old.cancel_reason, old.replaced_by) == (CopyState.CANCELLED, WHY, reissued.extract)
    assert reissued.extract.serial_text == "2/2026/TLKS-BS"


def test_deadline_and_figures_of_the_first_issue_stay(issued, reissued):
    assert (reissued.resolved_at, reissued.due_at, reissued.was_on_time) == (issued.resolved_at, issued.due_at, True)


def test_whoever_checks_the_old_copy_is_told_that_it_is_cancelled(reissued):
    verdict = verify(wrong_copy().check_code, year=1990)
    assert (verdict.answer, verdict.is_replaced) == (Answer.CANCELLED, True)
    assert verify(reissued.extract.check_code, year=1990).answer == Answer.VALID


def test_the_citizen_is_told_both_numbers_and_that_it_costs_nothing(reissued):
    OutgoingMessage.objects.all().delete()
    tell_pending(at=hanoi(23, 10))
    letter = OutgoingMessage.objects.get(channel="email", text__contains="thay thế")
    assert "số 1/2026/TLKS-BS" in letter.text
    assert "không trả thêm phí và cước" in letter.text


def test_the_proposer_does_not_decide(proposed, binh, office):
    factories.Posting.objects.create(user=binh, office=office, role="office_leader", valid_from=hanoi().date())
    with pytest.raises(NotTheSigner):
        actions.reissue(proposed.pk, by=acting(binh), at=hanoi(23, 10))
    assert wrong_copy().state == CopyState.SIGNED


def test_a_declined_proposal_leaves_the_copy_as_it_is(proposed, dung):
    declined = actions.decline_correction(proposed.pk, reason="Bản đã cấp đúng sổ", by=acting(dung), at=hanoi(23, 10))
    proposed.draft.refresh_from_db()
    assert (declined.declined_reason, proposed.draft.state) == ("Bản đã cấp đúng sổ", CopyState.DISCARDED)
    assert wrong_copy().state == CopyState.SIGNED


def test_a_proposal_is_decided_once(proposed, reissued, dung):
    with pytest.raises(ChangedMeanwhile):
        actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 11))
    assert ExtractCopy.objects.filter(serial__isnull=False).count() == 2


def test_one_proposal_is_open_at_a_time(issued, proposed, binh):
    with pytest.raises(CorrectionOpen):
        actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9, 5))


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_proposal_and_a_cancellation_need_a_reason(issued, binh, dung, reason):
    with pytest.raises(ReasonMissing):
        actions.propose_correction(issued.pk, reason=reason, by=acting(binh), at=hanoi(23, 9))
    with pytest.raises(ReasonMissing):
        actions.cancel_copy(issued.pk, reason=reason, by=acting(dung), at=hanoi(23, 9))


def test_a_dossier_without_a_copy_has_nothing_to_put_right(years, office, binh):
    open_one = factories.submitted(office)
    with pytest.raises(NotCorrectable):
        actions.propose_correction(open_one.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))


def test_what_is_on_its_way_is_cancelled_at_once_and_replaced_when_it_lies_still(issued, binh, dung):
    actions.hand_to_post(issued.pk, tracking_number="", by=acting(binh), at=hanoi(20, 16))
    with pytest.raises(NotCorrectable, match="trên đường"):
        actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))
    actions.cancel_copy(issued.pk, reason=WHY, by=acting(dung), at=hanoi(23, 9))
    actions.deliver(issued.pk, by=acting(binh), at=hanoi(23, 10))
    proposed = actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 11))
    again = actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 12))
    assert (again.state, wrong_copy().cancelled_at, wrong_copy().replaced_by) == (State.ISSUED, hanoi(23, 9), again.extract)


def test_nothing_is_owed_for_what_replaces_a_paid_paper(issued, binh, dung):
    actions.hand_to_post(issued.pk, tracking_number="", by=acting(binh), at=hanoi(20, 16))
    actions.deliver(issued.pk, by=acting(binh), at=hanoi(23, 8))
    proposed = actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))
    assert actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 10)).due_total_vnd == 0


def test_the_first_delivery_stays_in_the_figures(issued, binh, dung):
    actions.hand_to_post(issued.pk, tracking_number="", by=acting(binh), at=hanoi(20, 16))
    actions.deliver(issued.pk, by=acting(binh), at=hanoi(23, 8))
    proposed = actions.propose_correction(issued.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))
    actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 10))
    actions.hand_to_post(issued.pk, tracking_number="", by=acting(binh), at=hanoi(23, 16))
    again = actions.deliver(issued.pk, by=acting(binh), at=hanoi(24, 9))
    assert (again.delivered_at, again.due_total_vnd) == (hanoi(23, 8), 0)


def test_what_was_never_paid_is_paid_once(reissued):
    assert reissued.due_total_vnd == 42000


def test_the_right_copy_may_come_from_another_entry(issued, binh, dung, office):
    other = birth_entry(office, number="88", mother_name="Phạm Thị Hằng")
    proposed = actions.propose_correction(issued.pk, entry_id=other.pk, reason=WHY, by=acting(binh), at=hanoi(23, 9))
    again = actions.reissue(proposed.pk, by=acting(dung), at=hanoi(23, 10))
    assert again.extract.snapshot["fields"]["mother_name"] == "Phạm Thị Hằng"


def test_the_database_refuses_a_second_open_proposal(proposed):
    twin = Correction.objects.get(pk=proposed.pk)
    twin.pk, twin.draft_id = None, proposed.wrong_copy_id
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize("is_invited", [False, True])
def test_a_cancelled_copy_is_not_given_at_the_desk(issued, binh, dung, is_invited):
    Application.objects.filter(pk=issued.pk).update(delivery_method="desk")
    if is_invited:
        actions.invite_to_collect(issued.pk, by=acting(binh), at=hanoi(20, 12))
    actions.cancel_copy(issued.pk, reason=WHY, by=acting(dung), at=hanoi(20, 13))
    facts = {"who": "self", "name": "Nguyễn Thị Thùy Dương", "shown": "cccd", "last_digits": "2345"}
    give, told = (actions.collect, facts) if is_invited else (actions.invite_to_collect, {})
    with pytest.raises(PaperVoid):
        give(issued.pk, **told, by=acting(binh), at=hanoi(20, 14))
