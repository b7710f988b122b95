"""A sample of every paper of the registers, from invented people: long names, all diacritics, blank fields."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from civil_registry.events import ExtractForm
from civil_registry.fields import Field, FieldType
from civil_registry.form_store import in_force, shipped
from civil_registry.render import paper_of
from civil_registry.sample_copies import TODAY, sample_copy, sample_day, value_of, values_of

LETTERS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LONG_NAME = (
    "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Phương Quỳnh Thương Diễm Tuyết Nghiêng Ngửa Khuếch Đại Trường Thịnh "
    "Huỳnh Thị Bạch Yến Nhi"
)


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
    yield "trich-luc-moi-chu-cai.pdf", _paper(birth, {"full_name": "A", "birth_place": all_letters()})
    yield "trich-luc-du-thao.pdf", paper_of(sample_copy(birth, values_of(birth)), is_draft=True, form=birth)


def _birth_on(day: date) -> ExtractForm:
    return in_force(shipped(), "birth", day)


def _full(form: ExtractForm, *, day: date) -> bytes:
    return _paper(form, values_of(form), day=day)


def _paper(form: ExtractForm, fields: dict, **options) -> bytes:
    return paper_of(sample_copy(form, fields, **options), form=form)


def all_letters() -> str:
    """Every letter of the alphabet with every tone, small and capital."""
    small = unicodedata.normalize("NFC", " ".join(letter + tone for letter in LETTERS for tone in TONES))
    return f"đ {small} Đ {small.upper()}"


def _long(field: Field) -> str:
    return LONG_NAME if field.type == FieldType.NAME else value_of(field)
