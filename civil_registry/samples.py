"""A sample of every paper of the registers, from invented people: long names, all diacritics, blank fields."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives.asymmetric import ec

from civil_registry.checkcodes import check_character
from civil_registry.events import FORMS, ExtractForm
from civil_registry.fields import Field, FieldType
from civil_registry.models import CopyState, ExtractCopy, PrintRun
from civil_registry.render import paper_of
from civil_registry.run_cover import cover_pdf
from civil_registry.run_rows import initials
from civil_registry.seal import Signer, make
from civil_registry.sheet import seal_prefix
from civil_registry.signatures import signed
from portal.accounts.models import User
from portal.documents.signing import demo_authority
from portal.documents.signing.models import SignedHow
from portal.offices.models import Level, Office

CODE = "7K4M92QXRT"
# Anybody may know this key: no list names it, so what it seals is never taken for genuine.
SIGNER = Signer(0, ec.derive_private_key(0x5A3D1E, ec.SECP256R1()))
LETTERS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LONG_NAME = (
    "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Phương Quỳnh Thương Diễm Tuyết Nghiêng Ngửa Khuếch Đại Trường Thịnh "
    "Huỳnh Thị Bạch Yến Nhi"
)
PLACE = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
ADDRESS = "Số 27 phố Lò Đúc, phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
NAMES = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "mother_name": "Phạm Thị Hạnh",
    "father_name": "Nguyễn Văn Thành",
    "declarant_name": "Nguyễn Văn Thành",
    "wife_name": "H'Hen Niê",
    "husband_name": "Y Moan Êban",
}
VALUES = {
    FieldType.NAME: "Đoàn Thị Ngọc Ánh",
    FieldType.TEXT: ADDRESS,
    FieldType.DATE: "1988-04-05",
    FieldType.DATE_IN_WORDS: "1990-03-12",
    FieldType.SPELLED_DATE: "1990-03-20",
    FieldType.SEX: "Nữ",
    FieldType.ETHNICITY: "Kinh",
    FieldType.NATIONALITY: "Việt Nam",
    FieldType.PERSONAL_ID: "001190012345",
    FieldType.YEAR: "1964",
}
TEXTS = {
    "birth_place": "Bệnh viện Phụ sản Hà Nội",
    "place_of_origin": "Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình",
    "death_time": "05 giờ 10 phút",
    "death_place": "Bệnh viện Bạch Mai",
    "change_kind": "cải chính hộ tịch",
    "change_content": "Chữ đệm: từ “Thúy” thành “Thùy”",
}
COMPUTED = "Năm sinh của cha được tính từ tuổi ghi trong sổ (28 tuổi, sổ năm 1990)."
PAPER = "CMND số 011234567, cấp ngày 05/02/2008, Công an thành phố Hà Nội"


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF): each form in force at some time, then the awkward ones. Touches no database."""
    for form in FORMS:
        day = min(form.valid_to, date(2026, 3, 20))
        name = f"trich-luc-{form.kind.replace('_', '-')}-{day.year}.pdf"
        yield name, paper_of(sample_copy(form, {field.code: value_of(field) for field in form.fields}, day=day))
    birth = next(form for form in FORMS if form.kind == "birth" and form.valid_to == date.max)
    yield "trich-luc-ten-dai.pdf", paper_of(sample_copy(birth, {field.code: _long(field) for field in birth.fields}))
    yield (
        "trich-luc-de-trong.pdf",
        paper_of(sample_copy(birth, {"full_name": "Mơ", "birth_date": "1957"}, registered_on="1957")),
    )
    aged = {field.code: value_of(field) for field in birth.fields} | {"father_birth_year": "1962"}
    yield "trich-luc-ky-so.pdf", _signed_digitally(birth)
    yield "trich-luc-nam-sinh-tinh-tu-tuoi.pdf", paper_of(sample_copy(birth, aged, note=COMPUTED))
    yield "trich-luc-moi-chu-cai.pdf", paper_of(sample_copy(birth, {"full_name": "A", "birth_place": all_letters()}))
    yield "dot-in-to-bia.pdf", _cover()
    yield (
        "trich-luc-du-thao.pdf",
        paper_of(sample_copy(birth, {field.code: value_of(field) for field in birth.fields}), is_draft=True),
    )


def _cover() -> bytes:
    """The cover of a run of three copies."""
    office = Office(name="Phường Hai Bà Trưng", level=Level.COMMUNE)
    at = datetime(2026, 3, 20, 6, 30, tzinfo=UTC)
    run = PrintRun(number="2603200001", office=office, asked_by=User(full_name="Lê Thu Hà"), asked_at=at, total=4)
    people = (
        ("1287/2026/TLKS-BS", "Nguyễn Thị Thùy Dương", 1),
        ("1288/2026/TLKS-BS", LONG_NAME, 2),
        ("12/2026/TLKT-BS", "Mơ", 1),
    )
    rows, first = [], 1
    for position, (serial, name, sheets) in enumerate(people, 1):
        place = {"position": position, "first": first, "last": first + sheets - 1, "sheets": sheets}
        rows.append({"serial": serial, "subject": initials(name), "dossier": f"H26.00256-260320-{position:04d}"} | place)
        first += sheets
    return cover_pdf(run, rows, copies=len(rows))


def all_letters() -> str:
    """Every letter of the alphabet with every tone, small and capital."""
    small = unicodedata.normalize("NFC", " ".join(letter + tone for letter in LETTERS for tone in TONES))
    return f"đ {small} Đ {small.upper()}"


def value_of(field: Field) -> str:
    """A likely value."""
    if field.code.endswith("identity_paper"):
        return PAPER
    return NAMES.get(field.code) or TEXTS.get(field.code) or VALUES[field.type]


def _long(field: Field) -> str:
    return LONG_NAME if field.type == FieldType.NAME else value_of(field)


def _signed_digitally(form: ExtractForm) -> bytes:
    copy = sample_copy(form, {field.code: value_of(field) for field in form.fields})
    copy.signing_key = demo_authority.unsaved_key(copy.signer_name, organisation=copy.office.authority_name)
    copy.signed_how = SignedHow.DIGITAL
    return signed(copy, paper_of(copy))[0]


def sample_copy(
    form: ExtractForm, fields: dict, *, day: date = date(2026, 3, 20), registered_on="1990-03-20", note=""
) -> ExtractCopy:
    """An unsaved signed copy: three lines of heading while there were districts, two afterwards."""
    district = Office(name="Quận Hai Bà Trưng", level=Level.DISTRICT)
    office = Office(
        code="00256", name="Phường Hai Bà Trưng", level=Level.COMMUNE, parent=district if day < date(2025, 7, 1) else None
    )
    snapshot = {
        "title": form.title,
        "fields": fields,
        "registered_place": PLACE,
        "number": "87",
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
    copy.seal = make(copy, SIGNER, prefix=seal_prefix())
    return copy
