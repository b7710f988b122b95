"""Two administrators who end or lock each other in the same moment: one of them is left."""

import pytest

from portal.accounts.models import Posting, Role
from portal.registrations import locking, postings
from portal.registrations.errors import RegistrationRefused
from tests.at_once import at_once
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]
TODAY = hanoi().date()


def ended(person, by):
    return lambda: postings.end(person.postings.get().pk, last_on=TODAY, reason="Nghỉ hưu", by=acting(by), at=hanoi())


def locked(person, by):
    return lambda: locking.lock(person.pk, reason="Mất máy", by=acting(by), at=hanoi())


@pytest.mark.parametrize(("one", "other"), [(ended, ended), (ended, locked), (locked, locked)])
def test_one_administrator_is_left(huy, van, one, other):
    answers = at_once(one(van, huy), other(huy, van))
    assert [type(answer) for answer in answers].count(RegistrationRefused) == 1, answers
    left = Posting.objects.filter(role=Role.DEPARTMENT_ADMIN, valid_to__isnull=True, user__is_active=True)
    assert left.count() == 1
