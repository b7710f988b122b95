"""The messages that a real dossier would have sent: worked out to be shown, never queued."""

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from applications.notifications import messages_about
from applications.verbs import VERBS


@dataclass(frozen=True, slots=True)
class Unsent:
    at: datetime
    about: str
    channel: str
    text: str


def unsent(application: Application) -> list[Unsent]:
    """In the order of the history; unsaved rows of the outbox are made and let go."""
    changes = application.history.select_related("application__office__parent").order_by("id")
    return [
        Unsent(change.at, VERBS.get(change.verb, change.verb), message.get_channel_display(), message.text)
        for change in changes
        for message in messages_about(change, at=change.at)
    ]
