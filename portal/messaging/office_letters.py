"""Letters to officials about a whole office: counts only, no dossier and no person. One to a person and occasion."""

from datetime import datetime

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from portal.accounts.models import Posting
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.queue import queue


def people_where(where: Q, *, at: datetime) -> list[Posting]:
    """One posting for each person at each office, those of today. One query."""
    postings = Posting.objects.in_force_on(timezone.localdate(at)).filter(
        where, user__is_active=True, office__is_training=False
    )
    rows = postings.select_related("user", "office").order_by("-id")
    return list({(posting.office_id, posting.user_id): posting for posting in rows}.values())


def office_letter(
    posting: Posting, *, occasion: str, subject: str, template: str, about: dict, at: datetime
) -> OutgoingMessage:
    """The letter to one person; `about` are the numbers and names its template says."""
    context = {"person": posting.user.full_name, "office": posting.office} | about
    return OutgoingMessage(
        idempotency_key=f"{occasion}:{posting.office_id}:{posting.user_id}",
        channel=Channel.EMAIL,
        recipient=posting.user.email,
        subject=subject[:200],
        text=render_to_string(template, context),
        subject_ref=f"office:{posting.office.code}",
        next_try_at=at,
    )


def queue_office_letters(letters: list[OutgoingMessage]) -> int:
    """Queue them; one that was queued before is left out by its key."""
    queue(letters)
    return len(letters)
