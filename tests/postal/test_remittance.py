"""Handing cash on: the slip, the count, and what becomes of a difference."""

import pytest

from postal.actions import remitting, resolving
from postal.errors import CountedAlready, LeaderNeeded, NothingHeld, NotThePayee, OutcomeNotFit, OwnRemittance, ReasonNeeded
from postal.models import Account, OpenItem, Remittance
from postal.money_printing import render_remittance
from postal.proof import prove_ledger
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def fees(name: str) -> int:
    return sum(Account.objects.filter(charge="fee").values_list(f"{name}_vnd", flat=True))


def count(slip, loan, received, told=""):
    return remitting.confirm_remittance(slip.pk, received_vnd=received, told=told, by=acting(loan), at=hanoi(24, 9))


def resolve(item, by, outcome, reason="Đã xem lại"):
    return resolving.resolve(item.pk, outcome=outcome, reason=reason, by=acting(by), at=hanoi(25, 9))


def test_a_slip_takes_all_fees_held_and_no_postage(remitted):
    slip = remitted(2)
    assert (slip.total_vnd, len(slip.content["items"])) == (32000, 2)
    assert slip.content["total_words"] == "Ba mươi hai nghìn đồng"
    assert (fees("held"), fees("in_transit")) == (0, 32000)
    assert sum(Account.objects.filter(charge="postage").values_list("held_vnd", flat=True)) == 52000


def test_postage_goes_to_the_post_office_not_to_the_agency(delivered, office, tu, lan, loan):
    delivered()
    about = {"office": office, "post_office": tu.postings.get().office, "is_postage": True, "holder_id": tu.pk}
    slip = remitting.remit(**about, by=acting(tu), at=hanoi(23, 16), key="p")
    with pytest.raises(NotThePayee):
        count(slip, loan, 26000)
    count(slip, lan, 26000)
    assert Account.objects.get(charge="postage").confirmed_vnd == 26000


def test_asked_twice_it_is_one_slip(remitted, office, tu):
    slip = remitted()
    about = {"office": office, "post_office": tu.postings.get().office, "is_postage": False, "holder_id": tu.pk}
    assert remitting.remit(**about, by=acting(tu), at=hanoi(23, 17), key="slip1") == slip
    with pytest.raises(NothingHeld):
        remitting.remit(**about, by=acting(tu), at=hanoi(23, 17), key="another")


def test_the_exact_amount_confirms_every_dossier(remitted, loan):
    count(remitted(2), loan, 32000)
    assert (fees("in_transit"), fees("confirmed")) == (0, 32000)
    assert not OpenItem.objects.exists()


def test_counting_the_same_twice_changes_nothing_and_another_sum_is_refused(remitted, loan):
    slip = remitted()
    count(slip, loan, 16000)
    count(slip, loan, 16000)
    with pytest.raises(CountedAlready):
        count(slip, loan, 15000, "Thiếu")
    assert fees("confirmed") == 16000


def test_who_made_the_slip_does_not_count_it(delivered, office, tu, lan):
    delivered()
    about = {"office": office, "post_office": tu.postings.get().office, "is_postage": True, "holder_id": None}
    slip = remitting.remit(**about, by=acting(lan), at=hanoi(23, 16), key="p")
    with pytest.raises(OwnRemittance):
        count(slip, lan, 26000)


def test_less_needs_a_word_and_stays_open(remitted, loan):
    slip = remitted(2)
    with pytest.raises(ReasonNeeded):
        count(slip, loan, 30000)
    count(slip, loan, 30000, "Thiếu một tờ 2.000")
    item = OpenItem.objects.get(kind="remitted_short")
    assert (item.amount_vnd, fees("confirmed"), fees("in_transit")) == (2000, 30000, 2000)


def test_what_was_short_is_found(remitted, loan):
    count(remitted(), loan, 14000, "Thiếu")
    resolve(OpenItem.objects.get(), loan, "found")
    assert (fees("confirmed"), fees("in_transit")) == (16000, 0)


def test_only_a_leader_gives_money_up(remitted, loan, dung):
    count(remitted(), loan, 14000, "Thiếu")
    with pytest.raises(LeaderNeeded):
        resolve(OpenItem.objects.get(), loan, "written_off")
    resolve(OpenItem.objects.get(), dung, "written_off")
    assert (fees("confirmed"), fees("written_off")) == (14000, 2000)


def test_what_was_never_collected_is_countered_and_due_again(remitted, loan):
    count(remitted(), loan, 14000, "Bưu tá ghi thừa")
    resolve(OpenItem.objects.get(), loan, "countered")
    assert (fees("outstanding"), fees("confirmed")) == (2000, 14000)
    assert OpenItem.objects.get(resolved_at__isnull=True).kind == "short"
    assert prove_ledger(at=hanoi(26)).is_proved


def test_more_than_the_slip_says_stays_open(remitted, loan):
    count(remitted(), loan, 20000, "Thừa 4.000")
    item = OpenItem.objects.get(kind="remitted_over")
    assert (item.amount_vnd, fees("confirmed")) == (4000, 16000)
    with pytest.raises(OutcomeNotFit):
        resolve(item, loan, "written_off")


def test_the_slip_is_printed_once(remitted):
    slip = remitted()
    paper = render_remittance(slip.pk)
    assert paper.read().startswith(b"%PDF")
    assert render_remittance(slip.pk) == paper


def test_a_supervisor_makes_the_slip_of_a_workers_postage_and_he_confirms_it(delivered, client_of, office, tu, lan):
    delivered()
    supervisor, worker = client_of(lan), client_of(tu)
    assert f"Lập bảng kê nộp cước của {tu.full_name}" in supervisor.get("/buu-dien/nop-tien/").content.decode()
    asked = {"office": office.pk, "what": "postage", "worker": tu.pk, "key": "k"}
    supervisor.post("/buu-dien/nop-tien/", asked)
    slip = Remittance.objects.get()
    assert (slip.made_by, slip.content["payer"]["name"]) == (lan, tu.full_name)
    page = f"/buu-dien/nop-tien/{slip.number}/"
    supervisor.post(page, {"received": "26.000"})
    assert not Account.objects.get(charge="postage").confirmed_vnd
    worker.post(page, {"received": "26.000"})
    assert Account.objects.get(charge="postage").confirmed_vnd == 26000


def test_the_postage_of_a_worker_of_another_post_office_is_out_of_reach(delivered, client_of, office, tu):
    delivered()
    elsewhere = factories.office("Bưu điện Sóc Sơn", level="post")
    stranger = client_of(factories.official("Lê Văn Sơn", elsewhere, "postal_supervisor"))
    asked = {"office": office.pk, "what": "postage", "worker": tu.pk, "key": "k"}
    page = stranger.post("/buu-dien/nop-tien/", asked, follow=True)
    assert page.status_code == 200
    assert not Remittance.objects.exists()
