"""Hai Bà Trưng in a phase of the Department, on Friday 20/03/2026: it has signer, officer, agreement, calendar and hours."""

from collections.abc import Iterator
from datetime import date, datetime, time
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone

from applications.rollout.models import Phase, PhaseUnit
from applications.rollout.reference import load_rollout
from portal.accounts.models import Role
from portal.offices.models import Office, OpeningHours
from portal.offices.reference import load_reference
from postal.models import PostalAgreement
from tests import factories

AT = factories.hanoi(20, 9, 30)


@pytest.fixture
def now() -> Iterator[datetime]:
    with mock.patch.object(timezone, "now", return_value=AT):
        yield AT


@pytest.fixture
def phase(years, office) -> Phase:
    about = {"name": "Đợt tháng 4", "procedure_code": factories.EXTRACT_COPY, "online_level": 4}
    return Phase.objects.create(code="dot-4", planned_on=date(2026, 4, 1), made_at=AT, **about)


@pytest.fixture
def unit(phase, office) -> PhaseUnit:
    return PhaseUnit.objects.create(phase=phase, office=office)


@pytest.fixture
def ready(unit, binh, dung, tu) -> Office:
    """The unit's office, with everything that opening asks for."""
    OpeningHours.objects.create(valid_from=date(2016, 1, 1), opens_at=time(8), closes_at=time(17))
    post_office = tu.postings.get().office
    PostalAgreement.objects.create(office=unit.office, post_office=post_office, signed_on=date(2026, 1, 1))
    return unit.office


@pytest.fixture
def keeper(client_of, huy, now):
    """The browser of Huy, who administers for the Department."""
    return client_of(huy)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The real units and phases, loaded once for a module; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load_rollout(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(loaded, db, now, client_of):
    """The browser of one who administers for the Department, before the real units."""
    department = Office.objects.get(level="department")
    return client_of(factories.official("Đỗ Quốc Huy", department, Role.DEPARTMENT_ADMIN))


def text(answer) -> str:
    return answer.content.decode()
