"""Once a working day, a letter to both sides about what stands still between them: counts only, no dossier and no person."""

from collections import Counter
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from applications.linked.access import DESK
from applications.linked.incoming import ROLE_OF
from applications.linked.models import AuthorityKind
from applications.linked.radar import Stuck, Trouble, stuck_children
from portal.accounts.models import Posting
from portal.messaging.models import OutgoingMessage
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.offices.working_hours import open_offices

TEMPLATE = "messages/staff/linked_stuck.txt"


def remind(*, at: datetime) -> int:
    """Letters to the communes and to the authorities concerned; the key of each is the day, so a second run writes nothing.

    Returns how many were written. Nobody is written to where the doors are closed today.
    """
    counts: dict[tuple[int, str], Counter] = {}
    for stuck in stuck_children(now=at):
        for office_id, role in _sides(stuck):
            counts.setdefault((office_id, role), Counter())[stuck.trouble] += 1
    offices = {office_id for office_id, _role in counts}
    at_work = open_offices(offices, at=at) if offices else set()
    where = Q(pk__in=[])
    for office_id, role in counts:
        if office_id in at_work:
            where |= Q(office_id=office_id, role=role)
    return queue_office_letters([_letter(p, counts[p.office_id, p.role], at) for p in people_where(where, at=at)])


def _sides(stuck: Stuck) -> list[tuple[int, str]]:
    """Whom it concerns, as (office, role): the commune always, the authority where it is its turn."""
    child = stuck.child
    sides = [(child.case.application.office_id, role) for role in DESK]
    if stuck.trouble != Trouble.UNSENT and child.authority is not None:
        sides.append((child.authority.office_id, ROLE_OF[AuthorityKind(child.kind)]))
    return sides


def _letter(posting: Posting, counted: Counter, at: datetime) -> OutgoingMessage:
    total, is_desk = sum(counted.values()), posting.role in DESK
    page = reverse("linked_desk:cases" if is_desk else "linked:queue")
    about = {"counted": sorted(counted.items()), "total": total, "page_url": f"{settings.PUBLIC_URL}{page}"}
    occasion = f"linked:{'desk' if is_desk else 'partner'}:{timezone.localdate(at):%y%m%d}"
    subject = f"{total} phần việc liên thông cần xem – {posting.office.name}"
    return office_letter(posting, occasion=occasion, subject=subject, template=TEMPLATE, about=about, at=at)
