"""A year's decision from a CSV file: read, shown line by line with what is there already, then entered whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.accounts.actors import Actor
from portal.csv_files import Table, rows_of_table
from portal.offices.calendar_keeping import check_against_stored, enter_exceptions
from portal.offices.calendar_rules import NewDay
from portal.offices.calendar_versions import Change
from portal.offices.errors import CalendarFault, ContradictoryException
from portal.offices.models import CalendarException, Office
from portal.text import fold

Kind, Status = CalendarException.Kind, CalendarException.Status
TABLE = Table(
    {
        "on": {"ngay", "on"},
        "kind": {"loai", "kind"},
        "name_vi": {"noi dung", "ten", "name vi"},
        "name_en": {"tieng anh", "noi dung tieng anh", "name en"},
        "legal_document": {"van ban", "so van ban", "legal document"},
        "announced_on": {"ngay cong bo", "cong bo", "announced on"},
        "office": {"don vi", "co quan", "ma don vi", "office"},
        "status": {"trang thai", "status"},
    },
    required=({"on"}, {"kind"}, {"name_vi"}),
    header="Ngày, Loại, Nội dung",
    max_rows=500,
)
COLUMNS = (  # for the page: title, meaning, example
    ("Ngày", "bắt buộc; ngày/tháng/năm", "08/02/2027"),
    ("Loại", "bắt buộc; nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù hoặc đóng cửa", "nghỉ lễ"),
    ("Nội dung", "bắt buộc; như người dân sẽ đọc trong lý do của thời hạn", "Tết Nguyên đán"),
    ("Nội dung tiếng Anh", "cho trang tiếng Anh", "Lunar New Year"),
    ("Văn bản", "bắt buộc khi có hiệu lực, trừ đóng cửa vì sự cố", "Thông báo 9441/TB-BNV"),
    ("Ngày công bố", "ngày/tháng/năm", "15/10/2026"),
    ("Đơn vị", "mã hoặc tên đơn vị; để trống là toàn thành phố", "00256"),
    ("Trạng thái", "có hiệu lực hoặc đề xuất; để trống là có hiệu lực", "đề xuất"),
)
KINDS = {fold(label): value for value, label in Kind.choices} | {value.replace("_", " "): value for value in Kind.values}
KINDS |= {"nghi le": Kind.PUBLIC_HOLIDAY, "hoan doi": Kind.SWAP_OFF, "dong cua": Kind.EMERGENCY_CLOSURE}
STATUSES = {"": True, "co hieu luc": True, "in force": True, "de xuat": False, "proposed": False}
FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
LONGEST_NAME, LONGEST_DOCUMENT = 120, 160


class LineFaulty(CalendarFault):
    """What is wrong with one line and how to mend it."""


class ImportRefused(CalendarFault):
    """Some line cannot be entered, so none is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file. `verdict`: enter, exists, contradicts or faulty; `said` is for the person."""

    number: int
    cells: dict[str, str]
    verdict: str
    day: NewDay | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    lines: list[Line]

    def of(self, *verdicts: str) -> list[Line]:
        return [line for line in self.lines if line.verdict in verdicts]

    @property
    def to_enter(self) -> list[Line]:
        return self.of("enter")

    @property
    def existing(self) -> list[Line]:
        return self.of("exists")

    @property
    def refused(self) -> list[Line]:
        return self.of("contradicts", "faulty")

    @property
    def is_possible(self) -> bool:
        return bool(self.to_enter) and not self.refused


def plan_import(content: bytes) -> Plan:
    """What would become of each line; writes nothing. Raises portal.csv_files.FileUnreadable."""
    read = [_read(number, cells) for number, cells in rows_of_table(content, TABLE)]
    offered: list[CalendarException] = []
    # The city's lines first: an office may close on a Saturday that the same file makes a working day.
    in_turn = sorted(read, key=lambda line: (line.day is not None and line.day.office_id is not None, line.number))
    judged = [_judged(line, offered) for line in in_turn]
    return Plan(sorted(judged, key=lambda line: line.number))


def import_days(content: bytes, *, by: Actor, at: datetime) -> Change:
    """The whole file in one transaction and one version. Raises ImportRefused, FileUnreadable, and as enter_exceptions."""
    plan = plan_import(content)
    if not plan.is_possible:
        raise ImportRefused("Lịch đã đổi từ lúc xem trước, hoặc tệp còn dòng cần sửa. Chưa nhập dòng nào")
    in_turn = sorted((line.day for line in plan.to_enter), key=lambda day: day.office_id is not None)
    return enter_exceptions(in_turn, by=by, at=at)


def _read(number: int, cells: dict[str, str]) -> Line:
    try:
        return Line(number, cells, "enter", _day_of(cells))
    except LineFaulty as fault:
        return Line(number, cells, "faulty", said=str(fault))


def _judged(line: Line, offered: list[CalendarException]) -> Line:
    """The line beside what is stored and the lines before it, which `offered` collects."""
    if line.day is None:
        return line
    day = line.day
    verdict, said = "enter", ""
    try:
        _check_in_file(day, offered)
        check_against_stored(day, beside=offered)
        offered.append(_as_entry(day))
    except ContradictoryException as fault:
        is_there = fault.entry.pk is not None and day.says_the_same(fault.entry)
        verdict, said = ("exists", "Đã có trong lịch") if is_there else ("contradicts", str(fault))
    except CalendarFault as fault:
        verdict, said = "faulty", str(fault)
    return Line(line.number, line.cells, verdict, day, said)


def _check_in_file(day: NewDay, offered: Iterable[CalendarException]) -> None:
    if any((entry.on, entry.office_id) == (day.on, day.office_id) for entry in offered):
        raise LineFaulty(f"Tệp có hai dòng cho ngày {day.on:%d/%m/%Y}. Bỏ một dòng")


def _as_entry(day: NewDay) -> CalendarException:
    status = Status.IN_FORCE if day.in_force else Status.PROPOSED
    return CalendarException(on=day.on, kind=day.kind, status=status, name_vi=day.name_vi, office_id=day.office_id)


def _day_of(cells: dict[str, str]) -> NewDay:
    on = _date(cells.get("on", ""), "Ngày")
    if on is None:
        raise LineFaulty("Thiếu ngày")
    kind = KINDS.get(fold(cells.get("kind", "").replace("_", " ")))
    if kind is None:
        raise LineFaulty("Loại phải là: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù hoặc đóng cửa")
    status = STATUSES.get(fold(cells.get("status", "").replace("_", " ")))
    if status is None:
        raise LineFaulty("Trạng thái phải là: có hiệu lực hoặc đề xuất")
    return NewDay(
        on=on,
        kind=kind,
        name_vi=_text(cells, "name_vi", "Nội dung", LONGEST_NAME, required=True),
        name_en=_text(cells, "name_en", "Nội dung tiếng Anh", LONGEST_NAME),
        legal_document=_text(cells, "legal_document", "Văn bản", LONGEST_DOCUMENT),
        announced_on=_date(cells.get("announced_on", ""), "Ngày công bố"),
        office_id=_office(cells.get("office", ""), on),
        in_force=status,
    )


def _text(cells: dict[str, str], name: str, title: str, longest: int, *, required: bool = False) -> str:
    value = cells.get(name, "")
    if required and not value:
        raise LineFaulty(f"Thiếu {title[0].lower()}{title[1:]}")
    if len(value) > longest:
        raise LineFaulty(f"{title} dài quá {longest} ký tự, đang có {len(value)}. Viết ngắn lại")
    return value


def _date(text: str, title: str) -> date | None:
    if not text:
        return None
    for pattern in FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise LineFaulty(f"{title} phải là ngày có thật, viết như 08/02/2027")


def _office(text: str, on: date) -> int | None:
    """By code or name, of the units standing on that day."""
    if not text:
        return None
    standing = Office.objects.standing_on(on)
    found = list(standing.filter(code=text)[:2]) or [o for o in standing if fold(text) in {fold(o.name), fold(o.full_name)}][:2]
    if len(found) != 1:
        raise LineFaulty(f"Không rõ đơn vị “{text}” ngày {on:%d/%m/%Y}. Ghi mã đơn vị, ví dụ 00256")
    return found[0].pk
