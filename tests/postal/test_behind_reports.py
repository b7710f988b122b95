"""S3: the numbers of copies, fees, post and hand-over lead to their dossiers, and what is listed adds up to the cell."""

from datetime import date

import pytest
from django.urls import reverse

from applications.statutory import actions
from applications.statutory.behind import addresses
from portal.accounts.actors import CITIZEN, Actor
from postal.actions import complaining, confirming, delivery, hand_overs
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(huy, monkeypatch):
    """`prepared("phi")`: of March, asked on 31/03 in the evening."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(31, 20))

    def made(form: str):
        about = {"period_kind": "custom", "first_on": date(2026, 3, 1), "last_on": date(2026, 3, 31), "units": "Toàn thành phố"}
        return actions.prepare(form, **about, as_of=hanoi(31, 20), by=acting(huy), at=hanoi(31, 20))

    return made


@pytest.fixture
def busy(with_the_post, batch, parcel_of, binh, tu):
    """Two delivered for money, one returned, one complained of; then a record of two of which the post took one."""
    parcels = with_the_post(3)
    for parcel in parcels[:2]:
        told = {"collected_vnd": parcel.collect_vnd, "received_by": "An", "key": f"d{parcel.pk}"}
        delivery.deliver(parcel.pk, **told, by=acting(tu), at=hanoi(23, 9))
    for day in (23, 25):
        delivery.fail(parcels[2].pk, reason="absent", key=f"f{day}", by=acting(tu), at=hanoi(day, 9))
    delivery.return_to_office(parcels[2].pk, key="r", by=acting(tu), at=hanoi(26, 9))
    complaining.complain(parcels[0].pk, "damaged", words="", by=Actor(CITIZEN), at=hanoi(24, 9))
    again = hand_overs.open_hand_over(parcels[0].office, by=acting(binh), at=hanoi(26, 16))
    waiting = [parcel_of() for _time in range(2)]
    for parcel in waiting:
        hand_overs.scan(again.pk, parcel.number, by=acting(binh), at=hanoi(26, 16, 3))
    hand_overs.close(again.pk, by=acting(binh), at=hanoi(26, 16, 10))
    confirming.refuse_parcel(again.pk, waiting[0].number, why="Rách", by=acting(tu), at=hanoi(26, 16, 15))


@pytest.mark.parametrize(("form", "least"), [("ban-sao", 6), ("phi", 6), ("buu-chinh", 16), ("ban-giao", 14)])
def test_what_lies_behind_adds_up_to_the_cell(busy, client_of, huy, prepared, form, least):
    browser, report, seen = client_of(huy), prepared(form), 0
    for row, tos in zip(report.content["rows"], addresses(report.content, report.asked, report.pk), strict=True):
        for cell, to in ((cell, to) for cell, to in zip(row["cells"], tos, strict=True) if to):
            seen += 1
            assert browser.get(to).context["number"] == cell, to
    assert seen >= least


def test_the_list_names_dossiers_and_no_person(busy, client_of, huy, prepared):
    address = f"{reverse('statutory:behind', args=[prepared('buu-chinh').pk])}?dong=total&cot=delivered"
    text = client_of(huy).get(address).content.decode()
    assert text.count('<th scope="row">H26.') == 2
    assert "Thùy Dương" not in text
