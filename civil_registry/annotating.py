"""Notes in the margin of an entry: written by one official, checked beside the paper by another, then in force.

Source: 60/2014/QH13 Art. 12(1), 30; TT 04/2020/TT-BTP Art. 23, 30: copies show what the notes changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from civil_registry.entries import derive
from civil_registry.form_store import form_for
from civil_registry.importing.columns import template_titles
from civil_registry.models import Annotation, Ground, Matter, RegisterEntry
from civil_registry.names import name_codes, rewrite_names
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.words import partial_date, spelled_date
from portal.text import clean


class NoteNotTaken(Exception):
    """The note cannot be written or checked now; `str()` may be shown."""


@dataclass(frozen=True, slots=True)
class GroundPaper:
    """The paper a note rests on; `on` is a partial ISO date."""

    kind: str
    number: str
    on: str
    authority: str


def annotate(
    entry_id: int,
    *,
    matter: str,
    ground: GroundPaper,
    values: Mapping[str, str],
    text: str = "",
    seen_version: int,
    by: Actor,
    at: datetime,
) -> Annotation:
    """Write a note that waits for a second person. `values`: the fields as they shall be from now on, by code; those that stay
    as they are count for nothing. Without `text` the note is worded from the rest.

    Raises NoteNotTaken where the entry has changed since it was seen, or another note to it waits.
    """
    with transaction.atomic():
        entry = _locked(entry_id)
        if entry.version != seen_version:
            raise NoteNotTaken("Mục sổ vừa có ghi chú khác. Xem lại nội dung hiện nay rồi ghi lại")
        if entry.annotations.filter(checked_at=None).exists():
            raise NoteNotTaken("Mục sổ đang có một ghi chú chờ người thứ hai kiểm tra. Kiểm tra xong mới ghi tiếp")
        changes = _changes(entry, values)
        note = Annotation.objects.create(
            entry=entry,
            matter=matter,
            text=clean(text) or words_of(entry, matter, ground, changes),
            changes=changes,
            ground=ground.kind,
            ground_number=ground.number,
            ground_on=ground.on,
            ground_authority=ground.authority,
            entered_by_id=by.user_id,
            entered_at=at,
        )
        _tell("register.note_written", note, by=by, at=at)
    return note


def confirm_note(note_id: int, *, by: Actor, at: datetime) -> Annotation:
    """Found right beside the paper: from now on the entry says what the note says. Raises NoteNotTaken."""
    with transaction.atomic():
        note, entry = _to_check(note_id, by)
        for change in note.changes:
            if entry.fields.get(change["field"], "") != change["from"]:
                raise NoteNotTaken("Mục sổ đã đổi từ khi ghi chú được ghi. Không xác nhận được; trả lại để ghi lại")
            _set(entry, change["field"], change["to"])
        entry.note = "\n".join(filter(None, [entry.note, note.text]))
        _read_by(entry, note, by=by, at=at)
        entry.version += 1
        derive(entry)
        entry.save()
        note.checked_by_id, note.checked_at, note.made_version = by.user_id, at, entry.version
        note.save()
        rewrite_names(entry, also=former_names(entry))
        _tell("register.note_confirmed", note, by=by, at=at)
    return note


def decline_note(note_id: int, *, reason: str, by: Actor, at: datetime) -> Annotation:
    """Found wrong: it stays in the history and never comes into force. Raises NoteNotTaken."""
    with transaction.atomic():
        note, _ = _to_check(note_id, by)
        note.checked_by_id, note.checked_at, note.declined_reason = by.user_id, at, reason
        note.save()
        _tell("register.note_declined", note, by=by, at=at)
    return note


def as_registered(entry: RegisterEntry) -> dict[str, str]:
    """The fields as they were first written: every note in force taken back, the last first."""
    fields = dict(entry.fields)
    for note in entry.annotations.filter(made_version__isnull=False).order_by("-made_version"):
        fields |= {change["field"]: change["from"] for change in note.changes}
    return {code: value for code, value in fields.items() if value}


def words_of(entry: RegisterEntry, matter: str, ground: GroundPaper, changes: list[dict[str, str]]) -> str:
    """The note as books word it: "Đã ly hôn theo Bản án, quyết định số … ngày … của …"; with changes what became what."""
    paper = {Ground.COURT: "Bản án/Quyết định", Ground.DECISION: "Quyết định"}.get(
        Ground(ground.kind), Ground(ground.kind).label
    )
    basis = f"theo {paper} số {ground.number} ngày {spelled_date(ground.on)} của {ground.authority}"
    label = Matter(matter).label if matter != Matter.OTHER else "ghi chú"
    done = f"Đã {label[0].lower()}{label[1:]}"
    said = "; ".join(f"{each['label']} từ “{each['from']}” thành “{each['to']}”" for each in changes_in_words(entry, changes))
    return f"{done}: {said}; {basis}" if said else f"{done} {basis}"


def changes_in_words(entry: RegisterEntry, changes: list[dict[str, str]]) -> list[dict[str, str]]:
    """[{"label", "from", "to"}] for a person: labels of the form, dates in digits, a blank said."""
    labels = template_titles(entry.book.kind)  # with the person where a label is said of several

    def shown(code: str, value: str) -> str:
        return (partial_date(value) if code.endswith("_date") else value) or "(để trống)"

    return [
        {
            "label": labels.get(each["field"], each["field"]),
            "from": shown(each["field"], each["from"]),
            "to": shown(each["field"], each["to"]),
        }
        for each in changes
    ]


def _changes(entry: RegisterEntry, values: Mapping[str, str]) -> list[dict[str, str]]:
    known = [field.code for field in form_for(entry.book.kind, date.max).fields]
    now = {code: clean(values[code]) for code in known if code in values}
    return [
        {"field": code, "from": entry.fields.get(code, ""), "to": value}
        for code, value in now.items()
        if value != entry.fields.get(code, "")
    ]


def _set(entry: RegisterEntry, code: str, value: str) -> None:
    if value:
        entry.fields[code] = value
    else:
        entry.fields.pop(code, None)


def former_names(entry: RegisterEntry) -> list[str]:
    """What the persons were called before the notes in force; people go on asking by these names."""
    names = set(name_codes(entry.book.kind))
    notes = entry.annotations.filter(made_version__isnull=False)
    return [each["from"] for note in notes for each in note.changes if each["field"] in names and each["from"]]


def _to_check(note_id: int, by: Actor) -> tuple[Annotation, RegisterEntry]:
    note = Annotation.objects.select_for_update().get(pk=note_id)
    if not note.is_waiting:
        raise NoteNotTaken("Ghi chú này đã được kiểm tra trước đó")
    if note.entered_by_id == by.user_id:
        raise NoteNotTaken("Người ghi không tự kiểm tra ghi chú của mình. Nhờ người thứ hai đối chiếu với sổ giấy")
    return note, _locked(note.entry_id)


def _locked(entry_id: int) -> RegisterEntry:
    return RegisterEntry.objects.select_for_update(of=("self",)).select_related("book").get(pk=entry_id)


def _read_by(entry: RegisterEntry, note: Annotation, *, by: Actor, at: datetime) -> None:
    """The note's writer is the last to have changed the entry, and who confirmed it its reader. An entry that was typed in and
    never compared goes on waiting for its own second reader: of its page only the margin has been read."""
    if not entry.needs_check:
        entry.corrected_by_id = note.entered_by_id
        entry.checked_by_id, entry.checked_at = by.user_id, at


def _tell(action: str, note: Annotation, *, by: Actor, at: datetime) -> None:
    fields = [change["field"] for change in note.changes]
    record(action, subject=f"entry:{note.entry_id}", by=by, at=at, note=note.pk, matter=note.matter, fields=fields)
