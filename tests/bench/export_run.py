"""All dossiers of eight years written as the Department's file: time, size, and the most memory that its worker ever takes.

Run by tests.bench.reports in a process of its own, over the rows that it has loaded.
"""

import os
import resource
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from datetime import date, datetime  # noqa: E402

from django.utils import timezone  # noqa: E402

from applications.statutory.dossier_export import write_export  # noqa: E402
from applications.statutory.models import DossierExport  # noqa: E402
from portal.days import HANOI  # noqa: E402
from tests import factories  # noqa: E402


def main() -> None:
    export = DossierExport.objects.create(
        office=factories.office("Sở Tư pháp", level="department"),
        asked_by=factories.user("Nguyễn Thị Mai"),
        first_on=date(2018, 1, 1),
        last_on=date(2026, 3, 20),
        asked_at=datetime(2026, 3, 20, 15, 30, tzinfo=HANOI),
    )
    told: list[int] = []

    def clock() -> datetime:
        told.append(DossierExport.objects.values_list("done", flat=True).get(pk=export.pk))
        return timezone.now()

    began = time.perf_counter()
    document = write_export(export.pk, now=clock)
    seconds, memory = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rows = DossierExport.objects.values_list("done", flat=True).get(pk=export.pk)
    document.file.delete(save=False)
    print(f"{rows} {memory} {seconds:.1f} {document.size // 1_000_000} {len(told)}")


if __name__ == "__main__":
    main()
