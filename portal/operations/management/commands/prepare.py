"""Everything between an installed checkout and a running portal, in one quick, repeatable command."""

import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

LOADS = (
    "load_reference",
    "load_fees",
    "load_deadlines",
    "load_targets",
    "load_rollout",
    "load_transit",
    "load_pages",
    "load_forms",
)


class Command(BaseCommand):
    help = "Migrate, load offices, calendar, fees, limits and forms, collect static files; on a demo, load the demo cast once."

    def handle(self, *args, **options) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        for load in LOADS:
            call_command(load, verbosity=0, stdout=io.StringIO())
        call_command("open_ledger", verbosity=0, stdout=io.StringIO())
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.IS_PRODUCTION:
            return
        call_command("seal_key", "demo")
        loaded = settings.VAR_DIR / "demo-loaded"
        if not loaded.exists():
            self.stdout.write("Loading the demo cast and its applications …")
            call_command("demo", quiet=True)
            loaded.touch()
