"""Linked filings for tests: authorities, a filing, and how far it has come."""

from datetime import date

from applications import actions as filing
from applications.linked import actions
from applications.linked.models import Authority, LinkedCase
from applications.linked.slips import render
from applications.models import Application, DeadlinePolicy
from portal.accounts.models import Role, User
from portal.background import without_nudges
from portal.uploads import check
from tests import factories, pictures
from tests.factories import acting, hanoi

BIRTH_GROUP, DEATH_GROUP, OLD_BIRTH = "2.002621", "2.002622", "2.000986"


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
        "delivery_method": "desk",
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
    filing.receive(application.pk, by=acting(binh), at=at)
    filing.draft_original(application.pk, fields={"full_name": application.subject_name}, by=acting(binh), at=at)
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


def of_the_police(office) -> User:
    """An officer of the police that serve the office; its social insurance is there too."""
    an_authority("social_insurance", "Bảo hiểm xã hội", office)
    police = an_authority("police", "Công an phường", office)
    return factories.official("Ngô Hoài Linh", police.office, Role.POLICE_OFFICER)


def two_linked_filings(office, an, binh, dung, linh) -> None:
    """One with a part that waits to be confirmed and one carried over; another of which the police ask something."""
    case = opened(filed(office, an, papers=("residence_consent",)), at=hanoi(16, 9, 30))
    stated(case, binh, dung)
    render(actions.deliver_by_hand(part(case, "health_card").pk, by=acting(binh), at=hanoi(16, 11)).pk)
    other = opened(filed(office, an), at=hanoi(16, 9, 30))
    stated(other, binh, dung)
    asked = actions.confirm(part(other, "residence").pk, by=acting(linh), at=hanoi(16, 11))
    actions.ask_for_supplement(asked.pk, items=["Ảnh"], reason="Chưa rõ.", by=acting(linh), at=hanoi(16, 12))
    actions.add_paper(asked.pk, place=1, file=check("nha.jpg", pictures.photo()), at=hanoi(16, 13))
