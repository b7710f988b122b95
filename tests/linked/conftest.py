"""The cast of linked cases: the commune's desk, its police and its social insurance; a filed birth of a child."""

from dataclasses import replace
from datetime import date

import pytest

from applications.linked import plans
from applications.procedures import procedures
from portal.accounts.models import Role
from tests import factories
from tests.linked.filings import BIRTH_GROUP, DEATH_GROUP, OLD_BIRTH, an_authority, filed, opened


@pytest.fixture
def linked_procedures(monkeypatch):
    """The commune's part of a linked procedure, in the form of one that is offered."""
    shape = procedures()[factories.EXTRACT_COPY]
    for code in (BIRTH_GROUP, DEATH_GROUP, OLD_BIRTH):
        if code not in procedures():
            monkeypatch.setitem(procedures(), code, replace(shape, code=code))


@pytest.fixture
def police(office):
    return an_authority("police", "Công an phường Hai Bà Trưng", office)


@pytest.fixture
def insurance(office):
    return an_authority("social_insurance", "Bảo hiểm xã hội cơ sở Hai Bà Trưng", office)


@pytest.fixture
def linh(police):
    return factories.official("Ngô Hoài Linh", police.office, Role.POLICE_OFFICER)


@pytest.fixture
def yen(insurance):
    return factories.official("Đào Hải Yến", insurance.office, Role.INSURANCE_OFFICER)


@pytest.fixture
def world(years, office, linked_procedures, police, insurance, linh, yen, binh, dung, an):
    """Everybody is there, and nothing is filed."""


@pytest.fixture
def case(world, office, an):
    return opened(filed(office, an))


@pytest.fixture
def chained(monkeypatch, request):
    """The health card waits for the residence; `True`: it stops where the residence is refused."""
    stops = getattr(request, "param", False)
    whole = plans.plan_for(BIRTH_GROUP, date(2026, 3, 16))
    first, second = whole.children
    second = replace(second, starts_after=first.key, stops_when_refused=stops)
    other = replace(whole, children=(first, second))
    monkeypatch.setattr(plans, "plans", lambda: (other,))
