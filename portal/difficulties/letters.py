"""E-mail about difficulties: to those who met one, when it is answered; to the Department, what waits too long.

Only code and subject stand in a letter: what was written is read behind the log-in.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from portal.accounts.models import Posting, Role
from portal.days import HANOI
from portal.difficulties.access import DEPARTMENT
from portal.difficulties.ages import with_ages
from portal.difficulties.models import UNANSWERED, Difficulty, DifficultyEvent
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.queue import queue
from portal.offices.calendar import CalendarMissing, calendar_for

MORNING = (8, 9, 10, 11)  # o'clock, local
LISTED = 30


def tell_units(one: Difficulty, event: DifficultyEvent, *, at: datetime, answered_as: Difficulty | None = None) -> None:
    """Those who wrote it or said that they meet it, while they still work there; where nobody does, the unit's leaders."""
    met = {(one.office_id, one.written_by_id), *one.echoes.values_list("office_id", "by_id")}
    met |= set(one.merged.values_list("office_id", "written_by_id"))
    offices = {office_id for office_id, _person in met}
    here = _postings(Q(office_id__in=offices), at)
    writers = {(p.office_id, p.user_id): p for p in here if (p.office_id, p.user_id) in met}
    missing = offices - {office_id for office_id, _person in writers}
    leaders = {(p.office_id, p.user_id): p for p in here if p.office_id in missing and p.role == Role.OFFICE_LEADER}
    about = {"difficulty": one, "event": event, "answered_as": answered_as or one}
    about["page_url"] = f"{settings.PUBLIC_URL}/mot-cua/kien-nghi/{(answered_as or one).pk}/"
    subject = f"Sở Tư pháp trả lời {one.code}: {one.subject}"
    people = [*writers.values(), *leaders.values()]
    queue(_letter(p, f"kn{event.pk}", subject, "messages/staff/difficulty_answered.txt", about, at) for p in people)


def remind_department(*, at: datetime) -> int:
    """On each working morning, what waits longer than its limit; one letter to a person and day. Returns letters queued."""
    local = at.astimezone(HANOI)
    if local.hour not in MORNING or not _is_worked(local.date()):
        return 0
    waiting = Difficulty.objects.filter(state__in=UNANSWERED, answer_by_on__lt=local.date()).select_related("office")
    late = with_ages(waiting.order_by("answer_by_on", "pk"), local.date())
    if not late:
        return 0
    about = {"late": late[:LISTED], "more": max(0, len(late) - LISTED), "total": len(late), "seen_at": local}
    about["page_url"] = f"{settings.PUBLIC_URL}/so-tu-phap/kien-nghi/"
    subject, template = f"{len(late)} kiến nghị của đơn vị quá hạn trả lời", "messages/staff/difficulties_late.txt"
    people = {posting.user_id: posting for posting in _postings(Q(role__in=DEPARTMENT), at)}
    letters = [_letter(p, f"kn-late:{local:%y%m%d}", subject, template, about, at) for p in people.values()]
    told = set(
        OutgoingMessage.objects.filter(idempotency_key__in=[m.idempotency_key for m in letters]).values_list(
            "idempotency_key", flat=True
        )
    )
    fresh = [letter for letter in letters if letter.idempotency_key not in told]
    queue(fresh)
    return len(fresh)


def _postings(where: Q, at: datetime) -> list[Posting]:
    in_force = Posting.objects.in_force_on(timezone.localdate(at)).filter(where, user__is_active=True)
    return list(in_force.select_related("user", "office").order_by("pk"))


def _letter(posting: Posting, occasion: str, subject: str, template: str, about: dict, at: datetime) -> OutgoingMessage:
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


def _is_worked(day) -> bool:
    try:
        return calendar_for(None).is_working_day(day)
    except CalendarMissing:
        return False
