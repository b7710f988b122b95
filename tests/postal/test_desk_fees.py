"""The fee at the desk: in the ledger with a receipt, once, and only where it is due there."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from portal.accounts.models import Role
from postal.actions import deciding, delivery
from postal.actions.collecting import waive
from postal.actions.desk_fees import take_at_desk
from postal.actions.receipts import give_book
from postal.errors import NothingDueHere
from postal.models import Account, LedgerEntry, OpenItem
from postal.positions import Charge
from postal.proof import prove_ledger
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(years, office, an, binh, dung) -> Application:
    """Signed, invited; eight thousand đồng for each of two copies."""
    dossier = factories.submitted(office, an, delivery_method="desk", fee_vnd=16000, postage_vnd=0)
    entry = factories.birth_entry(office)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
    actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11, 5))
    return actions.invite_to_collect(dossier.pk, by=acting(binh), at=hanoi(20, 11, 10))


@pytest.fixture
def pad(office, binh, dung):
    told = {"form": "C45-BB", "series": "AA/26", "first": 1, "last": 50}
    return give_book(office, **told, holder_id=binh.pk, by=acting(dung), at=hanoi(20, 8))


def take(ready, binh, number=""):
    return take_at_desk(ready.pk, receipt_number=number, by=acting(binh), at=hanoi(20, 14))


def test_the_whole_fee_is_booked_with_the_next_receipt_of_the_pad(ready, binh, pad):
    entry = take(ready, binh)
    account = Account.objects.get(charge=Charge.FEE)
    assert (entry.amount_vnd, entry.receipt.number, entry.source) == (16000, 1, "desk")
    assert (account.outstanding_vnd, account.confirmed_vnd) == (0, 16000)
    assert prove_ledger(at=hanoi(21, 2)).differences == []


def test_a_second_press_books_nothing_twice(ready, binh, pad):
    assert take(ready, binh) == take(ready, binh)
    assert LedgerEntry.objects.filter(source="desk").count() == 1


def test_a_receipt_of_no_pad_of_his_is_an_open_question_and_the_money_is_booked(ready, binh):
    entry = take(ready, binh, number="77")
    assert (entry.receipt, OpenItem.objects.filter(resolved_at=None).count()) == (None, 1)


def test_nothing_is_taken_at_the_desk_for_what_goes_by_post(issue, binh):
    with pytest.raises(NothingDueHere):
        take(issue(), binh)


def test_what_the_post_brought_back_is_paid_for_where_it_is_fetched(held, binh, tu, pad):
    parcel = held()
    for day in (23, 25):
        delivery.fail(parcel.pk, reason="absent", key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    delivery.return_to_office(parcel.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    deciding.decide(parcel.pk, "desk", reason="Người nhận hẹn đến lấy.", by=acting(binh), at=hanoi(26, 14))
    dossier = Application.objects.get(pk=parcel.application_id)
    assert dossier.due_total_vnd == 16000  # the post's money is not taken at the desk
    entry = take_at_desk(dossier.pk, by=acting(binh), at=hanoi(27, 9))
    dossier.refresh_from_db()
    assert (entry.amount_vnd, dossier.due_total_vnd) == (16000, 0)


def test_a_fee_given_up_is_neither_taken_at_the_desk_nor_asked_for(ready, binh, an, client_of):
    told = {"charge": Charge.FEE, "amount_vnd": 16000, "reason": "Hộ nghèo", "key": "w"}
    waive(ready.pk, **told, by=acting(binh), at=hanoi(20, 12))
    with pytest.raises(NothingDueHere):
        take(ready, binh)
    page = client_of(an).get(reverse("applications:timeline", args=[ready.ref])).content.decode()
    assert "Còn trả khi nhận: <strong>0 đồng</strong>" in page.replace("\xa0", " ")


def test_the_desk_takes_it_on_a_page_and_the_citizen_reads_it(ready, binh, an, client_of, pad):
    address = reverse("money:at_desk", args=[ready.code])
    assert "16.000" in client_of(binh).get(reverse("desk:give", args=[ready.code])).content.decode()
    assert client_of(binh).post(address, {"receipt_number": ""}).status_code == 302
    assert "Đã nộp phí tại cơ quan" in client_of(an).get(reverse("applications:timeline", args=[ready.ref])).content.decode()


def test_another_office_and_a_leader_take_nothing(ready, client_of, chi, dung):
    address = reverse("money:at_desk", args=[ready.code])
    assert client_of(chi).post(address, {}).status_code == 404
    assert client_of(dung).post(address, {}).status_code == 403
    assert Role.OFFICE_LEADER in {posting.role for posting in dung.postings.all()}
