"""Values with which the addresses of reports open: taken from the rows there are. See portal/routes.py."""

from applications.statutory.models import DossierExport, Report
from portal.routes import Samples


def a_report() -> int | None:
    """An issued one where there is one."""
    return Report.objects.order_by("-number", "pk").values_list("pk", flat=True).first()


def a_prepared_one() -> int | None:
    return Report.objects.filter(issued_at__isnull=True).values_list("pk", flat=True).first()


def an_export() -> int | None:
    return DossierExport.objects.values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "export_id": an_export,
    "report_id": a_report,
    "statutory:issue/report_id": a_prepared_one,
    "statutory:discard/report_id": a_prepared_one,
}
