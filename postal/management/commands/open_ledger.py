"""`manage.py open_ledger`: what is due and was collected for parcels older than the ledger. Safe to run again."""

from django.db.models import Count

from portal.commands import DatabaseCommand
from postal.actions.backfill import open_older_parcel
from postal.models import Parcel
from postal.positions import Charge

OPENED = len({Charge.FEE, Charge.POSTAGE})


def open_ledger() -> int:
    """Returns how many parcels got their accounts."""
    older = Parcel.objects.annotate(opened=Count("application__accounts")).filter(opened__lt=OPENED)
    pks = list(older.order_by("pk").values_list("pk", flat=True))
    for pk in pks:
        open_older_parcel(pk)
    return len(pks)


class Command(DatabaseCommand):
    help = "Write into the ledger what is due and was collected for parcels that are older than it."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Đã mở sổ cho {open_ledger()} phong bì.")
