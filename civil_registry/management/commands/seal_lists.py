"""`manage.py seal_lists …`: the signed lists that a page carries to check seals offline. Three steps, two machines.

`write DIR` here; `sign DIR --root-key FILE` on the machine that holds the root key (it needs no database); `publish DIR` here.
"""

from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from civil_registry import seal_lists
from civil_registry.cose import NotGenuine
from civil_registry.models import SealList
from portal.commands import DatabaseCommand


class Command(DatabaseCommand):
    help = "Write the lists of keys and cancelled copies, sign them with the root key, publish them."

    def add_arguments(self, parser) -> None:
        parser.add_argument("todo", choices=["write", "sign", "publish"])
        parser.add_argument("folder", type=Path)
        parser.add_argument("--root-key", type=Path, help="the root key's file (for sign)")

    def handle(self, *args, todo: str, folder: Path, **options) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        getattr(self, f"_{todo}")(folder, options)

    def _write(self, folder: Path, options: dict) -> None:
        at = timezone.now()
        for kind in SealList.Kind.values:
            (folder / f"{kind}.cbor").write_bytes(seal_lists.written(kind, at=at))
        self.stdout.write(f"Written to {folder}. Sign them where the root key is: `manage.py seal_lists sign`.")

    def _sign(self, folder: Path, options: dict) -> None:
        path = options["root_key"]
        if path is None or not path.exists():
            raise CommandError("Say where the root key is: --root-key FILE.")
        pem = path.read_bytes()
        password = getpass("Password of the root key: ").encode() if b"ENCRYPTED" in pem else None
        try:
            root = seal_lists.read_root(pem, password)
        except (ValueError, TypeError) as fault:
            raise CommandError("This password does not open the root key.") from fault
        for kind in SealList.Kind.values:
            (folder / f"{kind}.cose").write_bytes(seal_lists.signed((folder / f"{kind}.cbor").read_bytes(), root))
        self.stdout.write("Signed. Carry the folder back and `manage.py seal_lists publish`.")

    def _publish(self, folder: Path, options: dict) -> None:
        for kind in SealList.Kind.values:
            try:
                told = seal_lists.publish((folder / f"{kind}.cose").read_bytes())
            except (NotGenuine, FileNotFoundError) as fault:
                raise CommandError(f"{kind}.cose is not published: {fault}.") from fault
            self.stdout.write(f"{told.get_kind_display()}: {timezone.localtime(told.issued_at):%d/%m/%Y %H:%M}")
