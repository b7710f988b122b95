"""Rows for tests. Moments are aware; the clock of the cast is Friday 20/03/2026 in Hà Nội (a working day)."""

import itertools
from datetime import UTC, date, datetime, timedelta

from applications import actions
from applications.models import Application, Attachment
from civil_registry.entries import add_entry
from civil_registry.models import RegisterBook, RegisterEntry
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.enrolment import enrol_second_factor
from portal.accounts.models import Posting, Role, User
from portal.days import HANOI
from portal.documents.signing import demo_authority
from portal.documents.signing.keys import enter_key_file
from portal.documents.signing.models import SigningKey
from portal.offices.models import CalendarYear, Office, OfficeSuccession, ServiceActivation
from portal.text import fold
from portal.uploads import check
from tests import pictures

_numbers = itertools.count(1)
EXTRACT_COPY = "2.000635"


def hanoi(day: int = 20, hour: int = 9, minute: int = 22, second: int = 0, *, month: int = 3, year: int = 2026) -> datetime:
    """A local moment, as stored: UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=HANOI).astimezone(UTC)


def calendar_years(first: int = 2016, last: int = 2026) -> None:
    """Plain years: every Monday to Friday is a working day."""
    there = set(CalendarYear.objects.values_list("year", flat=True))
    missing = [year for year in range(first, last + 1) if year not in there]
    # Not by ignoring conflicts: SQLite would ignore those inside the trigger as well, and the calendar would keep its stamp.
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, known_from=date(year, 1, 1), known_until=date(year, 12, 31)) for year in missing
    )


def office(name: str = "Phường Hai Bà Trưng", *, level: str = "commune", parent=None, **fields) -> Office:
    code = fields.pop("code", f"9{next(_numbers):04d}")
    kind = fields.pop("kind", {"commune": "phuong", "district": "quan", "department": "so"}.get(level, "buu_dien"))
    return Office.objects.create(
        code=code,
        name=name,
        kind=kind,
        level=level,
        parent=parent,
        search_name=fold(name),
        slug=fold(name).replace(" ", "-"),
        agency_code=f"H26.{code}",
        **fields,
    )


def succeeded(former: Office, heir: Office, *, on: date = date(2026, 3, 23), is_main: bool | None = True) -> Office:
    """The heir of a unit that stood until the day before; `is_main` empty: the unit was divided, and nobody can tell."""
    former.valid_to = on - timedelta(days=1)
    former.save()
    kind = "merged_whole" if is_main else "split_part"
    terms = {"effective_on": on, "kind": kind, "is_main": is_main, "legal_act": "1656/NQ-UBTVQH15"}
    OfficeSuccession.objects.create(predecessor=former, successor=heir, **terms)
    return heir


def opened(office: Office, *, since: date = date(2018, 8, 1)) -> Office:
    """The same office, offering extract copies on line."""
    fields = {"online_level": 4, "valid_from": since, "phase": "2018", "basis": "named"}
    ServiceActivation.objects.create(procedure_code=EXTRACT_COPY, office=office, **fields)
    return office


def user(full_name: str, *, email: str | None = None, password: str = "mat-khau-thu-nghiem", **fields) -> User:
    email = email or f"{fold(full_name).replace(' ', '.')}.{next(_numbers)}@hotich.example"
    return User.objects.create_user(email, password, full_name=full_name, **fields)


def official(full_name: str, office: Office, *roles: str, title_lines: str = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH") -> User:
    person = user(full_name)
    for role in roles:
        lines = title_lines if role == Role.OFFICE_LEADER else ""
        Posting.objects.create(user=person, office=office, role=role, valid_from=date(2016, 1, 1), title_lines=lines)
    return person


def with_second_factor(person: User) -> User:
    """The same person with TOTP and a confirmed e-mail: without it an official has no role."""
    enrol_second_factor(person)
    return person


def with_signing_key(leader: User, **terms) -> SigningKey:
    """The leader signs digitally, with a key of the demo's authority; `terms` as of `demo_authority.leaf`."""
    posting = leader.postings.get(role=Role.OFFICE_LEADER)
    content = demo_authority.key_file(leader.full_name, "mat-khau", **terms)
    at = hanoi(1, 8, month=1)
    return enter_key_file(content, "mat-khau", user=leader, office=posting.office, by=acting(leader), at=at)


def acting(person: User, role: str | None = None) -> Actor:
    """The person as actions see him: in the given role, or the first he has."""
    postings = person.postings.order_by("id")
    posting = postings.filter(role=role).first() if role else postings.first()
    if posting is None:
        return Actor(CITIZEN, person.pk)
    return Actor(posting.role, person.pk, posting.office_id)


def birth_entry(holder: Office, *, number: str = "87", year: int = 1990, **fields) -> RegisterEntry:
    place = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
    book, _ = RegisterBook.objects.get_or_create(
        kind="birth", registered_place=place, year=year, number=f"01/{year}", defaults={"holder": holder}
    )
    values = {
        "full_name": "Nguyễn Thị Thùy Dương",
        "birth_date": "1990-03-12",
        "sex": "Nữ",
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "birth_place": "Bệnh viện Phụ sản Hà Nội",
        "place_of_origin": "Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình",
        "personal_id": "001190012345",
        "mother_name": "Phạm Thị Hạnh",
        "mother_birth_year": "1964",
        "mother_ethnicity": "Kinh",
        "mother_nationality": "Việt Nam",
        "mother_residence": "Số 27 phố Lò Đúc, phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
        "father_name": "Nguyễn Văn Thành",
        "father_birth_year": "1962",
        "father_ethnicity": "Kinh",
        "father_nationality": "Việt Nam",
        "father_residence": "Số 27 phố Lò Đúc, phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
    } | fields
    digitised = RegisterEntry.Source.DIGITISED
    return add_entry(book, number=number, registered_on=f"{year}-03-20", fields=values, source=digitised)


def draft(applicant: User | None = None, *, kind: str = "birth", at: datetime | None = None) -> Application:
    return actions.start_draft(
        procedure_code=EXTRACT_COPY, kind=kind, at=at or hanoi(), applicant_id=applicant.pk if applicant else None
    )


def attached(application: Application, slot: str, *, content: bytes | None = None, name: str = "anh.jpg") -> Attachment:
    """A photo that went through the checks."""
    file = check(name, content or pictures.photo())
    return actions.attach(application.pk, slot=slot, max_files=1, file=file, at=hanoi())


def submitted(office: Office, applicant: User | None = None, *, at: datetime | None = None, **filed) -> Application:
    """A filed application for Nguyễn Thị Thùy Dương."""
    at = at or hanoi()
    application = draft(applicant, at=at)
    columns = {
        "office": office,
        "registered_place": "Phường Đống Mác, quận Hai Bà Trưng",
        "requester_name": "Nguyễn Thị Thùy Dương",
        "requester_phone": "0912345678",
        "subject_name": "Nguyễn Thị Thùy Dương",
        "subject_personal_id": "001190012345",
        "relationship": "self",
        "search_text": fold("Nguyễn Thị Thùy Dương"),
        "copies": 2,
        "fee_vnd": 16000,
        "postage_vnd": 26000,
    } | filed
    by = Actor(CITIZEN, applicant.pk if applicant else None)
    key = f"key-{next(_numbers)}"
    return actions.submit(application.pk, idempotency_key=key, by=by, at=at, **columns)
