"""What the citizen is told after each move, by SMS and, where an address was given, by e-mail.

The history is the outbox: rows not told yet are found by a query, and the messages are queued in the transaction that marks
them told; so nothing is lost and nothing is queued twice, whichever worker comes, and however often.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applications.actions.collecting import is_compared
from applications.models import Application, Slip, StateChange
from applications.models.application import DeliveryMethod
from applications.must_reach import MUST_REACH, ladder_of
from applications.procedures import procedure_for
from applications.states import FINAL
from portal.messaging.ladder import begin
from portal.messaging.models import Channel, Ladder, OutgoingMessage
from portal.messaging.queue import queue
from portal.messaging.sms import MOST_PARTS, sms_parts
from portal.offices import naming
from portal.templatetags.portal import code_groups, day, when

BATCH = 50
log = structlog.get_logger(__name__)
Row = TypeVar("Row", bound=Model)
Said = tuple[list[OutgoingMessage], Ladder | None]  # messages; or the ladder of who has no phone and no e-mail

# The texts of each verb: <name>_subject.txt, <name>.txt (the letter, also set in messages/base.html), <name>.sms.txt.
# Other verbs are no business of the citizen's.
TEXTS = {
    "submit": "messages/submit",
    "receive": "messages/receive",
    "transfer": "messages/transfer",
    "pass_to_successor": "messages/pass_to_successor",
    "ask_for_supplement": "messages/ask_for_supplement",
    "resubmit": "messages/resubmit",
    "move_promise": "messages/move_promise",
    "extend": "messages/extend",
    "apologise": "messages/apologise",
    "sign": "messages/sign",
    "reissue": "messages/reissue",
    "cancel_copy": "messages/cancel_copy",
    "hand_to_post": "messages/hand_to_post",
    "fail_delivery": "messages/fail_delivery",
    "return_to_office": "messages/return_to_office",
    "lose_on_the_way": "messages/lose_on_the_way",
    "replace_lost": "messages/replace_lost",
    "reprint_lost": "messages/reprint_lost",
    "answer_complaint": "messages/answer_complaint",
    "keep_result": "messages/keep_result",
    "make_ready_for_collection": "messages/make_ready_for_collection",
    "collect": "messages/collect",
    "deliver": "messages/deliver",
    "refuse": "messages/refuse",
    "withdraw": "messages/withdraw",
    "lapse": "messages/lapse",
}


def tell_pending(*, at: datetime) -> int:
    """Queue the messages of every change not told yet. Returns how many changes were told or had nothing to tell."""
    told = last = 0
    while batch := _tell_batch(at, after=last):
        last, number = batch
        told += number
    return told


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that the requester of a dossier is told. `name` as in TEXTS; `occasion`: "change:1234", told once.

    `context` is asked in each language it is said in. `must_reach`: where neither SMS nor e-mail arrives, a letter goes, then
    the desk telephones.
    """

    application: Application
    name: str
    context: Callable[[], dict]
    occasion: str
    must_reach: bool = False


def messages_about(change: StateChange, *, at: datetime) -> list[OutgoingMessage]:
    """The messages of one change, not queued; empty where the verb tells nothing."""
    telling = _telling(change, at)
    return messages_of(telling, at=at) if telling else []


def tell(tellings: Iterable[Telling], *, at: datetime) -> None:
    """Queue what they say, in the caller's transaction. Who must be reached and has no phone and no e-mail gets a letter."""
    _send_out([_said(telling, at) for telling in tellings], at)


def tell_each(rows: Iterable[Row], telling_of: Callable[[Row], Telling | None], *, at: datetime) -> list[Row]:
    """Tell of each row what is to be told, in the caller's transaction. Returns the rows that are done with.

    One for which no words can be made is a fault of ours: it is logged, waits for its mending, and stops no other.
    """
    done, said = [], []
    for row in rows:
        try:
            if telling := telling_of(row):
                said.append(_said(telling, at))
        except Exception:
            log.exception("telling_failed", row=f"{row._meta.label_lower}:{row.pk}")
        else:
            done.append(row)
    _send_out(said, at)
    return done


def _said(telling: Telling, at: datetime) -> Said:
    messages = messages_of(telling, at=at)
    return messages, _ladder(telling, at) if telling.must_reach and not messages else None


def _send_out(said: list[Said], at: datetime) -> None:
    queue(message for messages, _ladder_alone in said for message in messages)
    for _messages, ladder in said:
        if ladder:
            begin(ladder, at=at)


def messages_of(telling: Telling, *, at: datetime) -> list[OutgoingMessage]:
    """Its SMS and its e-mail in the language of the application, with their ladder. Writes nothing: they are to be queued."""
    application, language = telling.application, telling.application.language or settings.LANGUAGE_CODE
    with translation.override(language):
        context = telling.context()
        messages = [_sms(telling, context, at)] if application.requester_phone else []
        if application.requester_email:
            messages.append(_mail(telling, context, at))
        if telling.must_reach and messages:
            ladder = _ladder(telling, at)
            for message in messages:
                message.ladder = ladder
    return messages


def _telling(change: StateChange, at: datetime) -> Telling | None:
    """None where the verb tells nothing."""
    name = TEXTS.get(change.verb)
    if name is None or (change.verb == "pass_to_successor" and change.to_state in FINAL):
        return None
    must_reach = change.verb in MUST_REACH
    return Telling(change.application, name, lambda: _context(change, at), f"change:{change.pk}", must_reach)


def _ladder(telling: Telling, at: datetime) -> Ladder:
    language = telling.application.language or settings.LANGUAGE_CODE
    return ladder_of(telling.application, telling.name, telling.context, occasion=telling.occasion, language=language, at=at)


def _tell_batch(at: datetime, *, after: int) -> tuple[int, int] | None:
    """One batch, one transaction: the last row looked at, and how many were told; None where none is left.

    On PostgreSQL several workers take different rows; SQLite lets one write at a time.
    """
    with transaction.atomic():
        untold = StateChange.objects.filter(told_at__isnull=True, pk__gt=after)
        untold = untold.select_related("application__office").order_by("id")
        can_skip = connection.features.has_select_for_update_skip_locked
        changes = list(untold.select_for_update(of=("self",), skip_locked=can_skip)[:BATCH])
        told = tell_each(changes, lambda change: None if _is_exercise(change) else _telling(change, at), at=at)
        StateChange.objects.filter(pk__in=[change.pk for change in told]).update(told_at=at)
    return (changes[-1].pk, len(told)) if changes else None


def _is_exercise(change: StateChange) -> bool:
    """Of training mode: nobody is behind it, so nobody is told. Its messages are shown to who trains (training/unsent.py)."""
    return change.application.office is not None and change.application.office.is_training


def _context(change: StateChange, at: datetime) -> dict:
    application, detail = change.application, change.detail
    due_at = datetime.fromisoformat(detail["due_at"]) if "due_at" in detail else application.due_at
    given = procedure_for(application.procedure_code).gives(application.kind)
    return (
        asked_at_the_desk(application)
        | given.words
        | {
            "application": application,
            "change": change,
            "office": naming.authority_name(application.office),
            "at": change.at,
            "code": detail.get("code") or application.dossier_code or code_groups(application.ref),
            "when": _when(timezone.localdate(due_at), timezone.localdate(at)),
            "items": detail.get("items", []),
            "serial": detail.get("serial", ""),
            "old_serial": detail.get("old_serial", ""),
            "has_paper": bool(application.delivered_at),
            "tracking_number": detail.get("tracking_number", ""),
            "pay_vnd": detail.get("collect_vnd", application.due_total_vnd),
            "accountable": _accountable(change),
            "is_early": change.at <= due_at,
            "due": when(due_at),
            "reappointed": when(datetime.fromisoformat(detail["reappointed_at"])) if "reappointed_at" in detail else "",
            "by_post": application.delivery_method == DeliveryMethod.POST,
            "site": settings.PUBLIC_URL + ("/en" if application.language == "en" else ""),  # no reference in the address
        }
    )


def asked_at_the_desk(application: Application) -> dict:
    """Whether its person brings originals, and how many must come to sign the register; nothing where that was done before."""
    procedure = procedure_for(application.procedure_code)
    is_asked = procedure.writing is not None and not is_compared(application)
    return {
        "has_originals": is_asked and bool(procedure.compared(application.answers)),
        "present": procedure.present if is_asked else 0,
    }


def _accountable(change: StateChange) -> str:
    """Whom an apology names: on the letter, because the history keeps no names."""
    if "slip_id" not in change.detail:
        return ""
    return Slip.objects.values_list("content__accountable", flat=True).get(pk=change.detail["slip_id"])


def _when(due_on: date, today: date) -> str:
    """ "trong hôm nay 20/03", "trong thứ Hai 23/03/2026" """
    if due_on == today:
        return _("trong hôm nay %(day)s") % {"day": f"{due_on:%d/%m}"}
    return _("trong %(day)s") % {"day": day(due_on)}


def _sms(telling: Telling, context: dict, at: datetime) -> OutgoingMessage:
    """At most three parts: where the list of what is missing is too long, it is counted instead."""
    text = _line(f"{telling.name}.sms.txt", context)
    if sms_parts(text) > MOST_PARTS:
        text = _line(f"{telling.name}.sms.txt", context | {"is_short": True})
    return _message(telling, Channel.SMS, telling.application.requester_phone, at, text=text)


def _mail(telling: Telling, context: dict, at: datetime) -> OutgoingMessage:
    subject = _line(f"{telling.name}_subject.txt", context)
    letter = context | {"subject": subject, "letter": render_to_string(f"{telling.name}.txt", context).strip()}
    text, html = render_to_string("messages/base.txt", letter), render_to_string("messages/base.html", letter)
    recipient = telling.application.requester_email
    return _message(telling, Channel.EMAIL, recipient, at, subject=subject[:200], text=text, html=html)


def _message(telling: Telling, channel: Channel, recipient: str, at: datetime, **texts: str) -> OutgoingMessage:
    return OutgoingMessage(
        idempotency_key=f"{telling.occasion}:{channel.value}",
        channel=channel,
        recipient=recipient,
        subject_ref=f"application:{telling.application.ref}",
        next_try_at=at,
        **texts,
    )


def _line(template: str, context: dict) -> str:
    """A template as one line: an SMS, a subject. Composed letters: a letter and its loose tones would count twice."""
    return " ".join(unicodedata.normalize("NFC", render_to_string(template, context)).split())
