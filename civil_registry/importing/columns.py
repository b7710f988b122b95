"""Which column of a file holds which field: titles are field codes, the labels of the law, or a label with its person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from civil_registry.fields import NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, FieldType
from civil_registry.form_store import form_for, shipped
from civil_registry.layout import groups_of
from civil_registry.models import EventKind
from portal.csv_files import FileUnreadable
from portal.text import search_key

KIND, YEAR, BOOK = "@kind", "@book_year", "@book_number"
TITLES = {  # of the book's columns, as a template prints them
    KIND: "Loại sổ",
    REGISTERED_PLACE: "Nơi đăng ký",
    YEAR: "Sổ năm",
    BOOK: "Quyển số",
    NUMBER: "Số",
    REGISTERED_ON: "Ngày đăng ký",
    NOTE: "Ghi chú",
}
_ALSO = {
    KIND: ("kind", "event_kind", "Loại", "Loại việc hộ tịch"),
    REGISTERED_PLACE: ("registered_place", "Nơi đăng ký ghi trên bìa sổ", "Cơ quan đăng ký"),
    YEAR: ("book_year", "year", "Năm", "Năm đăng ký"),
    BOOK: ("book_number", "book", "Quyển"),
    NUMBER: ("number", "Số đăng ký"),
    REGISTERED_ON: ("registered_on", "Ngày, tháng, năm đăng ký"),
    NOTE: ("note",),
}
_PLAINER = {"death_date": "Ngày chết", "death_time": "Giờ chết"}  # the paper's line begins before the label
_UNCLEAR = "ngay"  # of which day: the form has more than one
_IGNORED = {"stt", "so thu tu", "tt"}


def title_key(title: str) -> str:
    return search_key(title.replace("_", " ").replace("@", ""))


KINDS = {title_key(word): value for value, label in EventKind.choices for word in (value, label)}


@dataclass(frozen=True, slots=True)
class Columns:
    """`codes[i]` is what column i holds, "" for one that is left out; `titles` is what the person called it."""

    kind: str
    codes: tuple[str, ...]
    titles: dict[str, str]
    unknown: tuple[str, ...]  # titles that nobody knows: said before anything is entered


def columns_of(header: Sequence[str], kind: str) -> Columns:
    """Raises FileUnreadable, naming the columns that are missing, doubled or not clear."""
    named = _titles_of_book(kind) | _titles_of_fields(kind)
    shared = _shared_labels(kind)
    counts = Counter(title_key(title) for title in header)
    codes, seen, unknown = [], Counter(), []
    for title in header:
        key = title_key(title)
        code = named.get(key, "")
        if not code and key in shared:
            code = _in_turn(title, shared[key], counts[key], seen)
        if not code and title and key not in _IGNORED:
            unknown.append(title)
        codes.append(code)
    _refuse_doubled(header, codes)
    _refuse_missing(kind, codes)
    titles = {code: title for code, title in zip(codes, header, strict=True) if code}
    return Columns(kind, tuple(codes), titles, tuple(unknown))


def kind_of(header: Sequence[str], first_row: Sequence[str], told: str = "") -> str:
    """The kind of book: as told, else what the column "Loại sổ" says in the first row. Raises FileUnreadable."""
    if told:
        return told
    names = {title_key(title) for title in (TITLES[KIND], *_ALSO[KIND])}
    said = next((cell for title, cell in zip(header, first_row, strict=False) if title_key(title) in names), "")
    if kind := KINDS.get(title_key(said), ""):
        return kind
    raise FileUnreadable("Không rõ tệp thuộc loại sổ nào. Chọn loại sổ, hoặc thêm cột “Loại sổ”, ví dụ “Khai sinh”")


def template_titles(kind: str) -> dict[str, str]:
    """Code and title of every column of a file of this kind: first the book, then the fields in legal order."""
    shared = {code for codes in _shared_labels(kind).values() for code in codes}
    groups = {field.code: group.title for group in groups_of(kind) for field in group.fields}
    fields = {
        field.code: _PLAINER.get(field.code)
        or (f"{field.label} ({groups[field.code]})" if field.code in shared else field.label)
        for field in form_for(kind, date.max).fields
    }
    note = TITLES[NOTE]
    return {code: title for code, title in TITLES.items() if code != NOTE} | fields | {NOTE: note}


def name_code(kind: str) -> str:
    """The field that names the entry: the first name of the form."""
    return next(field.code for field in form_for(kind, date.max).fields if field.type == FieldType.NAME)


def _titles_of_book(kind: str) -> dict[str, str]:
    of_law = {
        title_key(field.label): field.code
        for form in shipped()
        if form.kind == kind
        for row in form.rows
        for field in row.fields
        if field.code in {REGISTERED_PLACE, NUMBER, REGISTERED_ON, NOTE}
    }
    of_law.pop(_UNCLEAR, None)
    also = {title_key(title): code for code, titles in _ALSO.items() for title in titles}
    return of_law | {title_key(title): code for code, title in TITLES.items()} | also


def _titles_of_fields(kind: str) -> dict[str, str]:
    """Titles that mean one field: its code, its label where no other has it, its label with the person."""
    shared, named = _shared_labels(kind), {}
    for group in groups_of(kind):
        for field in group.fields:
            named[title_key(field.code)] = field.code
            named[title_key(f"{field.label} {group.title}")] = field.code
            named[title_key(_PLAINER.get(field.code, field.code))] = field.code
            if title_key(field.label) not in {*shared, _UNCLEAR}:
                named[title_key(field.label)] = field.code
    return named


def _shared_labels(kind: str) -> dict[str, list[str]]:
    """Labels that several persons of the form have ("Dân tộc"), with their fields in legal order."""
    by_label: dict[str, list[str]] = {}
    for field in form_for(kind, date.max).fields:
        by_label.setdefault(title_key(field.label), []).append(field.code)
    return {label: codes for label, codes in by_label.items() if len(codes) > 1}


def _in_turn(title: str, codes: list[str], count: int, seen: Counter) -> str:
    """A label that comes as often as the form has it means its fields in their order, as on the paper."""
    if count != len(codes):
        raise FileUnreadable(f"Không rõ cột “{title}” là của ai. Ghi thêm người vào tên cột, như trong tệp mẫu")
    seen[codes[0]] += 1
    return codes[seen[codes[0]] - 1]


def _refuse_doubled(header: Sequence[str], codes: Sequence[str]) -> None:
    doubled = [title for title, code in zip(header, codes, strict=True) if code and list(codes).count(code) > 1]
    if doubled:
        raise FileUnreadable(f"Hai cột cùng một nội dung: {', '.join(f'“{title}”' for title in doubled)}. Bỏ một cột")


def _refuse_missing(kind: str, codes: Sequence[str]) -> None:
    titles = template_titles(kind)
    needed = (REGISTERED_PLACE, NUMBER, REGISTERED_ON, name_code(kind))
    missing = [f"“{titles[code]}”" for code in needed if code not in codes]
    if missing:
        raise FileUnreadable(f"Dòng đầu phải có tên cột. Còn thiếu: {', '.join(missing)}. Xem tệp mẫu của loại sổ này")
