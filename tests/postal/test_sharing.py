"""Several dossiers of one recipient in one envelope: one number, one postage, one way; each with its own fee and history."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.models import Application
from applications.states import State
from applications.timeline import timeline_of
from portal.accounts.actors import CITIZEN, Actor
from postal.actions import complaining, confirming, deciding, delivery, hand_overs, parcels, sharing
from postal.actions.receipts import give_book
from postal.carriers.files import parcels_as_csv
from postal.errors import CannotShare, InAnotherEnvelope, MoneyDiffers, ReasonNeeded
from postal.labels import label_of
from postal.models import Account, CarrierOrder, LedgerEntry, Parcel, ParcelState
from postal.printing import record_pdf
from postal.proof import prove_ledger
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
ASKED = "Người nhận gọi điện đề nghị"


@pytest.fixture
def two(parcel_of):
    return [parcel_of(), parcel_of()]


@pytest.fixture
def shared(two, binh):
    """The first of the two names the envelope."""
    first, other = two
    sharing.share_envelope(first.pk, [other.pk], reason=ASKED, by=acting(binh), at=hanoi(20, 15, 45))
    return Parcel.objects.get(pk=first.pk)


@pytest.fixture
def closed(shared, batch, parcel_of, binh):
    """The shared envelope and another one, on the record."""
    for number in (shared.number, parcel_of(delivery={"phone": "0987654321"}).number):
        hand_overs.scan(batch.pk, number, by=acting(binh), at=hanoi(20, 16, 3))
    return hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


@pytest.fixture
def on_its_way(closed, shared, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    return Parcel.objects.get(pk=shared.pk)


def states(parcel) -> list[str]:
    return list(Parcel.objects.filter(pk__in=[one.pk for one in parcel.whole]).values_list("state", flat=True))


def dossiers(parcel) -> list[str]:
    return list(Application.objects.filter(parcels__in=parcel.whole).values_list("state", flat=True))


def postage(parcel) -> Account:
    return Account.objects.get(application=parcel.application_id, charge="postage")


def test_postage_is_due_once_and_each_fee_stays(shared, two):
    assert shared.collect_vnd == 16000 + 16000 + 26000
    assert (postage(two[1]).outstanding_vnd, postage(two[1]).waived_vnd) == (0, 26000)
    assert prove_ledger(at=hanoi(20, 17)).is_proved


def test_the_reason_is_kept(shared, two):
    told = shared.events.get(kind="joined").note
    assert ASKED in told
    assert two[1].application.code in told


def test_each_citizen_reads_it_on_his_timeline(shared, two):
    for parcel in two:
        dossier = Application.objects.get(pk=parcel.application_id)
        said = [event.label for event in timeline_of(dossier, dossier.history.all())]
        assert "Gửi chung một phong bì với hồ sơ khác của cùng người nhận" in said
    assert Application.objects.get(pk=two[1].application_id).due_total_vnd == 16000


@pytest.mark.parametrize("other", [{"phone": "0987654321"}, {"name": "Lê Thị Hoa"}, {"detail": "Số 14 ngõ 45 Võ Thị Sáu"}])
def test_another_recipient_gets_his_own_envelope(two, parcel_of, binh, other):
    stranger = parcel_of(delivery=other)
    with pytest.raises(CannotShare, match="không cùng người nhận"):
        sharing.share_envelope(two[0].pk, [stranger.pk], reason=ASKED, by=acting(binh), at=hanoi(20, 15, 45))


def test_tone_marks_and_commas_make_no_other_recipient(two, parcel_of, binh):
    same = parcel_of(delivery={"name": "NGUYỄN THỊ THUỲ DƯƠNG", "detail": "Số 12, ngõ 45 Võ Thị Sáu"})
    sharing.share_envelope(two[0].pk, [same.pk], reason=ASKED, by=acting(binh), at=hanoi(20, 15, 45))
    assert Parcel.objects.get(pk=same.pk).joined_to_id == two[0].pk


def test_another_office_has_its_own_envelope(two, foreign, binh):
    with pytest.raises(CannotShare, match="cơ quan khác"):
        sharing.share_envelope(two[0].pk, [foreign.pk], reason=ASKED, by=acting(binh), at=hanoi(20, 15, 45))


def test_a_reason_is_needed(two, binh):
    with pytest.raises(ReasonNeeded):
        sharing.share_envelope(two[0].pk, [two[1].pk], reason=" ", by=acting(binh), at=hanoi(20, 15, 45))


def test_what_lies_in_a_batch_is_not_shared(two, batch, binh):
    hand_overs.scan(batch.pk, two[1].number, by=acting(binh), at=hanoi(20, 16, 3))
    with pytest.raises(CannotShare, match="Bỏ ra khỏi đợt"):
        sharing.share_envelope(two[0].pk, [two[1].pk], reason=ASKED, by=acting(binh), at=hanoi(20, 16, 5))


def test_a_shared_envelope_is_not_put_into_another(shared, parcel_of, binh):
    third = parcel_of()
    with pytest.raises(CannotShare, match="đang chứa hồ sơ khác"):
        sharing.share_envelope(third.pk, [shared.pk], reason=ASKED, by=acting(binh), at=hanoi(20, 15, 50))


def test_the_database_refuses_a_sticker_on_what_lies_in_another(shared, two):
    with pytest.raises(IntegrityError), transaction.atomic():
        Parcel.objects.filter(pk=two[1].pk).update(tracking_number="EB123456785VN")


def test_the_label_bears_the_whole_sum(shared):
    assert (label_of(shared)["collect_vnd"], label_of(shared)["dossiers"]) == (58000, 2)


def test_the_void_label_is_told_when_it_is_scanned(shared, two, batch, binh):
    with pytest.raises(InAnotherEnvelope, match=shared.number):
        hand_overs.scan(batch.pk, two[1].number, by=acting(binh), at=hanoi(20, 16, 3))


def test_the_record_has_one_row_with_both_codes(closed, shared):
    [row, _other] = closed.record["items"]
    assert row["codes"] == [one.application.code for one in shared.whole]
    assert (row["copies"], row["fee_vnd"], row["postage_vnd"], row["collect_vnd"]) == (4, 32000, 26000, 58000)
    assert (closed.record["totals"]["count"], closed.record["totals"]["dossiers"]) == (2, 3)
    assert closed.record["totals"]["collect_vnd"] == 100000


def test_the_printed_record_names_every_dossier(closed, shared, tmp_path):
    paper = tmp_path / "record.pdf"
    paper.write_bytes(record_pdf(closed.record))
    printed = "".join(judges.text(paper).split())
    assert all(one.application.code in printed for one in shared.whole)
    assert "02phongbì(hai)của03hồsơ" in printed


def test_a_refused_envelope_waits_with_all_its_dossiers(closed, shared, tu):
    batch = confirming.refuse_parcel(closed.pk, shared.number, why="Rách", by=acting(tu), at=hanoi(20, 16, 15))
    assert all(one.application.code in batch.record["refused"][0]["code"] for one in shared.whole)
    assert not Parcel.objects.filter(pk__in=[one.pk for one in shared.whole], hand_over__isnull=False).exists()


def test_each_dossier_is_handed_over_with_the_one_sticker(shared, two, batch, binh, tu):
    parcels.set_tracking_number(shared.pk, "EB123456785VN", by=acting(binh), at=hanoi(20, 15, 50))
    hand_overs.scan(batch.pk, shared.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    for parcel in two:
        assert parcel.application.history.get(verb="hand_to_post").detail["tracking_number"] == "EB123456785VN"


def test_the_carrier_gets_one_order(shared, carrier, on_its_way):
    assert list(CarrierOrder.objects.filter(parcel__in=shared.whole).values_list("number", flat=True)) == [shared.number]


def test_the_file_for_the_carrier_has_one_row(closed):
    file = parcels_as_csv(closed.parcels.envelopes().with_joined().order_by("pk"), None).decode("utf-8-sig")
    assert [line.split(";")[-1] for line in file.strip().splitlines()[1:]] == ["58000", "42000"]


def test_delivery_pays_and_closes_every_dossier(on_its_way, tu):
    delivery.deliver(on_its_way.pk, collected_vnd=58000, received_by="Dương", key="a", by=acting(tu), at=hanoi(23, 9))
    assert states(on_its_way) == [ParcelState.DELIVERED] * 2
    assert dossiers(on_its_way) == [State.DELIVERED] * 2
    taken = LedgerEntry.objects.filter(kind="collected").order_by("pk").values_list("account__charge", "amount_vnd")
    assert list(taken) == [("fee", 16000), ("postage", 26000), ("fee", 16000)]
    assert prove_ledger(at=hanoi(23, 10)).is_proved


def test_the_sum_of_one_dossier_alone_is_a_difference(on_its_way, tu):
    with pytest.raises(MoneyDiffers, match="58"):
        delivery.deliver(on_its_way.pk, collected_vnd=42000, received_by="Dương", key="a", by=acting(tu), at=hanoi(23, 9))


@pytest.mark.parametrize(
    ("collected", "shares"), [(58000, [42000, 16000]), (20000, [16000, 4000]), (40000, [24000, 16000]), (60000, [44000, 16000])]
)
def test_fees_are_paid_before_postage(on_its_way, collected, shares):
    assert delivery.shared_out(collected, on_its_way.whole) == shares


def test_each_fee_gets_a_receipt_of_its_own(on_its_way, office, tu, loan):
    about = {"form": "01BLP2-001", "series": "HN-26P", "first": 11, "last": 20, "holder_id": tu.pk}
    give_book(office, **about, by=acting(loan), at=hanoi(20, 8))
    delivery.deliver(on_its_way.pk, collected_vnd=58000, received_by="Dương", key="a", by=acting(tu), at=hanoi(23, 9))
    assert [one.application.receipts.get().number for one in on_its_way.whole] == [11, 12]


def test_a_failed_try_and_the_way_back_are_every_dossiers(on_its_way, tu):
    delivery.fail(on_its_way.pk, reason="refused", key="a", by=acting(tu), at=hanoi(23, 9))
    assert states(on_its_way) == [ParcelState.FAILED] * 2
    delivery.return_to_office(on_its_way.pk, key="b", by=acting(tu), at=hanoi(23, 10))
    assert dossiers(on_its_way) == [State.RETURNED_TO_OFFICE] * 2


def test_a_decision_is_about_every_dossier(on_its_way, binh, tu):
    delivery.fail(on_its_way.pk, reason="refused", key="a", by=acting(tu), at=hanoi(23, 9))
    delivery.return_to_office(on_its_way.pk, key="b", by=acting(tu), at=hanoi(23, 10))
    deciding.decide(on_its_way.pk, "send_again", payer="recipient", reason="Đã gọi", by=acting(binh), at=hanoi(23, 14))
    assert states(on_its_way) == [ParcelState.CREATED] * 2
    assert Parcel.objects.get(pk=on_its_way.pk).collect_vnd == 58000


def test_a_loss_that_one_citizen_heard_of_is_every_dossiers(on_its_way, lan, tu):
    other = on_its_way.whole[1]
    delivery.deliver(on_its_way.pk, collected_vnd=58000, received_by="Dương", key="a", by=acting(tu), at=hanoi(23, 9))
    made = complaining.complain(other.pk, "not_received", words="Chưa thấy", by=Actor(CITIZEN), at=hanoi(24, 9))
    complaining.answer(made.pk, "lost", words="Đã thất lạc", by=acting(lan), at=hanoi(24, 15))
    assert states(on_its_way) == [ParcelState.LOST] * 2


def test_taken_out_again_it_has_its_postage_again(shared, two, binh):
    sharing.send_alone(two[1].pk, reason="Người nhận đổi ý", by=acting(binh), at=hanoi(20, 15, 55))
    other = Parcel.objects.get(pk=two[1].pk)
    assert (other.joined_to_id, other.collect_vnd, postage(other).waived_vnd) == (None, 42000, 0)
    assert Parcel.objects.get(pk=shared.pk).collect_vnd == 42000
    assert Application.objects.get(pk=other.application_id).due_total_vnd == 42000
    assert prove_ledger(at=hanoi(20, 17)).is_proved


def test_what_the_post_has_is_not_taken_apart(on_its_way, binh):
    with pytest.raises(CannotShare, match="Đã bàn giao"):
        sharing.send_alone(on_its_way.whole[1].pk, reason="Đổi ý", by=acting(binh), at=hanoi(23, 9))


class TestPages:
    @pytest.fixture
    def desk(self, client_of, binh):
        return client_of(binh)

    def page(self, client, name, *args, **told):
        address = reverse(f"postal:{name}", args=args)
        response = client.post(address, told, follow=True) if told else client.get(address)
        return response.content.decode()

    def test_the_desk_is_offered_to_share(self, desk, two, agreement):
        assert "Gửi chung một phong bì, nếu người nhận đề nghị" in self.page(desk, "hand_overs")
        assert "Gửi chung theo đề nghị" in self.page(desk, "envelope", two[0].number)

    def test_the_desk_shares_and_takes_apart(self, desk, two):
        told = {"dossiers": [two[1].pk], "reason": ASKED}
        assert "Phong bì chung của 2 hồ sơ" in self.page(desk, "share", two[0].number, **told)
        assert "Đã tách" in self.page(desk, "take_apart", two[0].number, **told)
        assert not Parcel.objects.filter(joined_to__isnull=False).exists()

    def test_nothing_chosen_is_told_beside_the_field(self, desk, two):
        assert "Chọn ít nhất một hồ sơ" in self.page(desk, "share", two[0].number, reason=ASKED)

    def test_the_number_of_either_dossier_finds_the_envelope(self, desk, shared, two):
        assert f"Phong bì {shared.number}" in self.page(desk, "envelope", two[1].number)

    def test_the_worker_sees_one_envelope_with_both(self, client_of, tu, on_its_way):
        today = self.page(client_of(tu), "today")
        assert "Đang giữ để giao: 2" in today
        assert "2 hồ sơ" in today
        assert "58.000" in today
        assert all(one.application.code in self.page(client_of(tu), "parcel", one.number) for one in on_its_way.whole)
