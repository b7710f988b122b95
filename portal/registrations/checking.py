"""One row of a list, each cell checked by the fields of the forms people type into; every fault says how to mend it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError

from portal.accounts.models import Role
from portal.forms import CleanCharField, PhoneField, VietnameseNameField
from portal.offices.models import Level, Office
from portal.registrations.columns import TITLES
from portal.registrations.errors import RegistrationRefused
from portal.registrations.reading import FORMULA
from portal.registrations.roles import FITTING, may_give
from portal.registrations.units import Units
from portal.text import fold

FIRST_DAY, LAST_DAY = date(2016, 1, 1), date(2100, 1, 1)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SERIAL = re.compile(r"[3-7]\d{4}")  # a date that lost its format: days since 30/12/1899
_SERIAL_START = date(1899, 12, 30)
ROLES = {fold(word): value for value, label in Role.choices for word in (value, value.replace("_", " "), label)}
ROLES |= {  # as the plans and the people call them
    fold("Cán bộ bộ phận một cửa"): Role.RECEPTION_OFFICER,
    fold("Công chức một cửa"): Role.RECEPTION_OFFICER,
    fold("Cán bộ tư pháp hộ tịch"): Role.CIVIL_STATUS_OFFICER,
    fold("Công chức tư pháp - hộ tịch"): Role.CIVIL_STATUS_OFFICER,
    fold("Công chức tư pháp hộ tịch"): Role.CIVIL_STATUS_OFFICER,
    fold("Lãnh đạo phụ trách một cửa"): Role.OFFICE_LEADER,
    fold("Lãnh đạo"): Role.OFFICE_LEADER,
    fold("Cán bộ chuyên trách công nghệ thông tin"): Role.IT_OFFICER,
    fold("CNTT"): Role.IT_OFFICER,
    fold("Kế toán"): Role.ACCOUNTANT,
    fold("Thủ quỹ"): Role.ACCOUNTANT,
}
_EMAIL = forms.EmailField(max_length=254, error_messages={"invalid": "Phải có dạng ten@vidu.vn. Sửa lại địa chỉ"})
_NAME = VietnameseNameField(max_length=120, required=False)
_PHONE = PhoneField(required=False)
_TITLE = CleanCharField(max_length=120, required=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, as written there, and how to mend it."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that can be read: who is to do what where, from when to when."""

    full_name: str
    email: str
    phone: str
    office: Office
    role: str
    valid_from: date | None
    valid_to: date | None
    title: str


def read_row(cells: dict[str, str], units: Units, *, by_role: str) -> Wanted | list[Problem]:
    """Every fault of the row at once."""
    problems: list[Problem] = []

    def cell(name: str, read):
        value = cells.get(name, "")
        try:
            if value == FORMULA:
                raise ValidationError("Ô chứa công thức. Chép giá trị vào ô (Dán giá trị)")
            return read(value)
        except (ValidationError, RegistrationRefused) as fault:
            said = fault.messages[0] if isinstance(fault, ValidationError) else str(fault)
            problems.append(Problem(TITLES[name], "" if value == FORMULA else value[:80], said))
            return None

    full_name = cell("full_name", _name)
    email = cell("email", _email)
    phone = cell("phone", _phone)
    office = cell("unit", lambda value: units.find(_there(value, "Thiếu đơn vị. Ghi mã hoặc tên đơn vị")))
    role = cell("role", lambda value: _role(value, office, by_role))
    valid_from = cell("valid_from", _day)
    valid_to = cell("valid_to", lambda value: _last_day(value, valid_from, units.day))
    title = cell("title", _TITLE.clean)
    if problems:
        return problems
    return Wanted(full_name, email, phone, office, role, valid_from, valid_to, title)


def _there(value: str, missing: str) -> str:
    if not value:
        raise ValidationError(missing)
    return value


def _name(value: str) -> str:
    name = _NAME.clean(_there(value, "Thiếu họ tên. Nếu ô đã gộp, bỏ gộp và điền từng dòng"))
    if len(name.split()) < 2:
        raise ValidationError("Ghi đủ họ và tên")
    return name


def _email(value: str) -> str:
    return _EMAIL.clean(_there(value, "Thiếu thư điện tử. Ghi thư công vụ của người này")).lower()


def _phone(value: str) -> str:
    """A number typed into a cell of numbers has lost its 0."""
    return _PHONE.clean(f"0{value}" if re.fullmatch(r"[1-9]\d{8}", value) else value)


def _role(value: str, office: Office | None, by_role: str) -> str:
    role = ROLES.get(fold(_there(value, "Thiếu vai trò. Chọn trong danh sách của ô")).strip(". "))
    if role is None:
        raise ValidationError("Không có vai trò này. Chọn trong danh sách của ô")
    if not may_give(role, by_role=by_role):
        raise ValidationError("Vai trò này do quản trị Sở Tư pháp phân công. Bỏ dòng này")
    if office is not None and role not in FITTING[Level(office.level)]:
        fitting = ", ".join(Role(each).label for each in Role.values if each in FITTING[Level(office.level)])
        raise ValidationError(f"Đơn vị này không có vai trò đó. Chọn một trong: {fitting}")
    return role


def _day(value: str) -> date | None:
    if not value:
        return None
    day = _parsed(value)
    if day is None or not FIRST_DAY <= day < LAST_DAY:
        raise ValidationError("Phải là ngày có thật, viết ngày/tháng/năm như 01/12/2026")
    return day


def _parsed(value: str) -> date | None:
    try:
        if found := _DAY.fullmatch(value):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.fullmatch(value):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return _SERIAL_START + timedelta(days=int(value)) if _SERIAL.fullmatch(value) else None


def _last_day(value: str, valid_from: date | None, today: date) -> date | None:
    day = _day(value)
    if day is not None and valid_from is not None and day < valid_from:
        raise ValidationError("Phải bằng hoặc sau Từ ngày. Sửa một trong hai ngày")
    if day is not None and day < today:
        raise ValidationError(f"Đã qua. Ghi hôm nay {today:%d/%m/%Y} hoặc sau, hoặc bỏ dòng này")
    return day
