"""Codes that open an application for half an hour to whoever holds its telephone: six digits, ten minutes, five tries.

Source: TT 01/2018/TT-VPCP, Art. 16 (without proof of who asks: code and degree of completion only).
"""

import secrets
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from applications.models import Application, OneTimeCode
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.queue import queue

LASTS = timedelta(minutes=10)
TRIES = 5
DIGITS = 6


class Outcome(Enum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"  # no code, too late, used, or too many tries: only a new code helps


def send_code(application: Application, *, by: Actor, at: datetime) -> None:
    """Make a code and queue it to the requester's telephone; earlier codes end."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with transaction.atomic():
        application.one_time_codes.all().delete()
        row = OneTimeCode.objects.create(application=application, code_hash="", created_at=at, expires_at=at + LASTS)
        row.code_hash = _hashed(row, code)
        row.save()
        queue([_message(application, row, code, at)])
        record("application.send_code", subject=f"application:{application.ref}", by=by, at=at)


def try_code(application: Application, typed: str, *, by: Actor, at: datetime) -> tuple[Outcome, int]:
    """Count one try; (outcome, tries left). A right code is used up."""
    with transaction.atomic():
        row = application.one_time_codes.select_for_update().last()
        if row is None or row.used_at or row.tries >= TRIES or row.expires_at <= at:
            return Outcome.SPENT, 0
        row.tries += 1
        is_right = constant_time_compare(row.code_hash, _hashed(row, typed))
        if is_right:
            row.used_at = at
            record("application.open_by_code", subject=f"application:{application.ref}", by=by, at=at)
        row.save()
    left = TRIES - row.tries
    if is_right:
        return Outcome.RIGHT, left
    return (Outcome.WRONG if left else Outcome.SPENT), left


def _hashed(row: OneTimeCode, code: str) -> str:
    return salted_hmac("applications.onetime", f"{row.pk}:{code}", algorithm="sha256").hexdigest()


def _message(application: Application, row: OneTimeCode, code: str, at: datetime) -> OutgoingMessage:
    with translation.override(application.language):
        text = render_to_string("messages/one_time_code.sms.txt", {"code": code, "minutes": LASTS.seconds // 60}).strip()
    return OutgoingMessage(
        idempotency_key=f"onetime:{row.pk}",
        channel=Channel.SMS,
        recipient=application.requester_phone,
        text=text,
        subject_ref=f"application:{application.ref}",
        next_try_at=at,
    )
