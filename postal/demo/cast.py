"""The demo cast: one account for each role, two citizens, officials of two offices. Fixed passwords: never in production."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.accounts.enrolment import confirm_email, enrol_second_factor, second_factor_secret
from portal.accounts.models import Posting, Role, User
from portal.documents.signing import demo_authority
from portal.offices.models import Level, Office
from portal.text import fold
from postal.demo import partners
from postal.models import PostalAgreement

PASSWORD = "Ho-Guom-2026"  # noqa: S105  # of invented people only
SINCE = date(2025, 7, 1)
HAI_BA_TRUNG, BACH_MAI, HOAN_KIEM = "00256", "00292", "00070"
POSTS = {HAI_BA_TRUNG: ("BC-HBT", "Hai Bà Trưng"), BACH_MAI: ("BC-BM", "Bạch Mai"), HOAN_KIEM: ("BC-HK", "Hoàn Kiếm")}
DEMO_PHONE = "02400000000"  # of nobody
VICE_CHAIR = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
CHAIR = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the cast: where, and in which roles."""

    login: str
    full_name: str
    place: str = ""  # an office code, the code of a post office, or "department"; empty for a citizen
    roles: tuple[str, ...] = ()
    title: str = ""
    title_lines: str = ""
    phone: str = ""


CAST = (
    Member("an", "Nguyễn Văn An", phone="0900000001"),
    Member("duong", "Nguyễn Thị Thùy Dương", phone="0900000002"),
    Member("binh", "Trần Thị Bình", HAI_BA_TRUNG, (Role.RECEPTION_OFFICER,), "Cán bộ một cửa"),
    Member(
        "ha",
        "Lê Thu Hà",
        HAI_BA_TRUNG,
        (Role.CIVIL_STATUS_OFFICER, Role.RECEPTION_OFFICER),
        "Công chức tư pháp – hộ tịch",
    ),
    Member("tuan", "Hoàng Minh Tuấn", HAI_BA_TRUNG, (Role.OFFICE_LEADER,), "Phó Chủ tịch", VICE_CHAIR),
    Member("dung", "Đỗ Tiến Dũng", HAI_BA_TRUNG, (Role.OFFICE_LEADER,), "Chủ tịch", CHAIR),
    Member("ketoan", "Phan Thị Loan", HAI_BA_TRUNG, (Role.ACCOUNTANT,), "Kế toán"),
    Member("xahoi", "Bùi Quốc Khánh", HAI_BA_TRUNG, (Role.SOCIAL_OFFICER,), "Cán bộ lao động, thương binh và xã hội"),
    Member("tam", "Lý Minh Tâm", HAI_BA_TRUNG, (Role.IT_OFFICER,), "Cán bộ công nghệ thông tin"),
    Member("chi", "Lê Kim Chi", BACH_MAI, (Role.CIVIL_STATUS_OFFICER, Role.RECEPTION_OFFICER), "Công chức tư pháp – hộ tịch"),
    Member("minh", "Phạm Đức Minh", BACH_MAI, (Role.OFFICE_LEADER,), "Chủ tịch", CHAIR),
    Member("nga", "Tạ Thúy Nga", HOAN_KIEM, (Role.CIVIL_STATUS_OFFICER, Role.RECEPTION_OFFICER), "Công chức tư pháp – hộ tịch"),
    Member("khoa", "Lương Đăng Khoa", HOAN_KIEM, (Role.OFFICE_LEADER,), "Chủ tịch", CHAIR),
    Member("linh", "Ngô Hoài Linh", partners.POLICE, (Role.POLICE_OFFICER,), "Cán bộ đăng ký cư trú"),
    Member("yen", "Đào Hải Yến", partners.INSURANCE, (Role.INSURANCE_OFFICER,), "Chuyên viên thu và cấp thẻ"),
    Member("tu", "Vũ Anh Tú", "BC-HBT", (Role.POSTAL_WORKER,), "Nhân viên bưu điện"),
    Member("lan", "Đặng Thị Lan", "BC-HBT", (Role.POSTAL_SUPERVISOR,), "Trưởng bưu cục"),
    Member("hung", "Chu Mạnh Hùng", "BC-BM", (Role.POSTAL_WORKER,), "Nhân viên bưu điện"),
    Member("son", "Mạc Thanh Sơn", "BC-HK", (Role.POSTAL_WORKER,), "Nhân viên bưu điện"),
    Member("mai", "Phạm Ngọc Mai", "department", (Role.DEPARTMENT_VIEWER,), "Chuyên viên phòng Hành chính tư pháp"),
    Member("quang", "Trịnh Đăng Quang", "department", (Role.DEPARTMENT_ADMIN,), "Quản trị"),
    Member("van", "Hồ Thị Vân", "department", (Role.DEPARTMENT_ADMIN,), "Quản trị"),
    Member("giamsat", "Ngô Hữu Phước", "department", (Role.DISTRICT_SUPERVISOR,), "Cán bộ giám sát"),
    Member("cntt", "Cao Gia Bảo", "department", (Role.IT_OFFICER,), "Cán bộ công nghệ thông tin"),
)


def load() -> dict[str, User]:
    """Make the accounts that are not there yet; returns them by login name."""
    places = {"department": Office.objects.get(level=Level.DEPARTMENT)}
    for code, (post_code, name) in POSTS.items():
        places[post_code] = _post_office(post_code, f"Bưu điện {name}")
        places[code] = Office.objects.get(code=code, valid_from=SINCE)
        Office.objects.filter(pk=places[code].pk, phone="").update(phone=DEMO_PHONE)
        told = {"pickup_times": "10:00 và 16:00", "number": f"{int(code)}/TT-UBND-BĐ"}
        PostalAgreement.objects.get_or_create(
            office=places[code], post_office=places[post_code], signed_on=SINCE, defaults=told
        )
    places |= {code: partners.place(code) for code in partners.PLACES}
    return {member.login: _account(member, places.get(member.place)) for member in CAST}


def give_keys(people: dict[str, User]) -> None:
    """From now on the leaders sign digitally; what they have signed so far is on paper and passes through the print tray."""
    for posting in Posting.objects.filter(user__in=people.values(), role=Role.OFFICE_LEADER).select_related("user", "office"):
        demo_authority.ensure_key(posting.user, posting.office, at=timezone.now())


def email(login: str) -> str:
    return f"{login}@hotich.example"


def accounts() -> list[dict[str, str]]:
    """What a person needs to log in as each of the cast."""
    rows = []
    for member in CAST:
        user = User.objects.get(email=email(member.login))
        posting = user.postings.select_related("office").first()
        rows.append(
            {
                "login": user.email,
                "name": user.full_name,
                "role": ", ".join(Role(role).label for role in member.roles) or "Công dân",
                "role_ids": list(member.roles) or ["citizen"],
                "office": posting.office.name if posting else "",
                "password": PASSWORD,
                "totp_secret": second_factor_secret(user),
            }
        )
    return rows


def _account(member: Member, office: Office | None) -> User:
    user = User.objects.filter(email=email(member.login)).first()
    if user is None:
        user = User.objects.create_user(
            email(member.login), PASSWORD, full_name=member.full_name, phone=member.phone, is_demo=True
        )
        confirm_email(user)
    for role in member.roles:
        Posting.objects.get_or_create(
            user=user,
            office=office,
            role=role,
            defaults={
                "valid_from": SINCE,
                "title": member.title,
                "title_lines": member.title_lines,
                "staff_code": f"{10000 + user.pk}",
            },
        )
    if member.roles:
        enrol_second_factor(user)
    return user


def _post_office(code: str, name: str) -> Office:
    folded = fold(name)
    about = {"kind": "buu_dien", "level": Level.POST, "search_name": folded, "slug": folded.replace(" ", "-")}
    office, _ = Office.objects.get_or_create(code=code, valid_from=None, defaults={"name": name} | about)
    return office
