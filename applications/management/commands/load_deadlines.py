"""`manage.py load_deadlines`: the limit of each procedure by day of effect. Safe to run again; rows entered by hand stay."""

import csv
from datetime import date
from pathlib import Path

from applications.models import DeadlinePolicy
from portal.commands import DatabaseCommand

SOURCE = Path(__file__).resolve().parents[2] / "data/deadline_policies.csv"


def load_deadlines() -> int:
    """Enter the rows that are not there yet. Returns how many the source has."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    there = set(DeadlinePolicy.objects.values_list("procedure_code", "valid_from"))
    policies = [policy for policy in map(_policy, rows) if (policy.procedure_code, policy.valid_from) not in there]
    # Not by ignoring conflicts: SQLite would ignore those inside the trigger as well, and processes would keep the old terms.
    DeadlinePolicy.objects.bulk_create(policies)
    return len(rows)


def _policy(row: dict[str, str]) -> DeadlinePolicy:
    return DeadlinePolicy(
        procedure_code=row["procedure_code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        limit=row["limit"],
        amount=int(row["amount"]),
        clock=row["clock"],
        needs_payment=row["needs_payment"] == "yes",
        is_certain=row["is_certain"] == "yes",
        legal_document=row["legal_document"],
    )


class Command(DatabaseCommand):
    help = "Load the limit of each procedure by day of effect."

    def handle(self, *args, **options) -> None:
        number = load_deadlines()
        self.stdout.write(f"Thời hạn của các thủ tục đã có trong cơ sở dữ liệu ({number} dòng).")
