"""Every copy ever signed, as a list says it: of an entry, of a dossier. Who, when, number, prints, cancelled, replaced by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from civil_registry.form_store import form_for_entry, form_of
from civil_registry.models import CopyState, ExtractCopy, PrintedSheet, RegisterEntry
from civil_registry.run_rows import SheetRow
from civil_registry.run_rows import row_of as sheet_row_of
from civil_registry.snapshots import drawn
from portal.marks import Chip


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy. `reprints` counts the sheets that had to be printed once more; `digest` is of the very bytes."""

    pk: int
    serial: str
    chip: Chip
    quantity: int
    dossier: str
    drafted_by: str
    signer: str
    signed_at: datetime | None
    printed_at: datetime | None
    reprints: int
    sheets: tuple[SheetRow, ...]
    digest: str
    cancelled_at: datetime | None
    cancelled_by: str
    cancel_reason: str
    replaced_by: str
    replaces: str


def copies_of_entry(entry: RegisterEntry, office_id: int) -> list[CopyRow]:
    """The copies of an entry that are this office's, youngest first."""
    return rows_of(ExtractCopy.objects.lying_at(office_id).filter(entry=entry))


def copies_of_dossier(code: str, office_id: int) -> list[CopyRow]:
    return rows_of(ExtractCopy.objects.lying_at(office_id).filter(dossier_code=code)) if code else []


def rows_of(copies: QuerySet[ExtractCopy]) -> list[CopyRow]:
    """A fixed number of queries, whatever there is."""
    related = ("entry", "drafted_by", "cancelled_by", "replaced_by", "replaces", "document")
    sheets = PrintedSheet.objects.select_related("copy__entry", "scanned_by", "reprinted_as__run").order_by("index", "pk")
    signed = copies.filter(serial__isnull=False).select_related(*related).prefetch_related(Prefetch("sheets", sheets))
    return [row_of(copy) for copy in signed.order_by("-signed_at", "-pk")]


def row_of(copy: ExtractCopy) -> CopyRow:
    sheets = tuple(sheet_row_of(sheet) for sheet in copy.sheets.all())
    before = getattr(copy, "replaces", None)
    return CopyRow(
        copy.pk,
        copy.serial_text,
        state_chip(copy),
        copy.quantity,
        copy.dossier_code,
        copy.drafted_by.full_name,
        copy.signer_name,
        copy.signed_at,
        copy.printed_at,
        sum(1 for sheet in sheets if sheet.replaced_in),
        sheets,
        copy.document.sha256 if copy.document else "",
        copy.cancelled_at,
        copy.cancelled_by.full_name if copy.cancelled_by else "",
        copy.cancel_reason,
        copy.replaced_by.serial_text if copy.replaced_by else "",
        before.serial_text if before else "",
    )


def state_chip(copy: ExtractCopy) -> Chip:
    if copy.state == CopyState.CANCELLED:
        return Chip("over", "x-octagon", "Đã hủy")
    return Chip("done", "check-circle-fill", "Có giá trị")


def differences(before: ExtractCopy, after: ExtractCopy | RegisterEntry, at: datetime) -> list[tuple[str, str, str]]:
    """[(label, as issued, as it would be printed now)] where the two differ, in the order of the paper of the issued one."""
    old = dict(_cells(form_of(before).printed_groups(before.snapshot)))
    if isinstance(after, RegisterEntry):
        form = form_for_entry(after, timezone.localdate(at))
        new = dict(_cells(form.printed_groups(drawn(form, after))))
    else:
        new = dict(_cells(form_of(after).printed_groups(after.snapshot)))
    labels = list(dict.fromkeys([*old, *new]))
    return [(label, old.get(label, ""), new.get(label, "")) for label in labels if old.get(label, "") != new.get(label, "")]


def _cells(groups: Iterable) -> list[tuple[str, str]]:
    """Labels told apart where one stands on the paper twice ("Dân tộc" of mother and father)."""
    seen: dict[str, int] = {}
    cells = []
    for group in groups:
        for label, value in group:
            seen[label] = seen.get(label, 0) + 1
            cells.append((label if seen[label] == 1 else f"{label} ({seen[label]})", value))
    return cells
