"""The newest dossiers, as many as asked for, as the Department's file: time, size, and the most memory its worker ever takes.

Run by tests.bench.reports in a process of its own, over the rows that it has loaded.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from datetime import date, datetime  # noqa: E402

from django.utils import timezone  # noqa: E402

from applications.models import Application  # noqa: E402
from applications.statutory.dossier_export import write_export  # noqa: E402
from applications.statutory.models import DossierExport  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.days import HANOI, local_day  # noqa: E402
from portal.offices.models import Office  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench.measure import peak_mb  # noqa: E402


def main() -> None:
    export = DossierExport.objects.create(
        office=Office.objects.filter(level="department").first() or factories.office("Sở Tư pháp", level="department"),
        asked_by=User.objects.first() or factories.user("Nguyễn Thị Mai"),
        first_on=since(int(sys.argv[1])),
        last_on=date(2026, 3, 20),
        asked_at=datetime(2026, 3, 20, 15, 30, tzinfo=HANOI),
    )
    told: list[int] = []

    def clock() -> datetime:
        told.append(DossierExport.objects.values_list("done", flat=True).get(pk=export.pk))
        return timezone.now()

    began = time.perf_counter()
    document = write_export(export.pk, now=clock)
    seconds, memory = time.perf_counter() - began, peak_mb()
    rows = DossierExport.objects.values_list("done", flat=True).get(pk=export.pk)
    document.file.delete(save=False)
    print(f"{rows} {memory} {seconds:.1f} {document.size // 1_000_000} {len(told)}")


def since(number: int) -> date:
    """The day from which on so many were sent; the first of all where there are fewer."""
    filed = Application.objects.filter(submitted_at__isnull=False).order_by("-submitted_at")
    sent = filed.values_list("submitted_at", flat=True)
    found = sent[number - 1 : number].first() or sent.last()
    return local_day(found)


if __name__ == "__main__":
    main()
