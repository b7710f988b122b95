"""The post desk's cast and its envelopes: issued dossiers of Hai Bà Trưng, an agreement with Tú's post office."""

from datetime import date

import pytest

from applications import actions
from portal.accounts.models import Role
from postal.actions import confirming, hand_overs, parcels
from postal.models import Carrier, PostalAgreement
from tests import factories
from tests.factories import acting, hanoi

DELIVERY = {
    "method": "post",
    "name": "Nguyễn Thị Thùy Dương",
    "phone": "0912345678",
    "province": "01",
    "province_name": "Hà Nội",
    "commune": "Phường Bạch Mai",
    "detail": "Số 12 ngõ 45 Võ Thị Sáu",
    "wish": "office_hours",
}


@pytest.fixture
def agreement(office, tu):
    return PostalAgreement.objects.create(
        office=office, post_office=tu.postings.first().office, signed_on=date(2025, 7, 1), pickup_times="10:00 và 16:00"
    )


@pytest.fixture
def issue(years, binh, dung):
    """`issue()`: one more dossier, signed at 11:05; `issue(office=…, drafter=…, signer=…)` elsewhere."""
    entries = iter(range(1, 1000))

    def make(*, office=None, drafter=None, signer=None, copies=2, delivery=None, method="post"):
        drafter, signer = drafter or binh, signer or dung
        office = office or drafter.postings.first().office
        dossier = factories.submitted(
            office,
            copies=copies,
            fee_vnd=8000 * copies,
            postage_vnd=26000,
            delivery_method=method,
            answers={"delivery": DELIVERY | (delivery or {})},
        )
        entry = factories.birth_entry(office, number=f"{next(entries)}/{office.pk}")
        actions.receive(dossier.pk, by=acting(drafter), at=hanoi(20, 9, 40))
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(drafter), at=hanoi(20, 10))
        actions.send_for_signature(dossier.pk, by=acting(drafter), at=hanoi(20, 10, 5))
        return actions.sign(dossier.pk, by=acting(signer), at=hanoi(20, 11, 5))

    return make


@pytest.fixture
def parcel_of(issue, binh):
    """`parcel_of()`: an envelope that waits to be scanned."""

    def make(**issued):
        return parcels.prepare_parcel(issue(**issued).pk, by=acting(issued.get("drafter") or binh), at=hanoi(20, 15, 30))

    return make


@pytest.fixture
def batch(agreement, office, binh):
    return hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16))


@pytest.fixture
def foreign(issue, other_office, chi):
    """An envelope of Bạch Mai."""
    leader = factories.official("Phạm Đức Minh", other_office, Role.OFFICE_LEADER)
    dossier = issue(office=other_office, drafter=chi, signer=leader)
    return parcels.prepare_parcel(dossier.pk, by=acting(chi), at=hanoi(20, 15, 30))


@pytest.fixture
def held(batch, parcel_of, binh, tu):
    """`held()`: an envelope that Tú's post office holds since 16:21 on Friday 20/03/2026."""

    def make(**issued):
        parcel = parcel_of(**issued)
        open_batch = hand_overs.open_hand_over(parcel.office, by=acting(binh), at=hanoi(20, 16))
        hand_overs.scan(open_batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
        hand_overs.close(open_batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
        confirming.confirm(open_batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
        parcel.refresh_from_db()
        return parcel

    return make


@pytest.fixture
def carrier(agreement, settings):
    """The system behind Tú's post office, over HTTP."""
    office = agreement.post_office
    settings.CARRIER_SECRETS = {office.code: "khoa-moi-cua-hang khoa-cu-cua-hang"}
    return Carrier.objects.create(
        post_office=office, adapter="http", address="http://127.0.0.1:9/khong-co-ai", customer_code="HT-HN"
    )
