"""Which lines of a paper its seal carries, by kind. Printed on paper for ever: numbers and order never change.

The last ones are left out first where names are so long that the code would not fit its box.
"""

import re

from django.utils.translation import gettext, gettext_noop

from civil_registry.events import ExtractForm, printed_value
from civil_registry.fields import DATES, NUMBER, REGISTERED_ON, FieldType
from civil_registry.form_store import form_of
from civil_registry.models import EventKind, ExtractCopy

Fact = str | int | None  # a text as printed, a partial day as 19900312 (19900000: the year alone), or a blank line

_ENTRY = (NUMBER, REGISTERED_ON)
_CHILD = ("full_name", "birth_date", *_ENTRY, "mother_name", "father_name")
_SPOUSES = ("wife_name", "wife_birth_date", "husband_name", "husband_birth_date", *_ENTRY)
_SUBJECT = ("full_name", "birth_date", *_ENTRY)
_WARD = ("ward_name", "ward_birth_date", *_ENTRY, "guardian_name")
_SUPERVISED = ("ward_name", "ward_birth_date", *_ENTRY, "supervisor_name")

LAYOUTS: dict[int, tuple[EventKind, tuple[str, ...]]] = {
    1: (EventKind.BIRTH, _CHILD),
    2: (EventKind.BIRTH_NOTED, _CHILD),
    3: (EventKind.MARRIAGE, _SPOUSES),
    4: (EventKind.MARRIAGE_NOTED, _SPOUSES),
    5: (EventKind.DEATH, ("full_name", "birth_date", "death_date", *_ENTRY)),
    6: (EventKind.PARENT_CHILD, ("child_name", "child_birth_date", *_ENTRY, "parent_name")),
    7: (EventKind.GUARDIANSHIP, _WARD),
    8: (EventKind.GUARDIANSHIP_END, _WARD),
    9: (EventKind.GUARDIANSHIP_SUPERVISION, _SUPERVISED),
    10: (EventKind.GUARDIANSHIP_SUPERVISION_END, _SUPERVISED),
    11: (EventKind.CHANGE, _SUBJECT),
    12: (EventKind.CHANGE_NOTED, _SUBJECT),
    13: (EventKind.DIVORCE_NOTED, _SPOUSES),
    14: (EventKind.ADOPTION, (*_SUBJECT, "father_name", "mother_name")),
    15: (EventKind.MARITAL_STATUS, (*_SUBJECT, "marital_status", "other_name")),
}
NUMBER_OF_KIND = {kind: number for number, (kind, _) in LAYOUTS.items()}
KINDS = {
    EventKind.BIRTH: gettext_noop("Khai sinh"),
    EventKind.BIRTH_NOTED: gettext_noop("Ghi vào sổ hộ tịch việc khai sinh"),
    EventKind.MARRIAGE: gettext_noop("Kết hôn"),
    EventKind.MARRIAGE_NOTED: gettext_noop("Ghi chú kết hôn"),
    EventKind.DEATH: gettext_noop("Khai tử"),
    EventKind.PARENT_CHILD: gettext_noop("Nhận cha, mẹ, con"),
    EventKind.GUARDIANSHIP: gettext_noop("Giám hộ"),
    EventKind.GUARDIANSHIP_END: gettext_noop("Chấm dứt giám hộ"),
    EventKind.GUARDIANSHIP_SUPERVISION: gettext_noop("Giám sát việc giám hộ"),
    EventKind.GUARDIANSHIP_SUPERVISION_END: gettext_noop("Chấm dứt giám sát việc giám hộ"),
    EventKind.CHANGE: gettext_noop("Thay đổi hộ tịch"),
    EventKind.CHANGE_NOTED: gettext_noop("Ghi chú thay đổi hộ tịch"),
    EventKind.DIVORCE_NOTED: gettext_noop("Ghi chú ly hôn"),
    EventKind.ADOPTION: gettext_noop("Nuôi con nuôi"),
    EventKind.MARITAL_STATUS: gettext_noop("Xác nhận tình trạng hôn nhân"),
}
LABELS = {
    "full_name": gettext_noop("Họ, chữ đệm, tên"),
    "birth_date": gettext_noop("Ngày, tháng, năm sinh"),
    "death_date": gettext_noop("Ngày chết"),
    "mother_name": gettext_noop("Họ, chữ đệm, tên người mẹ"),
    "father_name": gettext_noop("Họ, chữ đệm, tên người cha"),
    "wife_name": gettext_noop("Họ, chữ đệm, tên vợ"),
    "wife_birth_date": gettext_noop("Ngày, tháng, năm sinh của vợ"),
    "husband_name": gettext_noop("Họ, chữ đệm, tên chồng"),
    "husband_birth_date": gettext_noop("Ngày, tháng, năm sinh của chồng"),
    "child_name": gettext_noop("Họ, chữ đệm, tên con"),
    "child_birth_date": gettext_noop("Ngày, tháng, năm sinh của con"),
    "parent_name": gettext_noop("Họ, chữ đệm, tên cha hoặc mẹ"),
    "ward_name": gettext_noop("Họ, chữ đệm, tên người được giám hộ"),
    "ward_birth_date": gettext_noop("Ngày, tháng, năm sinh của người được giám hộ"),
    "guardian_name": gettext_noop("Họ, chữ đệm, tên người giám hộ"),
    "supervisor_name": gettext_noop("Họ, chữ đệm, tên người giám sát việc giám hộ"),
    "marital_status": gettext_noop("Tình trạng hôn nhân"),
    "other_name": gettext_noop("Người dự định kết hôn cùng"),
    NUMBER: gettext_noop("Số trong sổ hộ tịch"),
    REGISTERED_ON: gettext_noop("Ngày đăng ký"),
}


def facts_of(copy: ExtractCopy, form: ExtractForm | None = None) -> list[Fact]:
    """What the seal says of the persons, in the order of the layout, as the paper prints it."""
    _, codes = LAYOUTS[NUMBER_OF_KIND[EventKind(copy.kind)]]
    snapshot = copy.snapshot
    values = snapshot["fields"] | {NUMBER: snapshot["number"], REGISTERED_ON: snapshot["registered_on"]}
    fields = {field.code: field for row in (form or form_of(copy)).rows for field in row.fields}
    return [_fact(fields.get(code), values.get(code, "")) for code in codes]


def day_number(value: str) -> int:
    """ "1990-03-12" -> 19900312; "1990-03" -> 19900300; "1990" -> 19900000: what nobody knows stays unknown."""
    year, month, day = [int(part) for part in [*value.split("-"), "0", "0"][:3]]
    return year * 10000 + month * 100 + day


def words() -> dict[int, dict]:
    """For the page that reads seals, in its language: {1: {"kind": "Khai sinh", "labels": ["Họ, chữ đệm, tên", …]}}."""
    return {
        number: {"kind": gettext(KINDS[kind]), "labels": [gettext(LABELS[code]) for code in codes]}
        for number, (kind, codes) in LAYOUTS.items()
    }


def _fact(field, value: str) -> Fact:
    if not value:
        return None
    if field is None or field.type == FieldType.NAME:
        return value.upper()
    if field.type in DATES and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return day_number(value)
    return printed_value(field, value)
