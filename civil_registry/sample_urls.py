"""Values with which the addresses of the registers open: taken from the rows there are. See portal/routes.py."""

from civil_registry.models import Annotation, EntryScan, EventKind, ExtractCopy, RegisterEntry, RegisterImport
from portal.routes import Samples


def entry_id() -> int | None:
    return RegisterEntry.objects.values_list("pk", flat=True).first()


def copy_id() -> int | None:
    return ExtractCopy.objects.values_list("pk", flat=True).first()


def check_code() -> str | None:
    return ExtractCopy.objects.filter(check_code__isnull=False).values_list("check_code", flat=True).first()


def import_id() -> int | None:
    return RegisterImport.objects.values_list("pk", flat=True).first()


def kind() -> str:
    return EventKind.BIRTH.value


def note_id() -> int | None:
    return Annotation.objects.values_list("pk", flat=True).first()


def scan_id() -> int | None:
    return EntryScan.objects.values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "note_id": note_id,
    "scan_id": scan_id,
    "import_id": import_id,
    "registry_desk:import_template/kind": kind,
    "entry_id": entry_id,
    "copy_id": copy_id,
    "extract_id": copy_id,
    "registry:verify_from_paper/code": check_code,
}
