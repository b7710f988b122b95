"""`manage.py load_transit`: the post's limits by distance and day of effect. Safe to run again; rows entered by hand stay."""

import csv
from pathlib import Path

from portal.commands import DatabaseCommand
from postal.models import TransitLimit

SOURCE = Path(__file__).resolve().parents[2] / "data/transit_limits.csv"


def load_transit() -> int:
    """Enter the rows that are not there yet. Returns how many the source has."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    limits = [
        TransitLimit(
            distance=row["distance"],
            working_days=int(row["working_days"]),
            valid_from=row["valid_from"],
            needs_review=row["needs_review"] == "yes",
            source=row["source"],
        )
        for row in rows
    ]
    TransitLimit.objects.bulk_create(limits, ignore_conflicts=True)
    return len(rows)


class Command(DatabaseCommand):
    help = "Load how many working days the post has, by distance and day of effect."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Thời hạn chuyển phát đã có trong cơ sở dữ liệu ({load_transit()} dòng).")
