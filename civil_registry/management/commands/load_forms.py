"""`manage.py load_forms`: the dated forms of extract copies. Safe to run again; what was entered or reviewed by hand stays."""

from django.core.management.base import CommandError
from django.db import transaction

from civil_registry.form_store import SOURCE, forget, shipped, shipped_rows
from civil_registry.models import ExtractTemplate
from portal.commands import DatabaseCommand

PRINTED = ("kind", "subtype", "valid_from", "valid_to", "title", "suffix", "serial_style", "signer_label", "layout", "rows")


class FormEdited(ValueError):
    """A form that is loaded already stands otherwise in the file."""


def load_forms() -> int:
    """Enter the forms that are not there yet. Returns how many. Raises FormEdited, BadLine."""
    shipped()  # every line is read before anything is kept
    with transaction.atomic():
        there = {(row.code, row.version): row for row in ExtractTemplate.objects.all()}
        edited = [str(row) for row in shipped_rows() if _differs(there.get((row.code, row.version)), row)]
        if edited:
            raise FormEdited(", ".join(edited))
        missing = [row for row in shipped_rows() if (row.code, row.version) not in there]
        for row in missing:
            values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
            ExtractTemplate.objects.create(**values)
    forget()
    return len(missing)


def _differs(kept: ExtractTemplate | None, row: ExtractTemplate) -> bool:
    return kept is not None and kept.entered_at is None and any(getattr(kept, name) != getattr(row, name) for name in PRINTED)


class Command(DatabaseCommand):
    help = "Load the dated forms of extract copies."

    def handle(self, *args, **options) -> None:
        try:
            count = load_forms()
        except FormEdited as fault:
            raise CommandError(
                f"{SOURCE.name}: {fault} is loaded and may be in use: put it back, and give what you changed the next version."
            ) from fault
        if options["verbosity"]:
            self.stdout.write(f"Forms of extract copies: {count} new.")
