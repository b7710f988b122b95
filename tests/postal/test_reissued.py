"""A paper that replaces a wrong one leaves in an envelope of its own, which collects nothing; and sheets come back first."""

import pytest

from applications import actions
from applications.models import Application
from civil_registry.models import SealingRule
from civil_registry.print_runs import waiting_to_print
from civil_registry.scanning import scan_back
from postal.actions import confirming, deciding, delivery, hand_overs, parcels
from postal.errors import NoSuchDecision, NotScannedBack, ParcelBlocked
from postal.models import Parcel
from tests.factories import acting, hanoi, with_signing_key
from tests.registry.papers import a_run

pytestmark = pytest.mark.django_db


def reissue(dossier, binh, dung, *, day: int = 24):
    proposed = actions.propose_correction(dossier.pk, reason="Chép sai", by=acting(binh), at=hanoi(day, 9))
    return actions.reissue(proposed.pk, by=acting(dung), at=hanoi(day, 10))


@pytest.fixture
def delivered(batch, parcel_of, binh, tu) -> Parcel:
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 20))
    delivery.deliver(parcel.pk, collected_vnd=42000, received_by="Dương", key="k", by=acting(tu), at=hanoi(23, 9))
    return parcel


def test_a_second_envelope_follows_a_delivered_one_and_collects_nothing(delivered, binh, dung, office):
    reissue(delivered.application, binh, dung)
    assert [dossier.pk for dossier in parcels.without_parcel(office)] == [delivered.application_id]
    second = parcels.prepare_parcel(delivered.application_id, by=acting(binh), at=hanoi(24, 11))
    assert (second.number != delivered.number, second.collect_vnd) == (True, 0)
    assert parcels.prepare_parcel(delivered.application_id, by=acting(binh), at=hanoi(24, 12)) == second


def test_the_first_envelope_keeps_what_was_collected(delivered, binh, dung):
    reissue(delivered.application, binh, dung)
    delivered.refresh_from_db()
    assert delivered.collect_vnd == 42000


def test_an_envelope_that_never_left_is_used_for_the_right_paper(parcel_of, binh, dung):
    parcel = parcel_of()
    reissue(parcel.application, binh, dung)
    assert parcels.prepare_parcel(parcel.application_id, by=acting(binh), at=hanoi(24, 11)) == parcel


def test_an_envelope_packed_before_the_copy_was_replaced_does_not_leave(batch, parcel_of, binh, dung, tu):
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    reissue(parcel.application, binh, dung)
    with pytest.raises(ParcelBlocked):
        confirming.confirm(batch.pk, by=acting(tu), at=hanoi(24, 16))


def test_where_the_rule_wants_it_every_sheet_is_back_before_the_envelope_leaves(batch, parcel_of, binh, office):
    SealingRule.objects.create(office=office, from_on=hanoi().date())
    parcel = parcel_of()
    with pytest.raises(NotScannedBack, match="còn 2 tờ"):
        hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    run = a_run(office, binh, parcel.application.extract, printed=False)
    for sheet in run.sheets.all():
        scan_back(run.pk, sheet.number, by=acting(binh), at=hanoi(20, 16, 4))
    assert hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 5)) == parcel


def test_a_paper_signed_digitally_has_no_sheet_to_come_back(batch, issue, binh, dung, office):
    with_signing_key(dung)
    SealingRule.objects.create(office=office, from_on=hanoi().date())
    dossier = issue()
    assert list(waiting_to_print(office)) == []
    parcel = parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(20, 15))
    assert hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3)) == parcel


def test_what_was_lost_is_replaced_and_travels_in_an_envelope_of_its_own(held, binh, dung, tu, office, client_of):
    lost = delivery.lose(held().pk, note="Không tìm thấy", key="l", by=acting(tu), at=hanoi(23, 9))
    assert client_of(binh).get("/mot-cua/chuyen-hoan/").content.decode().count(lost.recipient_name) == 1
    reissue(lost.application, binh, dung)
    second = parcels.prepare_parcel(lost.application_id, by=acting(binh), at=hanoi(24, 11))
    assert (second.number != lost.number, second.collect_vnd) == (True, 42000)
    assert lost.recipient_name not in client_of(binh).get("/mot-cua/chuyen-hoan/").content.decode()


def test_what_was_paid_for_and_then_lost_is_not_asked_for_again(delivered, binh, dung):
    lost = delivery.admit(delivered.pk, "lost", note="Giao nhầm nhà", key="a", by=acting(binh), at=hanoi(23, 15))
    reissue(lost.application, binh, dung)
    second = parcels.prepare_parcel(lost.application_id, by=acting(binh), at=hanoi(24, 11))
    assert (second.fee_vnd, second.postage_vnd, second.application.due_total_vnd) == (0, 0, 0)


def test_postage_that_the_office_bore_does_not_come_back_with_the_next_envelope(held, binh, dung, tu):
    parcel = held()
    for day in (23, 25):
        delivery.fail(parcel.pk, reason="absent", key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    delivery.return_to_office(parcel.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    told = {"payer": "office", "reason": "Đã gọi", "by": acting(binh), "at": hanoi(26, 12)}
    assert deciding.decide(parcel.pk, "send_again", **told).collect_vnd == 16000
    assert Application.objects.get(pk=parcel.application_id).due_total_vnd == 16000


def test_an_old_envelope_is_not_sent_again_beside_the_new_one(held, binh, dung, tu):
    parcel = held()
    for day in (23, 25):
        delivery.fail(parcel.pk, reason="absent", key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    delivery.return_to_office(parcel.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    reissue(parcel.application, binh, dung, day=27)
    parcels.prepare_parcel(parcel.application_id, by=acting(binh), at=hanoi(27, 11))
    told = {"payer": "office", "reason": "Đã gọi", "by": acting(binh), "at": hanoi(27, 12)}
    with pytest.raises(NoSuchDecision):
        deciding.decide(parcel.pk, "send_again", **told)
