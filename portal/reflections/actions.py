"""What is done about a reflection. One verb is one transaction: lock, check, move, save, history, evidence, messages."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django_fsm import TransitionNotAllowed

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.models import Office
from portal.reflections import telling
from portal.reflections.ages import answer_by
from portal.reflections.errors import AlreadyThere, NotPossibleNow, SaidMeanwhile
from portal.reflections.models import Reflection, ReflectionEvent, ReplyLimit, State

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed; a phone or an e-mail is there."""

    topic: str
    text: str
    sender_name: str
    sender_phone: str = ""
    sender_email: str = ""
    dossier_code: str = ""


def send(words: Words, *, about: Office | None, key: UUID, language: str = "vi", by: Actor, at: datetime) -> Reflection:
    """A reflection for the office it tells of, or for the Department (None). The same key again gives what was sent before."""
    with transaction.atomic():
        made, is_new = Reflection.objects.get_or_create(
            sent_key=key,
            defaults=asdict(words)
            | {
                "code": "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)),
                "about_office": about,
                "office": about,
                "language": language,
                "sent_at": at,
                "answer_by_on": answer_by(at),
            },
        )
        if is_new:
            event = _happened(made, "send", "", by=by, at=at)
            telling.tell_sender(made, event, at=at)
            telling.tell_who_answers(made, event, at=at)
    return made


def answer(reflection_id: int, words: str, *, seen: int | None = None, by: Actor, at: datetime) -> Reflection:
    """To the sender, by e-mail or SMS. A second answer takes the first's place and is told again.

    `seen`: the last event on the page where it was written. Raises NotPossibleNow, SaidMeanwhile.
    """
    with transaction.atomic():
        one = _locked(reflection_id)
        if seen is not None and one.state == State.ANSWERED and one.events.latest("pk").pk != seen:
            raise SaidMeanwhile
        before = one.state
        _move(one, one.give_answer, words, by_id=by.user_id, at=at)
        one.save()
        event = _happened(one, "answer", before, words=words, by=by, at=at)
        telling.tell_sender(one, event, at=at)
    return one


def pass_on(reflection_id: int, to: Office | None, reason: str, *, by: Actor, at: datetime) -> Reflection:
    """To another office, or the Department (None); the day that was promised stays. Raises AlreadyThere, NotPossibleNow."""
    with transaction.atomic():
        one = _locked(reflection_id)
        if one.office_id == (to.pk if to else None):
            raise AlreadyThere
        before = one.state
        _move(one, one.pass_on, to)
        one.save()
        there = to.full_name if to else "Sở Tư pháp"
        event = _happened(one, "pass_on", before, words=f"Đến {there}. {reason}", by=by, at=at)
        telling.tell_who_answers(one, event, at=at)
    return one


def set_aside(reflection_id: int, reason: str, *, by: Actor, at: datetime) -> Reflection:
    """No answer is due: advertising, or sent before. Nobody is written to. Raises NotPossibleNow."""
    with transaction.atomic():
        one = _locked(reflection_id)
        before = one.state
        _move(one, one.set_aside)
        one.save()
        _happened(one, "set_aside", before, words=reason, by=by, at=at)
    return one


def enter_limit(*, working_days: int, valid_from: date, legal_document: str, by: Actor, at: datetime) -> ReplyLimit:
    """From that day on; entered again for the same day, the later word counts. What was promised before stays."""
    with transaction.atomic():
        values = {"working_days": working_days, "legal_document": legal_document}
        kept, _is_new = ReplyLimit.objects.update_or_create(valid_from=valid_from, defaults=values)
        record("reflection.limit", subject=f"reply_limit:{valid_from}", by=by, at=at, working_days=working_days)
    return kept


def _locked(reflection_id: int) -> Reflection:
    return Reflection.objects.select_for_update().get(pk=reflection_id)


def _move(one: Reflection, transition, *args, **kwargs) -> None:
    """Raises NotPossibleNow."""
    try:
        transition(*args, **kwargs)
    except TransitionNotAllowed as fault:
        raise NotPossibleNow(one.get_state_display()) from fault


def _happened(one: Reflection, verb: str, before: str, *, words: str = "", by: Actor, at: datetime) -> ReflectionEvent:
    record(f"reflection.{verb}", subject=f"reflection:{one.pk}", by=by, at=at)
    return ReflectionEvent.objects.create(
        reflection=one,
        verb=verb,
        from_state=before,
        to_state=one.state,
        by_id=by.user_id,
        role=by.role,
        office_id=by.office_id,
        words=words,
        at=at,
    )
