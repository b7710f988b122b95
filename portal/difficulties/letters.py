"""E-mail about difficulties: to those who met one, when it is answered; to the Department, what waits too long.

Only code and subject stand in a letter: what was written is read behind the log-in.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from portal.accounts.models import Role
from portal.days import HANOI
from portal.difficulties.access import DEPARTMENT
from portal.difficulties.ages import with_ages
from portal.difficulties.models import UNANSWERED, DifficultyEvent, DifficultyReport
from portal.messaging.models import OutgoingMessage
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.messaging.queue import queue
from portal.offices.calendar import CalendarMissing, calendar_for

MORNING = (8, 9, 10, 11)  # o'clock, local
LISTED = 30


def tell_units(
    one: DifficultyReport, event: DifficultyEvent, *, at: datetime, answered_as: DifficultyReport | None = None
) -> None:
    """Those who wrote it or said that they meet it, while they still work there; where nobody does, the unit's leaders."""
    met = {(one.office_id, one.written_by_id), *one.echoes.values_list("office_id", "by_id")}
    met |= set(one.merged.values_list("office_id", "written_by_id"))
    offices = {office_id for office_id, _person in met}
    here = people_where(Q(office_id__in=offices), at=at)
    writers = [posting for posting in here if (posting.office_id, posting.user_id) in met]
    missing = offices - {posting.office_id for posting in writers}
    leaders = people_where(Q(office_id__in=missing, role=Role.OFFICE_LEADER), at=at)
    about = {"difficulty": one, "event": event, "answered_as": answered_as or one}
    about["page_url"] = f"{settings.PUBLIC_URL}/mot-cua/kien-nghi/{(answered_as or one).pk}/"
    words = {"subject": f"Sở Tư pháp trả lời {one.code}: {one.subject}", "template": "messages/staff/difficulty_answered.txt"}
    queue(office_letter(p, occasion=f"kn{event.pk}", **words, about=about, at=at) for p in [*writers, *leaders])


def remind_department(*, at: datetime) -> int:
    """On each working morning, what waits longer than its limit; one letter to a person and day. Returns letters queued."""
    local = at.astimezone(HANOI)
    if local.hour not in MORNING or not _is_worked(local.date()):
        return 0
    waiting = DifficultyReport.objects.filter(state__in=UNANSWERED, answer_by_on__lt=local.date()).select_related("office")
    late = with_ages(waiting.order_by("answer_by_on", "pk"), local.date())
    if not late:
        return 0
    about = {"late": late[:LISTED], "more": max(0, len(late) - LISTED), "total": len(late), "seen_at": local}
    about["page_url"] = f"{settings.PUBLIC_URL}/so-tu-phap/kien-nghi/"
    words = {"subject": f"{len(late)} kiến nghị của đơn vị quá hạn trả lời", "template": "messages/staff/difficulties_late.txt"}
    people = people_where(Q(role__in=DEPARTMENT), at=at)
    letters = [office_letter(p, occasion=f"kn-late:{local:%y%m%d}", **words, about=about, at=at) for p in people]
    keys = [letter.idempotency_key for letter in letters]
    told = set(OutgoingMessage.objects.filter(idempotency_key__in=keys).values_list("idempotency_key", flat=True))
    return queue_office_letters([letter for letter in letters if letter.idempotency_key not in told])


def _is_worked(day) -> bool:
    try:
        return calendar_for(None).is_working_day(day)
    except CalendarMissing:
        return False
