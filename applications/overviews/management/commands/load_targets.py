"""`manage.py load_targets`: on-time targets by day of effect. Safe to run again; rows entered by hand stay."""

import csv
from datetime import date
from pathlib import Path

from django.conf import settings

from applications.overviews.models import PunctualTarget
from portal.commands import DatabaseCommand

FILE = Path(settings.BASE_DIR) / "applications/data/punctual_targets.csv"


def load_targets() -> int:
    """Returns how many targets there are."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            PunctualTarget.objects.get_or_create(
                procedure_code=row["procedure_code"],
                level=row["level"],
                valid_from=date.fromisoformat(row["valid_from"]),
                defaults={"percent": int(row["percent"]), "minimum": int(row["minimum"]), "basis": row["basis"]},
            )
    return PunctualTarget.objects.count()


class Command(DatabaseCommand):
    help = "Load on-time targets by date of effect."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Mục tiêu đúng hạn đã có trong cơ sở dữ liệu ({load_targets()} dòng).")
