"""Copies of invented people, for samples and for looking at a form. Touches neither the database nor the press."""

from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric import ec

from civil_registry.checkcodes import check_character
from civil_registry.events import ExtractForm
from civil_registry.fields import Field, FieldType
from civil_registry.models import CopyState, EventKind, ExtractCopy
from civil_registry.seal import Signer, make
from civil_registry.sheet import seal_prefix
from portal.offices.models import Level, Office

CODE = "7K4M92QXRT"
# Anybody may know this key: no list names it, so what it seals is never taken for genuine.
SIGNER = Signer(0, ec.derive_private_key(0x5A3D1E, ec.SECP256R1()))
TODAY = date(2026, 3, 20)
PLACE = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
ADDRESS = "Số 27 phố Lò Đúc, phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
NAMES = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "mother_name": "Phạm Thị Hạnh",
    "father_name": "Nguyễn Văn Thành",
    "declarant_name": "Nguyễn Văn Thành",
    "wife_name": "H'Hen Niê",
    "husband_name": "Y Moan Êban",
    "child_name": "Đoàn Thị Huệ",
    "ward_name": "Đoàn Thị Huệ",
}
VALUES = {
    FieldType.NAME: "Đoàn Thị Ngọc Ánh",
    FieldType.TEXT: ADDRESS,
    FieldType.DATE: "1966-04-05",
    FieldType.DATE_IN_WORDS: "1990-03-12",
    FieldType.SPELLED_DATE: "1990-03-20",
    FieldType.SEX: "Nữ",
    FieldType.ETHNICITY: "Kinh",
    FieldType.NATIONALITY: "Việt Nam",
    FieldType.PERSONAL_ID: "001190012345",
    FieldType.YEAR: "1964",
    FieldType.TIME: "05 giờ 10 phút",
    FieldType.CHANGE: "cải chính hộ tịch",
}
TEXTS = {
    "birth_place": "Bệnh viện Phụ sản Hà Nội",
    "place_of_origin": "Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình",
    "death_place": "Bệnh viện Bạch Mai",
    "marital_status": "Chưa đăng ký kết hôn với ai",
    "residence_period": "Từ tháng 3 năm 2012 đến nay",
    "purpose": "Đăng ký kết hôn tại phường Bạch Mai, thành phố Hà Nội",
    "guardianship_registration": "Ủy ban nhân dân phường Đống Mác, số 12, ngày 05/4/1988",
    "changed_entry": "Sổ đăng ký khai sinh, số 87, ngày 20/3/1990",
    "child_birth_date": "1985-08-16",
    "child_identity_paper": "Giấy khai sinh số 257/1985",
    "ward_birth_date": "1985-08-16",
    "ward_identity_paper": "Giấy khai sinh số 257/1985",
    "parent_birth_date": "1958-04-05",
    "guardian_birth_date": "1958-04-05",
    "change_content": "Chữ đệm: từ “Thúy” thành “Thùy”",
}
# Who died in 1990 was not born in that year.
OF_THE_DEAD = {"birth_date": "1931-05-02", "personal_id": "001131012345"}
PAPER = "CMND số 011234567, cấp ngày 05/02/2008, Công an thành phố Hà Nội"


def values_of(form: ExtractForm) -> dict[str, str]:
    """A likely value for each field."""
    values = {field.code: value_of(field) for field in form.fields}
    return values | OF_THE_DEAD if form.kind == EventKind.DEATH else values


def value_of(field: Field) -> str:
    """A likely value."""
    told = NAMES.get(field.code) or TEXTS.get(field.code)
    return told or (PAPER if field.code.endswith("identity_paper") else VALUES[field.type])


def sample_day(form: ExtractForm) -> date:
    """A day on which the form holds, as near to that of the samples as can be."""
    return max(form.valid_from, min(form.valid_to, TODAY))


def sample_copy(form: ExtractForm, fields: dict, *, day: date = TODAY, registered_on="1990-03-20", note="") -> ExtractCopy:
    """An unsaved signed copy: three lines of heading while there were districts, two afterwards."""
    district = Office(name="Quận Hai Bà Trưng", level=Level.DISTRICT)
    parent = district if day < date(2025, 7, 1) else None
    office = Office(code="00256", name="Phường Hai Bà Trưng", level=Level.COMMUNE, parent=parent)
    snapshot = {
        "title": form.title,
        "fields": fields,
        "registered_place": PLACE,
        "number": "87",
        "book": "01/1990",
        "registered_on": registered_on,
        "note": note,
    }
    at = datetime(day.year, day.month, day.day, 4, 5, tzinfo=UTC)
    copy = ExtractCopy(
        kind=form.kind,
        office=office,
        state=CopyState.SIGNED,
        quantity=2,
        dossier_code=f"H26.00256-{day:%y%m%d}-0047",
        snapshot=snapshot,
        drafted_at=at,
        signed_at=at,
        signer_name="Hoàng Minh Tuấn",
        signer_title_lines="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        serial=1287,
        serial_year=day.year,
        serial_suffix=form.suffix,
        serial_text=form.serial_text(1287, day.year),
        check_code=CODE + check_character(CODE),
    )
    copy.seal = make(copy, SIGNER, prefix=seal_prefix(), form=form)
    return copy
