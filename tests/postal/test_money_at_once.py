"""Two at once: the database lets one through, and the sums stay whole."""

import pytest

from postal.actions import collecting, remitting
from postal.errors import CountedAlready
from postal.models import Account, LedgerEntry
from postal.proof import prove_ledger
from tests.at_once import at_once
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]


def test_two_counts_of_one_slip_confirm_it_once(remitted, loan):
    slip = remitted(2)

    def count(received, told=""):
        return lambda: remitting.confirm_remittance(slip.pk, received_vnd=received, told=told, by=acting(loan), at=hanoi(24, 9))

    answers = at_once(count(32000), count(30000, "Thiếu"))
    assert sum(isinstance(answer, CountedAlready) for answer in answers) == 1
    assert sum(Account.objects.filter(charge="fee").values_list("in_transit_vnd", flat=True)) in {0, 2000}
    assert prove_ledger(at=hanoi(25)).is_proved


def test_one_report_sent_twice_at_once_is_booked_once(with_the_post, tu):
    parcel = with_the_post()[0]

    def collect():
        return collecting.collect(parcel.pk, amount_vnd=42000, by=acting(tu), at=hanoi(23, 9), key="a")

    at_once(collect, collect)
    assert LedgerEntry.objects.filter(kind="collected").count() == 2  # fee and postage
    assert prove_ledger(at=hanoi(24)).is_proved


def test_two_slips_of_the_same_cash_take_it_once(delivered, office, tu):
    delivered(2)
    about = {"office": office, "post_office": tu.postings.get().office, "is_postage": False, "holder_id": tu.pk}

    def remit(key):
        return lambda: remitting.remit(**about, by=acting(tu), at=hanoi(23, 16), key=key)

    at_once(remit("a"), remit("b"))
    assert sum(Account.objects.filter(charge="fee").values_list("in_transit_vnd", flat=True)) == 32000
    assert LedgerEntry.objects.filter(kind="remitted").count() == 2
