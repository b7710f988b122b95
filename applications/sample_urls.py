"""Values with which the addresses of applications open: taken from the rows there are. See portal/routes.py."""

from applications.models import Application, Attachment, Slip
from applications.states import State
from portal.offices.models import Office


def _sent():
    return Application.objects.exclude(state=State.DRAFT).order_by("-extract_id", "id")


def ref() -> str | None:
    return _sent().values_list("ref", flat=True).first()


def dossier_code() -> str | None:
    return _sent().filter(dossier_code__isnull=False).values_list("dossier_code", flat=True).first()


def draft() -> str | None:
    return Application.objects.filter(state=State.DRAFT).values_list("ref", flat=True).first()


def attachment_id() -> int | None:
    return Attachment.objects.values_list("pk", flat=True).first()


def slip_id() -> int | None:
    return Slip.objects.values_list("pk", flat=True).first()


def office_slug() -> str | None:
    return Office.objects.values_list("slug", flat=True).first()


def office_code() -> str | None:
    return Office.objects.values_list("code", flat=True).first()


SAMPLES = {
    "ref": ref,
    "code": dossier_code,
    "dossier_code": dossier_code,
    "attachment_id": attachment_id,
    "slip_id": slip_id,
    "office_code": office_code,
    "slug": office_slug,
    "kind": lambda: "birth",
    "step": lambda: "to-khai",
}
