"""`manage.py demo [--json]`: the demo cast and about 200 applications in every state. Refused in production."""

import json

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from portal.accounts.enrolment import code_of_this_moment
from portal.accounts.models import User
from portal.background import without_nudges
from portal.commands import DatabaseCommand
from portal.offices.models import Office
from postal.demo import (
    assisted,
    births,
    cast,
    dossiers,
    families,
    linked,
    margins,
    overviews,
    population,
    registrations,
    rollout,
    status_changes,
    statutory,
    training,
    visits,
)


class Command(DatabaseCommand):
    help = "Load (once, repeatable) the demo cast and its applications, and print the accounts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="print the accounts as JSON")
        parser.add_argument("--accounts-only", action="store_true", help="load no applications")
        parser.add_argument("--code", metavar="EMAIL", help="print the six-digit code of this moment for one official")
        parser.add_argument("--quiet", action="store_true", help="print nothing")

    def handle(self, *args, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo cast has known passwords: it is never loaded in production.")
        if options["code"]:
            self.stdout.write(code_of_this_moment(User.objects.get(email=options["code"], is_demo=True)))
            return
        users = cast.load()
        if not options["accounts_only"]:
            dossiers.load(users)
            with without_nudges():
                assisted.load(users, at=timezone.now())
                margins.load(users, Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE), now=timezone.now())
                statutory.load(users, now=timezone.now())
                overviews.load(users, now=timezone.now())
                rollout.load(users, now=timezone.now())
                births.load(users, now=timezone.now())
                families.load(users, now=timezone.now())
                status_changes.load(users, now=timezone.now())
                registrations.load(users, at=timezone.now())
                linked.load(users, Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE), now=timezone.localtime())
                population.load(Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE), at=timezone.now())
                training.load(users, Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE), now=timezone.now())
                visits.load(users, Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE), now=timezone.now())
        cast.give_keys(users)
        if options["quiet"]:
            return
        rows = cast.accounts()
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(
                f"{row['login']:<26} {row['password']}  {row['totp_secret'] or '–':<33} {row['role']} · {row['office']}"
            )
