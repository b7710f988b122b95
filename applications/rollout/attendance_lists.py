"""An attendance list from a spreadsheet: each row checked, all faults told at once, nothing half-entered."""

from collections import defaultdict
from collections.abc import Iterable

from applications.rollout.actions.training import Listed
from applications.rollout.errors import CourseFileRefused
from applications.rollout.models import Course
from civil_registry.importing.reading import rows_of
from portal.csv_files import FileUnreadable
from portal.offices.models import Office
from portal.text import fold

COLUMNS = {
    "office": {"don vi", "ma don vi", "ma", "ten don vi", "co quan"},
    "full_name": {"ho ten", "ho va ten", "ho chu dem ten", "hoc vien"},
    "title": {"chuc danh", "chuc vu"},
    "present": {"co mat", "diem danh", "tham du"},
}
YES, NO = {"x", "co", "co mat", "1", "v", "✓"}, {"khong", "vang", "vang mat", "0"}
MOST_ROWS, MOST_PROBLEMS = 2000, 50
NAME_LENGTH = 120
TEMPLATE_HEADER = ["Đơn vị", "Họ tên", "Chức danh", "Có mặt"]


def listed_in(content: bytes, course: Course, offices: Iterable[Office]) -> list[Listed]:
    """The people of the file; units are looked up among `offices` by code or name. Raises FileUnreadable, CourseFileRefused."""
    rows = iter(rows_of(content))
    _number, header = next(rows, (0, []))
    columns = {key: at for at, title in enumerate(header) for key, titles in COLUMNS.items() if fold(title) in titles}
    if not {"office", "full_name"} <= set(columns):
        raise FileUnreadable("Dòng đầu phải có tên cột, ít nhất: Đơn vị, Họ tên")
    units, problems, found = _Units(offices), [], []
    for number, cells in rows:
        if len(found) + len(problems) >= MOST_ROWS:
            raise FileUnreadable(f"Tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp rồi nhập lần lượt")
        said = {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}
        one, fault = _listed(said, units)
        if fault:
            problems.append((number, fault))
        else:
            found.append(one)
    if problems:
        raise CourseFileRefused(problems[:MOST_PROBLEMS])
    if not found:
        raise FileUnreadable("Tệp không có người nào dưới dòng tên cột")
    return found


def _listed(said: dict[str, str], units: "_Units") -> tuple[Listed | None, str]:
    """(person, "") or (None, what is wrong with the row)"""
    name, title = said["full_name"], said.get("title", "")
    if not name:
        return None, "thiếu họ tên"
    if len(name) > NAME_LENGTH or len(title) > NAME_LENGTH:
        return None, f"họ tên, chức danh dài quá {NAME_LENGTH} ký tự"
    office, fault = units.find(said["office"])
    if fault:
        return None, fault
    mark = fold(said.get("present", ""))
    if mark and mark not in YES | NO:
        return None, f"cột Có mặt ghi “{said['present'][:20]}”: ghi x, hoặc để trống"
    return Listed(office, name, title, True if mark in YES else False if mark else None), ""


class _Units:
    """Units by code, by name with district, and by name alone where only one has it."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self.by_code: dict[str, Office] = {}
        self.by_name: dict[str, list[Office]] = defaultdict(list)
        for office in offices:
            self.by_code |= {office.code: office, office.agency_code: office}
            for name in {fold(office.name), fold(office.full_name), fold(office.full_name.replace(",", ""))}:
                self.by_name[name].append(office)

    def find(self, text: str) -> tuple[Office | None, str]:
        if not text:
            return None, "thiếu đơn vị"
        code = text.zfill(5) if text.isascii() and text.isdigit() else text  # a spreadsheet drops zeros in front
        if office := self.by_code.get(text) or self.by_code.get(code):
            return office, ""
        named = self.by_name.get(fold(text), [])
        if len(named) == 1:
            return named[0], ""
        if named:
            return None, f"có {len(named)} đơn vị tên “{text[:60]}”: ghi kèm quận, huyện hoặc ghi mã"
        return None, f"không có đơn vị “{text[:60]}” trong phạm vi của tài khoản này"
