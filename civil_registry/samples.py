"""A sample of every paper of the registers, from invented people: long names, all diacritics, blank fields."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime

from civil_registry.events import ExtractForm
from civil_registry.fields import Field, FieldType
from civil_registry.form_store import in_force, shipped
from civil_registry.models import PrintRun
from civil_registry.render import paper_of
from civil_registry.run_cover import cover_pdf
from civil_registry.run_rows import initials
from civil_registry.sample_copies import TODAY, sample_copy, sample_day, value_of, values_of
from civil_registry.signatures import signed
from portal.accounts.models import User
from portal.documents.signing import demo_authority
from portal.documents.signing.models import SignedHow
from portal.offices.models import Level, Office

LETTERS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LONG_NAME = (
    "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Phương Quỳnh Thương Diễm Tuyết Nghiêng Ngửa Khuếch Đại Trường Thịnh "
    "Huỳnh Thị Bạch Yến Nhi"
)
COMPUTED = "Năm sinh của cha được tính từ tuổi ghi trong sổ (28 tuổi, sổ năm 1990)."


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF): each form in force at some time, then days of change, then the awkward ones. Touches no database."""
    for form in shipped():
        day = sample_day(form)
        name = "-".join(filter(None, (form.kind, form.subtype, str(day.year)))).replace("_", "-")
        yield f"trich-luc-{name}.pdf", _full(form, day=day)
    yield "trich-luc-so-khong-nam-2018.pdf", _full(_birth_on(date(2018, 8, 1)), day=date(2018, 8, 1))
    yield "trich-luc-con-quan-2025.pdf", _full(_birth_on(date(2025, 6, 30)), day=date(2025, 6, 30))
    birth, death = _birth_on(TODAY), in_force(shipped(), "death", TODAY)
    yield "trich-luc-khong-ro-gio-chet.pdf", _paper(death, values_of(death) | {"death_time": ""})
    yield "trich-luc-ten-dai.pdf", _paper(birth, {field.code: _long(field) for field in birth.fields})
    yield "trich-luc-de-trong.pdf", _paper(birth, {"full_name": "Mơ", "birth_date": "1957"}, registered_on="1957")
    aged = values_of(birth) | {"father_birth_year": "1962"}
    yield "trich-luc-nam-sinh-tinh-tu-tuoi.pdf", _paper(birth, aged, note=COMPUTED)
    yield "trich-luc-ky-so.pdf", _signed_digitally(birth)
    yield "trich-luc-moi-chu-cai.pdf", _paper(birth, {"full_name": "A", "birth_place": all_letters()})
    yield "dot-in-to-bia.pdf", _cover()
    yield "trich-luc-tap-huan.pdf", _of_training(birth)
    yield "trich-luc-du-thao.pdf", paper_of(sample_copy(birth, values_of(birth)), is_draft=True, form=birth)


def _birth_on(day: date) -> ExtractForm:
    return in_force(shipped(), "birth", day)


def _full(form: ExtractForm, *, day: date) -> bytes:
    return _paper(form, values_of(form), day=day)


def _paper(form: ExtractForm, fields: dict, **options) -> bytes:
    return paper_of(sample_copy(form, fields, **options), form=form)


def _of_training(form: ExtractForm) -> bytes:
    """Marked across the sheet, without a seal."""
    copy = sample_copy(form, values_of(form))
    copy.seal, copy.office.is_training = None, True
    return paper_of(copy, form=form)


def _signed_digitally(form: ExtractForm) -> bytes:
    copy = sample_copy(form, values_of(form))
    copy.signing_key = demo_authority.unsaved_key(copy.signer_name, organisation=copy.office.authority_name)
    copy.signed_how = SignedHow.DIGITAL
    return signed(copy, paper_of(copy, form=form))[0]


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


def _long(field: Field) -> str:
    return LONG_NAME if field.type == FieldType.NAME else value_of(field)
