"""`manage.py load_reference`: offices, roll-out, calendar and postal addresses; safe to repeat, run at every set-up."""

from portal.commands import DatabaseCommand
from portal.offices.reference import load_reference


class Command(DatabaseCommand):
    help = "Load offices, their successions, the roll-out, the calendar and postal addresses (safe to repeat)."

    def handle(self, **options) -> None:
        counts = load_reference()
        self.stdout.write("Reference data: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".")
