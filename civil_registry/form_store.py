"""Which forms there are: the table ExtractTemplate, or what is shipped where it was never loaded; and the one for a day.

Kept in memory for a few seconds: a form changes a few times in ten years, and is asked for at every look at an entry. A copy
says in its snapshot in which form and version it was drawn up, so who reads an old list for a moment prints nothing wrong.
"""

import time
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone

from civil_registry.events import ExtractForm, NoForm
from civil_registry.form_lines import read_lines
from civil_registry.models import ORIGINAL, ExtractCopy, ExtractTemplate, RegisterEntry, original_subtype, subtype_of

SOURCE = Path(__file__).resolve().parent / "data/extract_forms.toml"
SIGNER = "NGƯỜI KÝ TRÍCH LỤC"
FRESH_SECONDS = 10
_kept: list[tuple[float, tuple[ExtractForm, ...]]] = []


@cache
def shipped_rows() -> tuple[ExtractTemplate, ...]:
    """The forms of the file, unsaved, in its order."""
    with SOURCE.open("rb") as file:
        forms = tomllib.load(file)["form"]
    lines = {form["code"]: form["rows"].strip() for form in forms if "rows" in form}
    return tuple(
        ExtractTemplate(
            code=form["code"],
            version=form.get("version", 1),
            kind=form["kind"],
            subtype=form.get("subtype", ""),
            valid_from=form["valid_from"],
            valid_to=form.get("valid_to"),
            title=form["title"],
            suffix=form["suffix"],
            serial_style=form.get("serial", "since_2020"),
            signer_label=form.get("signer", SIGNER),
            layout=form.get("layout", "lines"),
            rows=lines[form.get("rows_of", form["code"])],
            source=form["source"],
            needs_review=form.get("needs_review", False),
        )
        for form in forms
    )


@cache
def shipped() -> tuple[ExtractForm, ...]:
    """The forms of the file, read. Touches no database."""
    return tuple(form_of_row(row) for row in shipped_rows())


def form_of_row(row: ExtractTemplate) -> ExtractForm:
    """A row of the table, its lines read. Raises BadLine."""
    return ExtractForm(
        code=row.code,
        version=row.version,
        kind=row.kind,
        subtype=row.subtype,
        title=row.title,
        suffix=row.suffix,
        rows=read_lines(row.rows),
        valid_from=row.valid_from,
        valid_to=row.valid_to or date.max,
        layout=row.layout,
        signer_label=row.signer_label,
        serial_style=row.serial_style,
        needs_review=row.is_uncertain,
        source=row.source,
    )


def all_forms() -> tuple[ExtractForm, ...]:
    """Every version of every form, in order; at most FRESH_SECONDS old, at once in the process that entered one."""
    now = time.monotonic()
    if not _kept or now - _kept[0][0] > FRESH_SECONDS:
        forms = tuple(form_of_row(row) for row in ExtractTemplate.objects.all()) or shipped()
        _kept[:] = [(now, forms)]
    return _kept[0][1]


def forget() -> None:
    """The next question is asked of the database."""
    _kept.clear()


def form_for(kind: str, day: date, subtype: str = "") -> ExtractForm:
    """The form in force on a local day: of the kind's own paper for the subtype, else of the kind. Raises NoForm."""
    return in_force(all_forms(), kind, day, subtype)


def form_for_entry(entry: RegisterEntry, day: date) -> ExtractForm:
    """The form in which a copy of an entry is drawn up on a local day. Raises NoForm."""
    return form_for(entry.book.kind, day, subtype_of(entry.book.kind, entry.fields))


def form_of_original(kind: str, fields: dict[str, str], day: date) -> ExtractForm:
    """The form of the paper that is given when an event is registered on a local day. Raises NoForm."""
    return form_for(kind, day, original_subtype(subtype_of(kind, fields)))


def form_of(copy: ExtractCopy) -> ExtractForm:
    """The very form a copy was drawn up in, whatever came after; for copies older than that record, the form of the day."""
    used = copy.snapshot.get("form")
    if used is None:
        day = timezone.localdate(copy.signed_at or copy.drafted_at)
        return form_for(copy.kind, day, subtype_of(copy.kind, copy.snapshot["fields"]))
    for form in all_forms():
        if (form.code, form.version) == (used["code"], used["version"]):
            return form
    raise NoForm(f"{used['code']} ({used['version']})")


def in_force(forms: tuple[ExtractForm, ...], kind: str, day: date, subtype: str = "") -> ExtractForm:
    """Of the forms of a kind that cover a day: that of the subtype before the general one, then the youngest version."""
    fitting = [form for form in forms if form.kind == kind and form.valid_from <= day <= form.valid_to]
    general = ORIGINAL if subtype.startswith(ORIGINAL) else ""
    fitting = [form for form in fitting if form.subtype in {subtype, general}]
    if not fitting:
        raise NoForm(f"{kind} on {day.isoformat()}")
    return max(fitting, key=lambda form: (form.subtype == subtype, form.valid_from, form.version))
