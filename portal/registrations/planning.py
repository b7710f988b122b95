"""What a registration list would change, row by row, beside the accounts there are. Reads only.

The plan is made anew when the list is applied; its `digest` says whether it is still the one that was looked at.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role, User
from portal.registrations.checking import Problem, Wanted, read_row
from portal.registrations.columns import EXAMPLE, TITLES
from portal.registrations.models import PostingProposal
from portal.registrations.reading import rows_of_list
from portal.registrations.roles import needs_second_person, said_of
from portal.registrations.units import Units
from portal.text import fold

ACCOUNT, POSTING, ENDS, NOTHING, FAULTY = "account", "posting", "ends", "nothing", "faulty"


@dataclass(slots=True)
class Line:
    """One row. `notes`: allowed, but said. `is_proposal`: a second person must confirm."""

    number: int
    cells: dict[str, str]
    verdict: str = FAULTY
    wanted: Wanted | None = None
    user_id: int | None = None
    posting_id: int | None = None  # the one that ends, or is there already
    is_proposal: bool = False
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    said: str = ""  # why nothing changes

    @property
    def role_label(self) -> str:
        return Role(self.wanted.role).label if self.wanted else self.cells.get("role", "")

    def refuse(self, column: str, reason: str) -> None:
        self.verdict = FAULTY
        self.problems.append(Problem(TITLES[column], self.cells.get(column, "")[:80], reason))


@dataclass(frozen=True, slots=True)
class Plan:
    lines: list[Line]

    def of(self, *verdicts: str) -> list[Line]:
        return [line for line in self.lines if line.verdict in verdicts]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(line.verdict for line in self.lines))

    @property
    def proposals(self) -> int:
        return sum(line.is_proposal for line in self.of(ACCOUNT, POSTING))

    @property
    def is_possible(self) -> bool:
        return bool(self.of(ACCOUNT, POSTING, ENDS)) and not self.of(FAULTY)

    @property
    def digest(self) -> str:
        told = [
            (
                line.number,
                line.verdict,
                line.user_id,
                line.posting_id,
                repr(line.wanted),
            )
            for line in self.lines
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_list(content: bytes, *, allowed: set[int] | None, by: Actor, today: date) -> Plan:
    """`allowed`: the ids of the units the person manages; None for all. Raises portal.csv_files.FileUnreadable."""
    return plan_rows(rows_of_list(content), allowed=allowed, by=by, today=today)


def plan_rows(rows: Iterable[tuple[int, dict[str, str]]], *, allowed: set[int] | None, by: Actor, today: date) -> Plan:
    """As of a list; the rows may also come from a form."""
    units = Units(today, allowed)
    lines = []
    for number, cells in rows:
        if fold(cells.get("row", "")) == fold(EXAMPLE):
            continue
        read = read_row(cells, units, by_role=by.role)
        lines.append(Line(number, cells, problems=read) if isinstance(read, list) else Line(number, cells, wanted=read))
    _Judge(lines, by=by, today=today).judge()
    return Plan(lines)


class _Judge:
    """Sets the verdicts of readable lines beside what is stored and the lines before them. Four queries."""

    def __init__(self, lines: list[Line], *, by: Actor, today: date) -> None:
        self.lines = [line for line in lines if line.wanted]
        self.by, self.today = by, today
        emails = {line.wanted.email for line in self.lines}
        phones = {line.wanted.phone for line in self.lines if line.wanted.phone}
        self.users = {user.email: user for user in User.objects.filter(email__in=emails)}
        self.phones = dict(User.objects.filter(phone__in=phones).values_list("phone", "email"))
        ids = [user.pk for user in self.users.values()]
        not_over = Posting.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), user__in=ids)
        self.postings: dict[tuple, list[Posting]] = defaultdict(list)
        self.roles: dict[tuple, set[str]] = defaultdict(set)  # (e-mail, unit) -> roles held or asked for
        for posting in not_over.select_related("user").order_by("valid_from"):
            self.postings[posting.user.email, posting.office_id, posting.role].append(posting)
            self.roles[posting.user.email, posting.office_id].add(posting.role)
        waiting = PostingProposal.objects.waiting().filter(user__in=ids).values_list("user__email", "office_id", "role")
        self.proposed = set(waiting)
        self.opened: set[str] = set()  # e-mail addresses that an earlier row opens an account for

    def judge(self) -> None:
        first: dict[str, Line] = {}
        first_phone: dict[str, Line] = {}
        seen: dict[tuple, Line] = {}
        for line in self.lines:
            wanted = line.wanted
            key = (wanted.email, wanted.office.pk, wanted.role)
            if key in seen:
                line.refuse("role", f"Trùng dòng {seen[key].number}: cùng người, đơn vị, vai trò. Bỏ một dòng")
                continue
            seen[key] = line
            self._compare(line, first.setdefault(wanted.email, line))
            if line.problems:
                continue
            self._judge_posting(line, key)
            if line.verdict in (ACCOUNT, POSTING):
                line.is_proposal = needs_second_person(wanted.role)
                line.notes += said_of(self.roles[wanted.email, wanted.office.pk], wanted.role)
                self.roles[wanted.email, wanted.office.pk].add(wanted.role)
                self._say_shared_phone(line, first_phone)

    def _compare(self, line: Line, first: Line) -> None:
        """With the first row of the same e-mail address, and with the account there is."""
        wanted, user = line.wanted, self.users.get(line.wanted.email)
        if fold(first.wanted.full_name) != fold(wanted.full_name):
            line.refuse("email", f"Dòng {first.number} dùng thư này cho người tên khác. Mỗi người một địa chỉ thư")
        if user is None:
            return
        line.user_id = user.pk
        if user.pk == self.by.user_id:
            line.refuse("email", "Đây là tài khoản của ông/bà. Không tự phân công; đề nghị người quản trị khác")
        elif user.full_name and fold(user.full_name) != fold(wanted.full_name):
            line.refuse("full_name", "Thư điện tử này đã có tài khoản mang họ tên khác. Kiểm tra họ tên hoặc địa chỉ thư")
        elif not user.is_active:
            line.refuse("email", "Tài khoản này đang khóa. Mở khóa trước, hoặc bỏ dòng này")

    def _judge_posting(self, line: Line, key: tuple[str, int, str]) -> None:
        wanted = line.wanted
        first_on = max(wanted.valid_from or self.today, self.today)
        same = self.postings.get(key, [])
        there = next((p for p in same if p.valid_to is None or p.valid_to >= first_on), None)
        if there is not None:
            line.posting_id = there.pk
            self._judge_there(line, there)
        elif key in self.proposed:
            line.verdict, line.said = NOTHING, "Đã đề nghị, đang chờ người thứ hai xác nhận"
        else:
            line.verdict = POSTING if line.user_id or wanted.email in self.opened else ACCOUNT
            self.opened.add(wanted.email)
            if wanted.valid_from and wanted.valid_from < self.today:
                line.notes.append(f"Từ ngày đã qua: quyền bắt đầu từ hôm nay, {self.today:%d/%m/%Y}")

    def _judge_there(self, line: Line, there: Posting) -> None:
        last_on = line.wanted.valid_to
        if last_on == there.valid_to:
            until = f" đến {there.valid_to:%d/%m/%Y}" if there.valid_to else ""
            line.verdict, line.said = NOTHING, f"Đã có từ {there.valid_from:%d/%m/%Y}{until}"
        elif there.valid_to is not None and (last_on is None or last_on > there.valid_to):
            after = f"{there.valid_to:%d/%m/%Y}"
            line.refuse("valid_to", f"Phân công đang có kết thúc ngày {after}. Muốn kéo dài: ghi Từ ngày sau ngày đó")
        elif last_on < there.valid_from:
            line.refuse("valid_to", f"Phân công này bắt đầu ngày {there.valid_from:%d/%m/%Y}. Ghi ngày đó hoặc sau")
        else:
            line.verdict = ENDS

    def _say_shared_phone(self, line: Line, first_phone: dict[str, Line]) -> None:
        phone, email = line.wanted.phone, line.wanted.email
        if not phone:
            return
        other = first_phone.setdefault(phone, line)
        if other.wanted.email != email:
            line.notes.append(f"Cùng số điện thoại với dòng {other.number}")
        elif self.phones.get(phone, email) != email:
            line.notes.append("Số điện thoại này đã có ở tài khoản khác")
