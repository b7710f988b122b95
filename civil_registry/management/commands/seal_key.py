"""`manage.py seal_key …`: the keys that seal papers, and the root that vouches for them. See docs/seal-and-signatures.md."""

import os
from datetime import date, timedelta
from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from civil_registry import cose, seal_keys, seal_lists
from civil_registry.models import SealKey
from portal.commands import DatabaseCommand
from portal.offices.models import Office

DEMO_DAYS = 400  # what the demo cast has signed is younger


class Command(DatabaseCommand):
    help = "Make, list, retire or report stolen a key of the seal; make the root key; set all up on a demo."

    def add_arguments(self, parser) -> None:
        todo = parser.add_subparsers(dest="todo", required=True)
        root = todo.add_parser("root", help="make a root key in a file (asks for a password); on a machine off the network")
        root.add_argument("file", type=Path)
        new = todo.add_parser("new", help="make a key; it seals once the list that names it is published")
        new.add_argument("--from", dest="from_on", type=date.fromisoformat, help="first day of issue; default: today")
        new.add_argument("--to", dest="to_on", type=date.fromisoformat, help="last day of issue")
        new.add_argument("--office", help="code of the one office it is for; default: every office")
        for name, words in (("retire", "seal no more with it; its papers stay genuine"), ("compromised", "it was stolen")):
            end = todo.add_parser(name, help=words)
            end.add_argument("kid", type=int)
        todo.add_parser("list", help="number, office, days, state of every key")
        todo.add_parser("demo", help="root key, key and lists of a demo, once")

    def handle(self, *args, todo: str, **options) -> None:
        getattr(self, f"_{todo}")(options)

    def _root(self, options: dict) -> None:
        password = getpass("Password of the root key: ").encode()
        if not password or password != getpass("Again: ").encode():
            raise CommandError("No password, or two different ones. Nothing was written.")
        self._write_root(options["file"], password)

    def _write_root(self, path: Path, password: bytes | None) -> None:
        pem = seal_lists.new_root(password)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError as fault:
            raise CommandError(f"{path} is already there. A root key is never overwritten.") from fault
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        self.stdout.write(f"SEAL_ROOT_PUBLIC_KEY={cose.point(seal_lists.read_root(pem, password)).hex()}")

    def _new(self, options: dict) -> None:
        office = None
        if options["office"]:
            office = Office.objects.filter(code=options["office"]).standing_on(timezone.localdate()).first()
            if office is None:
                raise CommandError(f"No office of today has the code {options['office']}.")
        with transaction.atomic():
            from_on = options["from_on"] or timezone.localdate()
            if options["to_on"] and options["to_on"] < from_on:
                raise CommandError("The last day lies before the first.")
            key = seal_keys.new_key(from_on=from_on, to_on=options["to_on"], office=office)
        self.stdout.write(f"Key {key.kid} is made. It seals once `manage.py seal_lists` has published the list that names it.")

    def _retire(self, options: dict, *, is_compromised: bool = False) -> None:
        try:
            with transaction.atomic():
                key = seal_keys.stop_using(options["kid"], on=timezone.localdate(), is_compromised=is_compromised)
        except SealKey.DoesNotExist as fault:
            raise CommandError(f"There is no key {options['kid']}.") from fault
        self.stdout.write(f"Key {key.kid} seals no more. Publish the list of keys now: `manage.py seal_lists`.")

    def _compromised(self, options: dict) -> None:
        self._retire(options, is_compromised=True)

    def _list(self, options: dict) -> None:
        for key in SealKey.objects.select_related("office").order_by("kid"):
            days = f"{key.from_on} – {key.to_on or '…'}"
            told = "published" if key.published_at else "not published yet"
            self.stdout.write(f"{key.kid:>3}  {key.office or 'every office'}  {days}  {key.status}  {told}")

    def _demo(self, options: dict) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("In production the root key is made on a machine off the network: `seal_key root FILE`.")
        root = Path(settings.SEAL_ROOT_KEY_FILE)
        if not root.exists():
            self._write_root(root, None)
        if not SealKey.objects.exists():
            seal_keys.new_key(from_on=timezone.localdate() - timedelta(days=DEMO_DAYS))
        seal_lists.refresh(at=timezone.now())
