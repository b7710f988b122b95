"""Values with which the addresses of the registers open: taken from the rows there are. See portal/routes.py."""

from civil_registry.models import ExtractCopy, ExtractTemplate, RegisterEntry
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


SAMPLES: Samples = {
    "registry:seal_list/name": list_name,
    "entry_id": entry_id,
    "form_id": form_id,
    "copy_id": copy_id,
    "extract_id": copy_id,
    "registry:verify_from_paper/code": check_code,
}
