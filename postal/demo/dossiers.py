"""About 200 applications in every state, made by the real verbs at moments of the last weeks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from applications import actions
from applications.apologies import CAUSES, Terms
from applications.appointments import proposal
from applications.fees import quote
from applications.invented import invented_answers
from applications.models import Application, StateChange
from applications.procedures import procedure_for
from civil_registry.invented.people import People, Person
from civil_registry.invented.registers import BACH_MAI as BACH_MAI_BOOKS
from civil_registry.invented.registers import DONG_MAC, HANG_MA, Registers
from civil_registry.models import EventKind, RegisterEntry
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role, User
from portal.background import without_nudges
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar, calendar_for
from portal.offices.models import Office
from postal.demo import carrier, complaints, differences, photos, voices
from postal.demo.cast import BACH_MAI, HAI_BA_TRUNG, HOAN_KIEM, SINCE
from postal.demo.money import Cash, open_bank_account, payable
from postal.demo.papers import print_papers, put_right
from postal.demo.way import Post

EXTRACT_COPY = "2.000635"
# How far each application gets, and how many of them in the three offices.
COURSES = {
    "draft": (6, 2, 0),
    "submitted": (16, 6, 2),
    "received": (9, 4, 1),
    "drafted": (5, 2, 0),
    "awaiting_signature": (7, 2, 0),
    "supplement": (6, 2, 0),
    "refusal_proposed": (2, 1, 0),
    "refused": (3, 2, 0),
    "withdrawn": (3, 1, 0),
    "issued": (10, 4, 2),
    "handed_over": (12, 5, 5),
    "failed": (3, 1, 1),
    "delivered": (58, 20, 12),
    "returned": (3, 1, 2),
    "apology_proposed": (1, 0, 0),
    "reappointed": (1, 0, 0),
}
STREETS = {
    HAI_BA_TRUNG: ("phố Lò Đúc", "phố Hòa Mã", "phố Thi Sách", "phố Ngô Thì Nhậm"),
    BACH_MAI: ("phố Bạch Mai", "phố Hồng Mai", "phố Thanh Nhàn"),
    HOAN_KIEM: ("phố Hàng Bài", "phố Tràng Tiền", "phố Lý Thường Kiệt"),
}
LATE = frozenset({"apology_proposed", "reappointed"})  # due on the working day before
PROCESSED = frozenset({"refused", "withdrawn", "issued", "handed_over", "failed", "delivered", "returned"})


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works on the demo's dossiers of one office, and with which books."""

    office: Office
    officer: Actor
    leader: Actor
    postman: Actor
    registers: Registers
    place: str  # of registration, as citizens name it
    origin: Office  # the historical unit


def load(users: dict[str, User], *, now: datetime | None = None) -> int:
    """Make them once; returns how many there are. `now` is aware."""
    if Application.objects.exists():
        return Application.objects.count()
    now = now or timezone.now()
    people = People(20180801)
    with transaction.atomic(), without_nudges():
        for place, desk in enumerate(desks(users, people)):
            open_bank_account(desk.office)
            days = last_working_days(calendar_for(desk.office), timezone.localdate(now), 18)
            signed = [
                Course(desk, people, users, days, now).run(course, number)
                for course, counts in COURSES.items()
                for number in range(counts[place])
            ]
            by_system = carrier.of(desk.postman) if desk.office.code == HOAN_KIEM else None
            post = Post(desk.office, desk.officer, desk.postman, now, 47312000 + 1000 * place, by_system)
            if desk.office.code == HAI_BA_TRUNG:
                cash = Cash(desk.office, users, now)
                post.send(signed, settle=cash.settle)
                issued = next(application for application, course, _ in signed if course == "issued")
                differences.lead_astray(issued, desk.officer, at=now)
                cash.finish(payable(desk.office), [application for application, course, _ in signed if course == "delivered"])
            else:
                post.send(signed)  # nobody has handed anything on: the Department sees it age
            print_papers(desk.office, desk.officer, signed, now)
            put_right(signed, desk.officer, desk.leader, now)
        carrier.load(at=now)
        complaints.load(users, at=now)
        voices.load(users, at=now)
        voices.load_reflections(users, at=now)
        StateChange.objects.filter(told_at__isnull=True).update(told_at=now)  # what is past was told then
    return Application.objects.count()


class Course:
    """One application from its draft as far as it goes."""

    def __init__(self, desk: Desk, people: People, users: dict[str, User], days: list[date], now: datetime) -> None:
        self.desk, self.people, self.users, self.days, self.now = desk, people, users, days, now
        self.chance = people.chance

    def run(self, course: str, number: int) -> tuple[Application, str, datetime]:
        subject, kind, entry = self._record(number, course)
        self.at = self._filed_at(course)
        application = self.draft(subject, kind, number, course)
        if course == "draft":
            return application, course, self.at
        self._submit(application)
        steps = {
            "supplement": (self._receive, self._ask),
            "refusal_proposed": (self._receive, self._propose_refusal),
            "refused": (self._receive, self._propose_refusal, self._refuse),
            "apology_proposed": (self._receive, self._propose_apology),
            "reappointed": (self._receive, self._propose_apology, self._apologise),
            "withdrawn": (self._withdraw,),
            "received": (self._receive,),
            "drafted": (self._receive, self._draw_up),
            "awaiting_signature": (self._receive, self._draw_up, self._send),
        }.get(course, (self._receive, self._draw_up, self._send, self._sign))
        self.entry = entry
        if course in {"drafted", "awaiting_signature"} and number == 0:
            self._typed_in(entry)
        for step in () if course == "submitted" else steps:
            self._later(course)
            step(application)
        return application, course, self.at

    def _typed_in(self, entry: RegisterEntry) -> None:
        """Not digitised: copied from the paper book by the officer, with the father's age, and not read by another yet."""
        aged = {"father_age": "28", "father_birth_year": ""} if entry.book.kind == EventKind.BIRTH else {}
        entry.fields = {code: value for code, value in (entry.fields | aged).items() if value}
        entry.source, entry.added_by_id = RegisterEntry.Source.TRANSCRIBED, self.desk.officer.user_id
        entry.save()

    # --- What it is about ------------------------------------------------------------------------------------------

    def _record(self, number: int, course: str) -> tuple[Person, str, RegisterEntry]:
        kind = self.chance.choices([EventKind.BIRTH, EventKind.MARRIAGE, EventKind.DEATH], [61, 26, 13])[0]
        if course == "submitted" and number == 0 and self.desk.office.code == HAI_BA_TRUNG:
            person = Person("Nguyễn Thị Thùy Dương", "Nữ", date(1990, 3, 12), "001190012345", "0900000002")
            return person, EventKind.BIRTH, self.desk.registers.birth(person)
        born = {"birth": (1965, 2012), "marriage": (1960, 1996), "death": (1925, 1950)}[kind]
        person = self.people.person(born_from=born[0], born_to=born[1])
        return person, kind, getattr(self.desk.registers, kind)(person)

    def _filed_at(self, course: str) -> datetime:
        """Past ones over the last weeks; open ones since the last 15:00, but for a few that were left lying."""
        if course in PROCESSED:
            since = {"delivered": 3, "returned": 9}.get(course)  # a return needs two invitations
            day = self.chance.choice(self.days[since:] if since else self.days[1:6])
            hours = (8, 9, 9, 10, 10, 11, 13, 13, 14, 14, 15, 16)
        elif course in LATE:
            day, hours = self.days[1], (13, 14)
        elif self.chance.random() < 0.08:
            day, hours = self.days[1], (9, 10, 14)
        elif timezone.localdate(self.now) == self.days[0] and self.chance.random() < 0.6:
            day, hours = self.days[0], (8, 9, 10, 11, 13, 14)
        else:
            is_today = timezone.localdate(self.now) == self.days[0]
            day, hours = self.days[1 if is_today else 0], (15, 16)
        minute, second = self.chance.randint(2, 59), self.chance.randint(0, 59)
        moment = datetime(day.year, day.month, day.day, self.chance.choice(hours), minute, second, tzinfo=HANOI)
        return min(moment, self.now - timedelta(minutes=self.chance.randint(2, 60)))

    def draft(self, subject: Person, kind: str, number: int, course: str) -> Application:
        is_self = kind != EventKind.DEATH and self.chance.random() < 0.7
        requester = subject if is_self else self.people.person(born_from=1960, born_to=1998)
        applicant = self.users["an"] if number == 0 and self.desk.office.code == HAI_BA_TRUNG else None
        if subject.full_name == "Nguyễn Thị Thùy Dương":
            applicant = self.users["duong"]
        application = actions.start_draft(
            procedure_code=EXTRACT_COPY, kind=kind, at=self.at, applicant_id=applicant.pk if applicant else None
        )
        application.answers = self._answers(subject, requester, is_self)
        application.office, application.registered_at = self.desk.office, self.desk.origin
        application.registered_place = self.desk.place
        application.save()
        photos.attach(application, self.at, own=course == "draft")
        return application

    def _answers(self, subject: Person, requester: Person, is_self: bool) -> dict:
        number, alley, streets = self.chance.randint(2, 120), self.chance.randint(3, 90), STREETS[self.desk.office.code]
        detail = f"Số {number} ngõ {alley} {streets[alley % len(streets)]}"
        relationship = "self" if is_self else self.chance.choice(_kin(subject, requester))
        told = {"place": self.desk.place, "home": self.desk.office, "detail": detail, "relationship": relationship}
        return invented_answers(subject, requester, **told, copies=self.chance.choice([1, 1, 1, 2, 2, 3, 5]))

    # --- The verbs -------------------------------------------------------------------------------------------------

    def _later(self, course: str) -> None:
        """The next step, some minutes on; a few dossiers are left lying until the next day."""
        hours = 26 if course in PROCESSED and self.chance.random() < 0.012 else 0
        step = timedelta(hours=hours, minutes=self.chance.randint(6, 38))
        self.at = min(self.at + step, max(self.at, self.now - timedelta(seconds=5)))

    def _submit(self, application: Application) -> None:
        columns = procedure_for(EXTRACT_COPY).file(application.answers)
        price = quote(
            EXTRACT_COPY,
            copies=columns["copies"],
            delivery_method=columns["delivery_method"],
            province_code="01",
            on=timezone.localdate(self.at),
        )
        actions.submit(
            application.pk,
            idempotency_key=f"demo-{application.ref}",
            by=Actor(CITIZEN, application.applicant_id),
            at=self.at,
            fee_vnd=price.fee_vnd,
            postage_vnd=price.postage_vnd or 0,
            collection_mode=price.collection_mode,
            **columns,
        )

    def _receive(self, application: Application) -> None:
        actions.receive(application.pk, by=self.desk.officer, at=self.at)

    def _ask(self, application: Application) -> None:
        actions.ask_for_supplement(
            application.pk,
            items=["Ảnh mặt sau thẻ căn cước, chụp rõ bốn góc"],
            reason="Ảnh đã gửi bị mờ, không đọc được ngày cấp.",
            by=self.desk.officer,
            at=self.at,
        )

    def _propose_refusal(self, application: Application) -> None:
        actions.propose_refusal(
            application.pk,
            reason="Không tìm thấy thông tin hộ tịch trong Sổ theo các dữ liệu đã khai và đã bổ sung.",
            next_way="Kính đề nghị ông/bà kiểm tra lại nơi đăng ký, hoặc làm thủ tục đăng ký lại khai sinh (1.004884).",
            by=self.desk.officer,
            at=self.at,
        )

    def _refuse(self, application: Application) -> None:
        actions.sign_refusal(application.slips.get(kind="refusal").pk, by=self.desk.leader, at=self.at)

    def _propose_apology(self, application: Application) -> None:
        actions.propose_apology(application.pk, self._terms(application), by=self.desk.officer, at=self.at)

    def _apologise(self, application: Application) -> None:
        slip = application.slips.get(kind="apology")
        actions.sign_apology(slip.pk, self._terms(application), by=self.desk.leader, at=self.at)

    def _terms(self, application: Application) -> Terms:
        """To the close of the next working day; promised today, so that it is still to come."""
        calendar = calendar_for(application.office)
        application.refresh_from_db(fields=["due_at"])
        moment = proposal(calendar, now=self.now, due_at=application.due_at)
        return Terms(dict(CAUSES)["book"], moment, self.desk.officer.user_id)

    def _withdraw(self, application: Application) -> None:
        by = Actor(CITIZEN, application.applicant_id)
        actions.withdraw(application.pk, reason="Đã tìm thấy bản chính.", by=by, at=self.at)

    def _draw_up(self, application: Application) -> None:
        actions.draw_up(application.pk, entry_id=self.entry.pk, by=self.desk.officer, at=self.at)

    def _send(self, application: Application) -> None:
        actions.send_for_signature(application.pk, by=self.desk.officer, at=self.at, acknowledges=True)

    def _sign(self, application: Application) -> None:
        actions.sign(application.pk, by=self.desk.leader, at=self.at, acknowledges=True)


def desks(users: dict[str, User], people: People) -> list[Desk]:
    def actor(login: str, role: str, office: Office | None = None) -> Actor:
        return Actor(role, users[login].pk, office.pk if office else users[login].postings.first().office_id)

    desks = []
    for code, officer, leader, postman, origin_code, until, books in (
        (HAI_BA_TRUNG, "ha", "tuan", "tu", "00265", date(2024, 12, 31), DONG_MAC),
        (BACH_MAI, "chi", "minh", "hung", "00286", date(2024, 12, 31), BACH_MAI_BOOKS),
        (HOAN_KIEM, "nga", "khoa", "son", "00043", date(2025, 6, 30), HANG_MA),
    ):
        office = Office.objects.get(code=code, valid_from=SINCE)
        origin = Office.objects.filter(code=origin_code, valid_to=until).select_related("parent").get()
        desks.append(
            Desk(
                office,
                actor(officer, Role.CIVIL_STATUS_OFFICER, office),
                actor(leader, Role.OFFICE_LEADER, office),
                actor(postman, Role.POSTAL_WORKER),
                Registers(people, office, books),
                origin.full_name,
                origin,
            )
        )
    return desks


def last_working_days(calendar: WorkingCalendar, today: date, count: int) -> list[date]:
    """The latest first; today too where it is a working day."""
    days: list[date] = []
    while len(days) < count:
        if calendar.is_working_day(today):
            days.append(today)
        today -= timedelta(days=1)
    return days


def _kin(subject: Person, requester: Person) -> list[str]:
    """What the requester may be to the subject."""
    is_man = requester.sex == "Nam"
    spouse = "younger_sibling" if requester.sex == subject.sex else "husband" if is_man else "wife"
    return ["child", spouse, "father" if is_man else "mother", "younger_sibling"]
