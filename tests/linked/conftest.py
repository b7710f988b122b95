"""The cast of linked cases: the commune's desk, its police and its social insurance; a filed birth of a child."""

from dataclasses import replace
from datetime import date

import pytest

from applications import actions as filing
from applications.linked import actions, plans
from applications.linked.models import Authority, LinkedCase
from applications.models import Application, DeadlinePolicy
from applications.procedures import procedures
from portal.accounts.models import Role
from portal.background import without_nudges
from tests import factories
from tests.factories import acting, hanoi

BIRTH_GROUP, DEATH_GROUP, OLD_BIRTH = "2.002621", "2.002622", "2.000986"


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


def an_authority(kind: str, name: str, *communes, since: date = date(2015, 1, 1), **fields) -> Authority:
    place = factories.office(name, level="partner", kind={"police": "cong_an"}.get(kind, "bhxh"))
    made = Authority.objects.create(kind=kind, name=name, office=place, valid_from=since, **fields)
    made.serves.set(communes)
    return made


def filed(office, applicant, *, code: str = BIRTH_GROUP, at=None, papers: tuple[str, ...] = (), **about) -> Application:
    """A linked filing at the commune, not received yet."""
    at = at or hanoi(16, 9)
    since = {"limit": "same_day", "legal_document": "Luật Hộ tịch"}
    DeadlinePolicy.objects.get_or_create(procedure_code=code, valid_from=date(2015, 7, 1), defaults=since)
    draft = filing.start_draft(procedure_code=code, kind="birth", at=at, applicant_id=applicant.pk)
    for slot in papers:
        factories.attached(draft, slot)
    columns = {
        "office": office,
        "requester_name": "Nguyễn Văn An",
        "requester_phone": "0912345678",
        "subject_name": "Nguyễn Gia Bảo",
        "relationship": "child",
        "search_text": "nguyen gia bao",
        **about,
    }
    with without_nudges():
        return filing.submit(draft.pk, idempotency_key=f"k{draft.ref}", by=acting(applicant), at=at, **columns)


def opened(application: Application, *, at=None) -> LinkedCase:
    actions.open_cases(at=at or hanoi(16, 9, 1))
    return LinkedCase.objects.get(application=application)


def registered(application: Application, binh, dung, *, at=None) -> None:
    """The commune has done its part: received, drawn up, signed."""
    at = at or hanoi(16, 10)
    entry = factories.birth_entry(application.office, number=f"{application.pk}", year=1990)
    filing.receive(application.pk, by=acting(binh), at=at)
    filing.draw_up(application.pk, entry_id=entry.pk, by=acting(binh), at=at)
    filing.send_for_signature(application.pk, by=acting(binh), at=at, acknowledges=True)
    filing.sign(application.pk, by=acting(dung), at=at, acknowledges=True)


def stated(case: LinkedCase, binh, dung, *, at=None) -> None:
    """Registered, and every part that may be is stated to its authority."""
    at = at or hanoi(16, 10)
    registered(case.application, binh, dung, at=at)
    actions.advance_cases(at=at)
    actions.send_pending(at=at)


def part(case: LinkedCase, key: str):
    return case.children.select_related("authority", "case__application__office").get(key=key)


@pytest.fixture
def chained(monkeypatch, request):
    """The health card waits for the residence; `True`: it stops where the residence is refused."""
    stops = getattr(request, "param", False)
    whole = plans.plan_for(BIRTH_GROUP, date(2026, 3, 16))
    first, second = whole.children
    second = replace(second, starts_after=first.key, stops_when_refused=stops)
    other = replace(whole, children=(first, second))
    monkeypatch.setattr(plans, "plans", lambda: (other,))
