"""`manage.py load_rollout`: the phases of 2016-2018 and of 7/2025 with their units. Safe to run again."""

from django.utils import timezone

from applications.rollout.reference import load_rollout
from portal.commands import DatabaseCommand


class Command(DatabaseCommand):
    help = "Load the phases of the roll-out, their units and the course of July 2018."

    def handle(self, *args, **options) -> None:
        loaded = load_rollout(at=timezone.now())
        self.stdout.write(f"{loaded['phases']} đợt, {loaded['units']} lượt đơn vị, {loaded['courses']} lớp tập huấn.")
