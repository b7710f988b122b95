"""`manage.py add_token_key EMAIL --token LABEL --key LABEL`: a leader signs with a key on a token (PKCS#11)."""

from django.core.management.base import CommandError
from django.utils import timezone

from portal.accounts.actors import SYSTEM
from portal.accounts.models import Posting, Role
from portal.commands import DatabaseCommand
from portal.documents.signing.errors import SigningFault
from portal.documents.signing.keys import enter_token_key


class Command(DatabaseCommand):
    help = "Read a certificate from the token, sign on trial, and have the leader sign with that key from now on."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--token", required=True, help="label of the token")
        parser.add_argument("--key", required=True, help="label of the key and of its certificate")
        parser.add_argument("--office", default="", help="code of the office, where he leads several")

    def handle(self, *, email: str, token: str, key: str, office: str, **options) -> None:
        now = timezone.now()
        postings = Posting.objects.in_force_on(timezone.localdate(now)).filter(
            user__email=email.lower(), role=Role.OFFICE_LEADER
        )
        postings = postings.filter(office__code=office) if office else postings
        found = list(postings.select_related("user", "office"))
        if len(found) != 1:
            raise CommandError(f"{email} leads {len(found)} offices today; name one with --office.")
        posting = found[0]
        try:
            entered = enter_token_key(token, key, user=posting.user, office=posting.office, by=SYSTEM, at=now)
        except SigningFault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            f"{entered.holder_name}, {entered.serial_number}, until {timezone.localtime(entered.valid_to):%d/%m/%Y}"
        )
