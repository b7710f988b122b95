"""Contents are kept no longer than needed: emptied EXCHANGE_KEEP_DAYS after their end. Keys, kinds and moments stay."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from portal.exchange import file_drop
from portal.exchange.models import IncomingMessage, Outcome, OutgoingMessage, Partner, Transport


def empty_old(*, at: datetime) -> int:
    """Returns how many messages were emptied. What has not ended keeps its content, and so does what a person must look at."""
    before = at - timedelta(days=settings.EXCHANGE_KEEP_DAYS)
    sent = OutgoingMessage.objects.filter(emptied_at=None, acknowledged_at__lt=before)
    handled = IncomingMessage.objects.filter(~Q(outcome=Outcome.WAITING), emptied_at=None, handled_at__lt=before)
    emptied = sum(rows.update(payload={}, emptied_at=at) for rows in (sent, handled))
    for partner in Partner.objects.filter(transport=Transport.FILES):
        _remove_files(partner, before)
    return emptied


def _remove_files(partner: Partner, before: datetime) -> None:
    for name in (file_drop.DONE, file_drop.BAD, file_drop.OUT):
        for path in file_drop.folder(partner, name).iterdir():
            if path.lstat().st_mtime < before.timestamp():
                _remove(path)


def _remove(path: Path) -> None:
    """A partner may have brought a folder: it was put aside like a bad file."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
