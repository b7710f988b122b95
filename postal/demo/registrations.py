"""Accounts on their way: a list that waits with eleven people of a commune, one with faults, a leader whom a second
administrator must confirm, a lost telephone, and the yearly round that is open."""

import io
from datetime import datetime, timedelta

import openpyxl

from civil_registry.invented.people import People
from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.days import local_day
from portal.offices.models import Level, Office
from portal.registrations import factor_resets, lists, postings
from portal.registrations.columns import SHEET, TITLES
from portal.registrations.models import ReconfirmationRound, RegistrationList
from postal.demo.cast import BACH_MAI, HAI_BA_TRUNG, SINCE

NEW_UNIT = "00004"  # Phường Ba Đình: nobody works there yet
STAFF = (
    (Role.OFFICE_LEADER, "Chủ tịch"),
    (Role.OFFICE_LEADER, "Phó Chủ tịch"),
    (Role.RECEPTION_OFFICER, "Cán bộ một cửa"),
    (Role.RECEPTION_OFFICER, "Cán bộ một cửa"),
    (Role.RECEPTION_OFFICER, "Cán bộ một cửa"),
    (Role.CIVIL_STATUS_OFFICER, "Công chức tư pháp – hộ tịch"),
    (Role.CIVIL_STATUS_OFFICER, "Công chức tư pháp – hộ tịch"),
    (Role.ACCOUNTANT, "Kế toán"),
    (Role.ACCOUNTANT, "Thủ quỹ"),
    (Role.SOCIAL_OFFICER, "Cán bộ lao động, thương binh và xã hội"),
    (Role.IT_OFFICER, "Cán bộ công nghệ thông tin"),
)


def load(users: dict[str, User], *, at: datetime) -> None:
    """Once; a second call finds its lists."""
    if RegistrationList.objects.exists():
        return
    quang, van, tam = (_acting(users[login]) for login in ("quang", "van", "tam"))
    unit = Office.objects.filter(code=NEW_UNIT, valid_to__isnull=True).first() or _an_empty_unit()
    people = People(1104)
    rows = [_row(number, people.person(), unit.code, role, title) for number, (role, title) in enumerate(STAFF, 1)]
    lists.upload(_file(rows), name=f"dang-ky-{unit.slug}.xlsx", allowed=None, by=quang, at=at)
    own = {Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE).pk}
    lists.upload(_file(_with_faults(people)), name="bo-sung-can-sua.xlsx", allowed=own, by=tam, at=at)
    deputy = User.objects.create_user("pho.bachmai@hotich.example", full_name="Vương Thị Hồng Nhung", is_demo=True)
    at_bach_mai = Office.objects.get(code=BACH_MAI, valid_from=SINCE).pk
    new = postings.NewPosting(deputy.pk, at_bach_mai, Role.OFFICE_LEADER, local_day(at), title="Phó Chủ tịch")
    postings.give(new, by=quang, at=at, reason="Quyết định 214/QĐ-UBND")
    factor_resets.propose(users["nga"].pk, reason="Mất điện thoại, đã báo qua lãnh đạo phường", by=van, at=at)
    today = local_day(at)
    ReconfirmationRound.objects.get_or_create(
        year=today.year, defaults={"opens_on": today - timedelta(days=5), "due_on": today + timedelta(days=25)}
    )


def _with_faults(people: People) -> list[list[str]]:
    rows = [_row(number, people.person(), HAI_BA_TRUNG, Role.RECEPTION_OFFICER, "Cán bộ một cửa") for number in range(1, 5)]
    rows[1][2] = "khong-phai-thu"
    rows[2][4] = "Phường Bạch Mai"
    rows[3][5:7] = ["Thư ký", "31/02/2027"]
    return rows


def _row(number: int, person, unit: str, role: str, title: str) -> list[str]:
    email = f"cb{number:02d}.{unit}@hotich.example"
    return [str(number), person.full_name, email, person.phone, unit, Role(role).label, "", "", title]


def _file(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for row in [list(TITLES.values()), *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _acting(user: User) -> Actor:
    posting = user.postings.order_by("id").first()
    return Actor(posting.role, user.pk, posting.office_id)


def _an_empty_unit() -> Office:
    standing = Office.objects.filter(level=Level.COMMUNE, valid_to__isnull=True, postings__isnull=True)
    return standing.order_by("search_name").first()
