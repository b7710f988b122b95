"""Locked by hand, or by the clock after long disuse and a warning; opened again by the unit's IT officer; never one's own."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from applications.training import sandboxes
from portal.accounts.models import Role, User
from portal.messaging.models import OutgoingMessage
from portal.registrations import locking, postings
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import AccessChange
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
NOW = hanoi(20, 5, 30)


def used(person: User, *, days_ago: int) -> User:
    moment = NOW - timedelta(days=days_ago)
    User.objects.filter(pk=person.pk).update(date_joined=hanoi(1, month=1, year=2025), last_login=moment)
    person.refresh_from_db()
    return person


def is_open(person: User) -> bool:
    return User.objects.get(pk=person.pk).is_active


def test_long_unused_is_warned_then_locked_on_a_later_day(binh):
    used(binh, days_ago=settings.STAFF_UNUSED_DAYS)
    assert locking.warn_unused(at=NOW) == 1
    assert locking.lock_unused(at=NOW) == 0
    assert locking.lock_unused(at=NOW + timedelta(days=1)) == 1
    assert not is_open(binh)


def test_the_letter_is_written_once(binh):
    used(binh, days_ago=settings.STAFF_UNUSED_DAYS - settings.STAFF_UNUSED_WARN_DAYS)
    assert [locking.warn_unused(at=NOW + timedelta(days=day)) for day in range(3)] == [1, 0, 0]
    assert OutgoingMessage.objects.get(recipient=binh.email).subject.startswith("Tài khoản sắp bị khóa")


def test_nobody_is_locked_without_a_warning(binh):
    used(binh, days_ago=400)
    assert locking.lock_unused(at=NOW) == 0


def test_who_logs_in_after_the_warning_stays(binh):
    used(binh, days_ago=settings.STAFF_UNUSED_DAYS)
    locking.warn_unused(at=NOW)
    used(binh, days_ago=0)
    assert locking.lock_unused(at=NOW + timedelta(days=1)) == 0


def test_who_was_used_lately_and_citizens_are_left_alone(binh, an):
    used(binh, days_ago=10)
    used(an, days_ago=900)
    assert locking.warn_unused(at=NOW) == 0


def test_unlocking_counts_the_days_anew(binh, bao):
    used(binh, days_ago=settings.STAFF_UNUSED_DAYS)
    locking.warn_unused(at=NOW)
    locking.lock_unused(at=NOW + timedelta(days=1))
    assert locking.unlock(binh.pk, reason="Đi học về", by=acting(bao), at=NOW + timedelta(days=2))
    assert locking.lock_unused(at=NOW + timedelta(days=3)) == 0
    assert is_open(binh)


def test_the_last_administrator_is_never_locked(huy):
    used(huy, days_ago=settings.STAFF_UNUSED_DAYS)
    locking.warn_unused(at=NOW)
    assert locking.lock_unused(at=NOW + timedelta(days=1)) == 0
    with pytest.raises(RegistrationRefused, match="cuối cùng"):
        locking.lock(huy.pk, reason="x", by=acting(factories.user("Ai đó")), at=NOW)


def test_nor_is_who_is_the_last_from_tomorrow_on(huy, van):
    """Vân's last day is today: she counts today only."""
    postings.end(van.postings.get().pk, last_on=date(2026, 3, 20), reason="Nghỉ hưu", by=acting(huy), at=hanoi())
    with pytest.raises(RegistrationRefused, match="cuối cùng"):
        locking.lock(huy.pk, reason="Mất máy", by=acting(van), at=hanoi())


def test_nobody_locks_or_unlocks_himself(bao):
    for verb in (locking.lock, locking.unlock):
        with pytest.raises(RegistrationRefused, match="chính mình"):
            verb(bao.pk, reason="x", by=acting(bao), at=NOW)


def test_a_locked_account_is_out_at_the_next_page_and_its_history_says_why(client_of, binh, bao):
    browser = client_of(binh)
    client_of(bao).post(reverse("registrations:lock", args=[binh.pk]), {"lock-reason": "Mất máy tính"})
    assert browser.get(reverse("desk:queue")).status_code == 302
    assert AccessChange.objects.get(user=binh).reason == "Mất máy tính"


def test_a_reason_is_asked_beside_its_field(client_of, binh, bao):
    page = client_of(bao).post(reverse("registrations:lock", args=[binh.pk]), {"lock-reason": ""})
    assert "Nhập lý do" in page.content.decode()
    assert is_open(binh)


def test_who_works_elsewhere_too_is_no_matter_of_one_unit(client_of, binh, bao, other_office):
    binh.postings.create(office=other_office, role=Role.ACCOUNTANT, valid_from=hanoi().date())
    page = client_of(bao).post(reverse("registrations:lock", args=[binh.pk]), {"lock-reason": "x"})
    assert "ngoài phạm vi" in page.content.decode()
    assert is_open(binh)


def test_who_trains_today_is_locked_by_his_own_unit(client_of, binh, bao, office):
    client_of(bao)
    sandboxes.enter(office, list(binh.postings.all()), by=acting(binh), at=timezone.now())
    client_of(bao).post(reverse("registrations:lock", args=[binh.pk]), {"lock-reason": "Mất điện thoại"})
    binh.refresh_from_db()
    assert not binh.is_active
