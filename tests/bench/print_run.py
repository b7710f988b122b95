"""A print run of a thousand extracts in one file: time, size, and the most memory that its worker ever takes.

Run in a process of its own (`python -m tests.bench.print_run 1000`): what was measured is not mixed with anything else's.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from civil_registry.models import ExtractCopy, PrintedSheet, PrintRun  # noqa: E402
from civil_registry.print_runs import ask_for_run  # noqa: E402
from civil_registry.render import KIND, paper_of  # noqa: E402
from civil_registry.run_press import print_run  # noqa: E402
from portal.accounts.actors import Actor  # noqa: E402
from portal.background import without_nudges  # noqa: E402
from portal.documents.models import StoredDocument  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench.measure import peak_mb  # noqa: E402

DIFFERENT = 4  # papers really rendered; the others share their bytes, each read anew


def main(copies: int) -> None:
    call_command("migrate", verbosity=0)
    run = a_run_of(copies)
    began, reports = time.perf_counter(), set()

    def clock():
        reports.add(PrintRun.objects.values_list("done", flat=True).get(pk=run.pk))
        return timezone.now()

    document = print_run(run.pk, clock=clock)
    seconds = time.perf_counter() - began
    peak = peak_mb()
    print(f"{peak} {seconds:.1f} {document.size // 1_000_000} {len(reports)}")


def a_run_of(copies: int) -> PrintRun:
    """Signed copies as rows, a few of them rendered, and the run that asks for all of them."""
    office = factories.office("Phường Hai Bà Trưng", code="00256")
    drafter, signer = factories.user("Trần Thị Bình"), factories.user("Hoàng Tiến Dũng")
    entry, at = factories.birth_entry(office), timezone.now()
    snapshot = {"title": "GIẤY KHAI SINH", "fields": entry.fields, "registered_place": "x", "number": "87"}
    rows = [
        ExtractCopy(
            kind="birth",
            entry=entry,
            office=office,
            state="signed",
            dossier_code=f"H26.00256-260320-{serial:04d}",
            snapshot=snapshot | {"registered_on": "1990-03-20", "note": ""},
            drafted_by=drafter,
            drafted_at=at,
            signed_by=signer,
            signed_at=at,
            signer_name="Hoàng Tiến Dũng",
            serial=serial,
            serial_year=2026,
            serial_suffix="TLKS-BS",
            serial_text=f"{serial}/2026/TLKS-BS",
            check_code=f"{serial:011d}",
        )
        for serial in range(1, copies + 1)
    ]
    ExtractCopy.objects.bulk_create(rows, batch_size=200)
    papers = [StoredDocument.keep(paper_of(row), kind=KIND) for row in rows[:DIFFERENT]]
    for number, row in enumerate(rows):
        row.document = papers[number % len(papers)]
    ExtractCopy.objects.bulk_update(rows, ["document"], batch_size=200)
    with without_nudges():
        run = ask_for_run(office, [row.pk for row in rows], by=Actor("system", drafter.pk, office.pk), at=at)
    assert PrintedSheet.objects.filter(run=run).count() == copies
    return run


if __name__ == "__main__":
    main(int(sys.argv[1]))
