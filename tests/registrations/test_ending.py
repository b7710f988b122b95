"""Leave, transfer, the end of a posting: from a day on, with what becomes of the open work; never one's own."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import actions, cover
from applications.models import StateChange
from portal.accounts.models import Role
from portal.registrations import locking, postings
from portal.registrations.errors import RegistrationRefused
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 20)


def ended(posting, by, last_on=FRIDAY):
    return postings.end(posting.pk, last_on=last_on, reason="Nghỉ hưu", by=acting(by), at=hanoi())


@pytest.fixture
def in_hand(years, office, binh):
    dossier = factories.submitted(office, at=hanoi(19, 15, 30))
    return actions.receive(dossier.pk, by=acting(binh), at=hanoi(19, 15, 40))


def test_the_last_day_still_counts(binh, bao):
    posting = ended(binh.postings.first(), bao)
    assert posting in binh.postings.in_force_on(FRIDAY)
    assert posting not in binh.postings.in_force_on(date(2026, 3, 21))


def test_the_past_is_not_rewritten(binh, bao):
    with pytest.raises(RegistrationRefused, match="không được trước hôm nay"):
        ended(binh.postings.first(), bao, date(2026, 3, 19))


def test_an_ended_posting_is_not_prolonged(binh, bao):
    posting = ended(binh.postings.first(), bao)
    with pytest.raises(RegistrationRefused, match="lập phân công mới"):
        ended(posting, bao, date(2026, 3, 27))


def test_nobody_ends_his_own(bao):
    with pytest.raises(RegistrationRefused, match="chính mình"):
        ended(bao.postings.get(), bao)


def test_the_last_administrator_of_the_department_stays(huy, bao, van):
    ended(van.postings.get(), huy)
    with pytest.raises(RegistrationRefused, match="cuối cùng"):
        ended(huy.postings.get(), bao)


def test_the_page_says_what_is_in_hand(client_of, in_hand, binh, bao):
    page = client_of(bao).get(reverse("registrations:end", args=[binh.postings.first().pk]))
    assert "1 hồ sơ đang giải quyết dở" in page.content.decode()


def test_after_the_last_day_the_dossiers_go_back_to_everybody(in_hand, binh, bao):
    for posting in binh.postings.all():
        ended(posting, bao)
    assert cover.pass_on(at=hanoi(20, 16)) == 0
    assert cover.pass_on(at=hanoi(21, 5)) == 1
    in_hand.refresh_from_db()
    assert in_hand.assigned_to is None
    assert "không còn làm việc" in StateChange.objects.filter(application=in_hand).latest("id").reason


def test_of_a_locked_account_too(in_hand, binh, bao):
    locking.lock(binh.pk, reason="Mất máy", by=acting(bao), at=hanoi())
    assert cover.pass_on(at=hanoi(20, 10)) == 1


def test_who_keeps_another_role_there_keeps_his_dossiers(in_hand, binh, bao):
    ended(binh.postings.first(), bao)
    assert cover.pass_on(at=hanoi(21, 5)) == 0


def test_a_transfer_goes_on_at_the_new_unit_the_day_after(client_of, binh, huy, other_office):
    posting = binh.postings.get(role=Role.RECEPTION_OFFICER)
    today = timezone.localdate()
    day = {"last_on_day": today.day, "last_on_month": today.month, "last_on_year": today.year}
    address = reverse("registrations:end", args=[posting.pk])
    client_of(huy).post(address, day | {"reason": "Quyết định 12", "move_to": other_office.code})
    moved = binh.postings.get(office=other_office)
    posting.refresh_from_db()
    assert (moved.valid_from - posting.valid_to).days == 1


def test_a_transfer_to_a_unit_nobody_knows_ends_nothing(client_of, binh, huy):
    posting = binh.postings.first()
    today = timezone.localdate()
    day = {"last_on_day": today.day, "last_on_month": today.month, "last_on_year": today.year}
    page = client_of(huy).post(reverse("registrations:end", args=[posting.pk]), day | {"reason": "x", "move_to": "Không Có"})
    posting.refresh_from_db()
    assert "Không có đơn vị" in page.content.decode()
    assert posting.valid_to is None
