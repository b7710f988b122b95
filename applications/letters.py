"""Messages to officials about several dossiers: one e-mail to a person and office, listing codes and no personal data."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from applications.models import Application
from portal.accounts.models import Posting, Role
from portal.accounts.roster import Roster
from portal.background import nudge
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.office_letters import people_where

LISTED = 20  # codes in one letter; the rest is counted


class Letter(models.TextChoices):
    """What the letter is about, and its subject line."""

    OVERDUE = "overdue", "{count} hồ sơ đã quá hạn – {office}"
    DUE_TODAY = "due_today", "{count} hồ sơ phải giải quyết xong hôm nay – {office}"
    COVER = "cover", "{count} hồ sơ chuyển đến ông/bà vì đồng nghiệp nghỉ – {office}"
    LEADER = "leader", "Còn {count} hồ sơ chưa xong trước giờ đóng cửa – {office}"


TEXTS = {
    Letter.OVERDUE: "messages/staff/overdue.txt",
    Letter.COVER: "messages/staff/cover.txt",
    Letter.DUE_TODAY: "messages/staff/due_today.txt",
    Letter.LEADER: "messages/staff/leader.txt",
}


def queue_letters(letter: Letter, about: list[Application], *, to: Iterable[Role], at: datetime, occasion: str) -> int:
    """Write a letter for each person concerned; `occasion` makes it the only one of its kind. Returns how many people.

    A dossier that somebody works on is told to him and to leaders, any other to all officers of its office. Nobody who is
    away is written to while somebody with the same role is there: who stands in hears of what was his.
    """
    messages = [
        _message(letter, posting, dossiers, at=at, occasion=occasion)
        for posting, dossiers in _concerned(about, roles=tuple(to), at=at)
    ]
    known = set(
        OutgoingMessage.objects.filter(idempotency_key__in=[m.idempotency_key for m in messages]).values_list(
            "idempotency_key", flat=True
        )
    )
    fresh = [message for message in messages if message.idempotency_key not in known]
    OutgoingMessage.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        nudge("portal.messaging.tasks.deliver_pending")
    return len(fresh)


def _concerned(about: list[Application], *, roles: tuple[Role, ...], at: datetime) -> list[tuple[Posting, list[Application]]]:
    """Each person at each office, with the dossiers he should hear of. Two queries."""
    by_office: dict[int, list[Application]] = defaultdict(list)
    for application in about:
        if application.office.is_training:
            continue
        by_office[application.office_id].append(application)
    day = timezone.localdate(at)
    postings = (
        Posting.objects.in_force_on(day)
        .filter(office_id__in=by_office, role__in=roles, user__is_active=True)
        .select_related("user", "office")
        .order_by("id")
    )
    here = defaultdict(dict)  # office -> user -> posting, a leader's before an officer's
    for posting in postings:
        if posting.user_id not in here[posting.office_id] or posting.role == Role.OFFICE_LEADER:
            here[posting.office_id][posting.user_id] = posting
    roster, concerned = Roster.of(day, office_ids=by_office), []
    for office_id, everybody in here.items():
        people = those_there(everybody, roster, office_id)
        who = {a.pk: roster.who_works_for(a.assigned_to_id, office_id=office_id) for a in by_office[office_id]}
        for posting in people.values():
            dossiers = [a for a in by_office[office_id] if _concerns(posting, who[a.pk], people)]
            if dossiers:
                concerned.append((posting, dossiers))
    return concerned


def people_of(office_ids: Iterable[int], roles: Iterable[Role], *, at: datetime) -> list[Posting]:
    """Those in these roles at these offices who are there today. Two queries."""
    ids = list(office_ids)
    here, roster = defaultdict(dict), Roster.of(timezone.localdate(at), office_ids=ids)
    for posting in people_where(Q(office_id__in=ids, role__in=list(roles)), at=at):
        here[posting.office_id][posting.user_id] = posting
    return [p for office_id, people in here.items() for p in those_there(people, roster, office_id).values()]


def those_there(people: dict[int, Posting], roster: Roster, office_id: int) -> dict[int, Posting]:
    """Those who are there; where all leaders or all officers are away, these all the same: a letter waits, none is lost."""
    there = {pk: posting for pk, posting in people.items() if not roster.is_away(pk, office_id=office_id)}
    led = {posting.role == Role.OFFICE_LEADER for posting in there.values()}
    return {pk: posting for pk, posting in people.items() if pk in there or (posting.role == Role.OFFICE_LEADER) not in led}


def _concerns(posting: Posting, worker: int | None, people: dict[int, Posting]) -> bool:
    """`worker`: who has the dossier in hand, or stands in for him."""
    if posting.role == Role.OFFICE_LEADER:
        return True
    return worker == posting.user_id or worker not in people


def _message(letter: Letter, posting: Posting, about: list[Application], *, at: datetime, occasion: str) -> OutgoingMessage:
    context = {
        "person": posting.user.full_name,
        "office": posting.office,
        "codes": [application.code for application in about[:LISTED]],
        "more": max(0, len(about) - LISTED),
        "count": len(about),
        "due_at": timezone.localtime(about[0].due_at),
        "queue_url": f"{settings.PUBLIC_URL}/mot-cua/",
    }
    return OutgoingMessage(
        idempotency_key=f"{letter.value}:{occasion}:{posting.office_id}:{posting.user_id}",
        channel=Channel.EMAIL,
        recipient=posting.user.email,
        subject=letter.label.format(count=len(about), office=posting.office.name)[:200],
        text=render_to_string(TEXTS[letter], context),
        subject_ref=f"office:{posting.office.code}",
        next_try_at=at,
    )
