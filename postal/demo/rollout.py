"""The roll-out's past in the demo: what the units of 2018 and 2025 told, 450 people in the courses, and two units that wait.

Phường Tây Hồ has everything and may be opened; Xã Đa Phúc lacks a signer and an agreement, so the portal refuses.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from applications.rollout import actions, firsts
from applications.rollout.actions.training import Listed
from applications.rollout.models import Attendee, Coaching, Course, Equipment, Phase, PhaseUnit, PublicNotice
from applications.rollout.reference import COURSE, load_rollout
from civil_registry.invented.people import People
from portal.accounts.actors import SYSTEM, Actor
from portal.accounts.enrolment import confirm_email, enrol_second_factor
from portal.accounts.models import Posting, Role, User
from portal.days import HANOI
from portal.offices.models import Level, Office
from portal.offices.reference import EXTRACT_COPY
from postal.demo import cast
from postal.models import PostalAgreement

TAY_HO, DA_PHUC = "00103", "00430"
ATTENDEES = 450  # seed 1
TITLES = ("Công chức tư pháp – hộ tịch", "Cán bộ một cửa")
PLACES = ("Bảng tin Bộ phận Một cửa", "Trụ sở UBND, tầng 1", "Nhà văn hóa và Bộ phận Một cửa")
COACHES = ("Phòng Hành chính tư pháp", "Phòng Tư pháp", "Trung tâm Công nghệ thông tin")
STAFF = (
    ("thuy", "Nguyễn Bích Thủy", TAY_HO, Role.OFFICE_LEADER, "Phó Chủ tịch"),
    ("vinh", "Trần Quang Vinh", TAY_HO, Role.CIVIL_STATUS_OFFICER, "Công chức tư pháp – hộ tịch"),
    ("hien", "Đào Thu Hiền", DA_PHUC, Role.CIVIL_STATUS_OFFICER, "Công chức tư pháp – hộ tịch"),
)


def load(users: dict[str, User], *, now: datetime) -> None:
    """Once. `now` is aware."""
    load_rollout(at=now)
    if Attendee.objects.exists():
        return
    chance = Random(2018)  # noqa: S311
    _course(People(1807))
    told_by = {"told_by": None}
    for code, share in (("L4-pilot-2017", 1.0), ("L4-2018-08", 0.93), ("L4-2025-07", 0.8)):
        phase = Phase.objects.get(code=code)
        _told(phase, share, chance, told_by)
    _waiting(users, now)
    firsts.keep()


def _course(people: People) -> None:
    """One of each office of the 16 units, then a second, until there are as many as were reported."""
    course = Course.objects.get(code=COURSE)
    day = datetime.combine(course.last_on, time(16), HANOI)
    offices = _offices_of_the_course(course)
    listed = [
        Listed(office, people.person(born_from=1965, born_to=1994).full_name, TITLES[turn % 2], is_present=True)
        for turn in range(2)
        for office in offices
    ]
    actions.enter_attendees(course, listed[:ATTENDEES], by=SYSTEM, at=day)


def _offices_of_the_course(course: Course) -> list[Office]:
    """All units of the phase but those of the pilot: seed 1 names 16 units."""
    pilot = PhaseUnit.objects.filter(phase__code="L4-pilot-2017").values("office_id")
    units = course.phase.units.exclude(office_id__in=pilot).select_related("office")
    return [unit.office for unit in units.order_by("office__parent_id", "office__search_name")]


def _told(phase: Phase, share: float, chance: Random, told_by: dict) -> None:
    """Most units told each thing, in the weeks around the plan."""
    notices, counts, weeks = [], [], []
    for unit in phase.units.select_related("office").order_by("pk"):
        day = phase.planned_on - timedelta(days=chance.randint(3, 24))
        said = told_by | {"unit": unit, "told_at": datetime.combine(day, time(15), HANOI)}
        if chance.random() < share:
            notices.append(PublicNotice(posted_on=day, place=chance.choice(PLACES), **said))
        if chance.random() < share:
            large = 2 if unit.office.level == Level.DISTRICT else 0
            scanners = 0 if chance.random() < 0.04 else 1 + large
            computers, printers = chance.randint(2, 4) + large, 1 + large
            counts.append(Equipment(counted_on=day, computers=computers, scanners=scanners, printers=printers, **said))
        if chance.random() < share - 0.1:
            weeks.append(_week(phase.planned_on, chance.choice(COACHES), said))
    PublicNotice.objects.bulk_create(notices)
    Equipment.objects.bulk_create(counts)
    Coaching.objects.bulk_create(weeks)


def _week(first_on: date, coach: str, said: dict) -> Coaching:
    last_on = first_on + timedelta(days=6)
    at = datetime.combine(last_on, time(16), HANOI)
    return Coaching(coach=coach, first_on=first_on, last_on=last_on, **said | {"told_at": at})


def _waiting(users: dict[str, User], now: datetime) -> None:
    """Two units were closed two months ago and are to open again with a phase of their own."""
    keeper = Actor(Role.DEPARTMENT_ADMIN, users["quang"].pk, users["quang"].postings.get().office_id)
    closed_at = now - timedelta(days=60)
    offices = [Office.objects.get(code=code, valid_from=cast.SINCE) for code in (TAY_HO, DA_PHUC)]
    for office in offices:
        actions.switch_off(
            office.pk,
            procedure_code=EXTRACT_COPY,
            from_on=closed_at.astimezone(HANOI).date(),
            reason="Chuyển trụ sở Bộ phận Một cửa, chưa bố trí đủ cán bộ và đường truyền.",
            by=keeper,
            at=closed_at,
        )
    planned_on = (now.astimezone(HANOI).date().replace(day=1) + timedelta(days=32)).replace(day=1)
    phase = actions.add_phase(
        name="Mở lại sau khi chuyển trụ sở",
        procedure_code=EXTRACT_COPY,
        online_level=4,
        planned_on=planned_on,
        offices=offices,
        source="Kế hoạch triển khai của Sở Tư pháp (minh họa)",
        by=keeper,
        at=now - timedelta(days=21),
    )
    _staff()
    _make_ready(phase, offices[0], keeper, now)


def _staff() -> None:
    for login, name, code, role, title in STAFF:
        office = Office.objects.get(code=code, valid_from=cast.SINCE)
        user = User.objects.create_user(cast.email(login), cast.PASSWORD, full_name=name, is_demo=True)
        lines = cast.VICE_CHAIR if role == Role.OFFICE_LEADER else ""
        Posting.objects.create(user=user, office=office, role=role, valid_from=cast.SINCE, title=title, title_lines=lines)
        confirm_email(user)
        enrol_second_factor(user)


def _make_ready(phase: Phase, office: Office, keeper: Actor, now: datetime) -> None:
    """Posted, equipped, trained, with an agreement."""
    unit, at = phase.units.get(office=office), now - timedelta(days=6)
    day = at.astimezone(HANOI).date()
    post_office = Office.objects.get(code=cast.POSTS[cast.HAI_BA_TRUNG][0])
    about = {"number": "07/TT-UBND-BĐ", "pickup_times": "10:00 và 16:00"}
    PostalAgreement.objects.create(office=office, post_office=post_office, signed_on=day, **about)
    actions.tell_notice(unit, posted_on=day, place=PLACES[0], by=keeper, at=at)
    actions.tell_equipment(unit, counted_on=day, computers=3, scanners=1, printers=2, by=keeper, at=at)
    hall = {"place": "Hội trường Sở Tư pháp", "organiser": "Sở Tư pháp"}
    course = actions.add_course(phase, title="Tập huấn cho đơn vị mở lại", first_on=day, last_on=day, **hall, by=keeper, at=at)
    actions.enter_attendees(course, _colleagues(office), by=keeper, at=at)


def _colleagues(office: Office) -> Iterator[Listed]:
    for posting in Posting.objects.filter(office=office).select_related("user").order_by("pk"):
        yield Listed(office, posting.user.full_name, posting.title, is_present=True)
