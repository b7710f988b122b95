"""Values with which the addresses of the registers open: taken from the rows there are. See portal/routes.py."""

from civil_registry.models import (
    Annotation,
    EntryScan,
    EventKind,
    ExtractCopy,
    ExtractTemplate,
    PrintedSheet,
    PrintRun,
    RegisterEntry,
    RegisterImport,
)
from portal.routes import Samples


def entry_id() -> int | None:
    return RegisterEntry.objects.values_list("pk", flat=True).first()


def copy_id() -> int | None:
    return ExtractCopy.objects.values_list("pk", flat=True).first()


def check_code() -> str | None:
    return ExtractCopy.objects.filter(check_code__isnull=False).values_list("check_code", flat=True).first()


def list_name() -> str:
    return "khoa"


def form_id() -> int | None:
    return ExtractTemplate.objects.order_by("valid_from").values_list("pk", flat=True).last()


def run_number() -> str | None:
    return PrintRun.objects.order_by("pk").values_list("number", flat=True).first()


def sheet_id() -> int | None:
    return PrintedSheet.objects.order_by("pk").values_list("pk", flat=True).first()


RUN_ROUTES = ("print_run", "scan_sheet", "reprint", "sheet_serial", "print_run_file")


def import_id() -> int | None:
    return RegisterImport.objects.values_list("pk", flat=True).first()


def kind() -> str:
    return EventKind.BIRTH.value


def note_id() -> int | None:
    return Annotation.objects.values_list("pk", flat=True).first()


def scan_id() -> int | None:
    return EntryScan.objects.values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "registry:seal_list/name": list_name,
    "note_id": note_id,
    "scan_id": scan_id,
    "import_id": import_id,
    "registry_desk:import_template/kind": kind,
    "entry_id": entry_id,
    "form_id": form_id,
    "copy_id": copy_id,
    "extract_id": copy_id,
    "registry:verify_from_paper/code": check_code,
    "sheet_id": sheet_id,
} | {f"registry_desk:{name}/number": run_number for name in RUN_ROUTES}
