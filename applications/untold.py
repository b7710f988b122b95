"""Which moves of a dossier its requester was not told of by any channel: the office telephones instead.

What must reach him is not counted here: its letter and its call stand on the lists of the desk (portal/messaging/ladder.py).
"""

from collections import defaultdict

from applications.models import Application
from portal.messaging.models import MessageStatus, OutgoingMessage

LOST = {MessageStatus.FAILED, MessageStatus.OFF}


def moves_not_told(application: Application) -> int:
    """How many moves have messages, all of which failed or belong to a channel that is off. One query."""
    about = f"application:{application.ref}"
    messages = OutgoingMessage.objects.filter(subject_ref=about, idempotency_key__startswith="change:", ladder=None)
    by_move: dict[str, set[str]] = defaultdict(set)
    for key, status in messages.values_list("idempotency_key", "status"):
        by_move[key.rpartition(":")[0]].add(status)
    return sum(statuses <= LOST for statuses in by_move.values())
