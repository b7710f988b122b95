"""Messages about reflections: to the sender what was received and what is answered, to those who answer what waits.

Letters to officials name the code only: who sent it and what was written is read behind the log-in.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts.models import Posting, Role
from portal.days import HANOI
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.office_letters import office_letter, people_where, queue_office_letters
from portal.messaging.queue import queue
from portal.offices import naming
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.reflections.models import Reflection, ReflectionEvent, State

TEXTS = {"send": "messages/reflection_received", "answer": "messages/reflection_answered"}
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]
MORNING = (8, 9, 10, 11)  # o'clock, local


def tell_sender(one: Reflection, event: ReflectionEvent, *, at: datetime) -> None:
    """By e-mail with the whole words, by SMS with the address where they are read; in the sender's language."""
    name = TEXTS[event.verb]
    with translation.override(one.language):
        site = settings.PUBLIC_URL + ("/en" if one.language == "en" else "")
        context = {"reflection": one, "who": who_answers(one), "page_url": f"{site}/phan-anh/tra-loi/"}
        messages = []
        if one.sender_phone:
            text = _line(f"{name}.sms.txt", context)
            messages.append(_message(event, Channel.SMS, one.sender_phone, at, text=text))
        if one.sender_email:
            subject, text = _line(f"{name}_subject.txt", context), render_to_string(f"{name}.txt", context)
            messages.append(_message(event, Channel.EMAIL, one.sender_email, at, subject=subject, text=text))
    queue(messages)


def tell_who_answers(one: Reflection, event: ReflectionEvent, *, at: datetime) -> None:
    about = {"reflection": one, "page_url": _desk_url(one)}
    words = {"subject": f"Phản ánh mới {one.shown_code}", "template": "messages/staff/reflection_new.txt"}
    queue(office_letter(p, occasion=f"pa{event.pk}", **words, about=about, at=at) for p in _who_answer([one], at=at))


def remind_of_late(*, at: datetime) -> int:
    """On each working morning, to those who answer and to the Department, what is past its day. Returns letters queued."""
    local = at.astimezone(HANOI)
    if local.hour not in MORNING or not _is_worked(local.date()):
        return 0
    late = list(Reflection.objects.filter(state=State.RECEIVED, answer_by_on__lt=local.date()).select_related("office"))
    people = {(posting.office_id, posting.user_id): posting for posting in _who_answer(late, at=at)} if late else {}
    people |= {(p.office_id, p.user_id): p for p in people_where(Q(role__in=DEPARTMENT), at=at)} if late else {}
    letters = []
    for posting in people.values():
        seen = late if posting.role in DEPARTMENT else [one for one in late if one.office_id == posting.office_id]
        about = {"late": seen, "page_url": f"{settings.PUBLIC_URL}/cong-chuc/phan-anh/"}
        words = {"subject": f"{len(seen)} phản ánh quá hạn trả lời", "template": "messages/staff/reflections_late.txt"}
        letters.append(office_letter(posting, occasion=f"pa-late:{local:%y%m%d}", **words, about=about, at=at))
    told = OutgoingMessage.objects.filter(idempotency_key__in=[letter.idempotency_key for letter in letters])
    keys = set(told.values_list("idempotency_key", flat=True))
    return queue_office_letters([letter for letter in letters if letter.idempotency_key not in keys])


def who_answers(one: Reflection) -> str:
    """In the language of the page or message."""
    return naming.authority_name(one.office) if one.office else _("Sở Tư pháp Hà Nội")


def _who_answer(waiting: Iterable[Reflection], *, at: datetime) -> list[Posting]:
    """The leaders of the offices; where one is for the Department, its people."""
    offices = {one.office_id for one in waiting}
    where = Q(office_id__in=offices - {None}, role=Role.OFFICE_LEADER)
    return people_where(where | Q(role__in=DEPARTMENT) if None in offices else where, at=at)


def _desk_url(one: Reflection) -> str:
    return f"{settings.PUBLIC_URL}/cong-chuc/phan-anh/{one.pk}/"


def _message(event: ReflectionEvent, channel: Channel, recipient: str, at: datetime, **texts: str) -> OutgoingMessage:
    return OutgoingMessage(
        idempotency_key=f"reflection:{event.pk}:{channel.value}",
        channel=channel,
        recipient=recipient,
        subject_ref=f"reflection:{event.reflection_id}",
        next_try_at=at,
        **texts,
    )


def _line(template: str, context: dict) -> str:
    return " ".join(unicodedata.normalize("NFC", render_to_string(template, context)).split())


def _is_worked(day) -> bool:
    try:
        return calendar_for(None).is_working_day(day)
    except CalendarMissing:
        return False
