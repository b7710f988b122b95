"""Messages to officials about a whole office: counts only, no dossier and no person. One to a person and occasion."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from applications.letters import those_there
from portal.accounts.models import Posting, Role
from portal.accounts.roster import Roster
from portal.background import nudge
from portal.messaging.models import Channel, OutgoingMessage


def people_of(office_ids: Iterable[int], roles: Iterable[Role], *, at: datetime) -> list[Posting]:
    """Those in these roles at these offices who are there today. Two queries."""
    ids = list(office_ids)
    here, roster = defaultdict(dict), Roster.of(timezone.localdate(at), office_ids=ids)
    for posting in people_where(Q(office_id__in=ids, role__in=list(roles)), at=at):
        here[posting.office_id][posting.user_id] = posting
    return [p for office_id, people in here.items() for p in those_there(people, roster, office_id).values()]


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
    OutgoingMessage.objects.bulk_create(letters, ignore_conflicts=True)
    if letters:
        nudge("portal.messaging.tasks.deliver_pending")
    return len(letters)
