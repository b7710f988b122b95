"""Keeping the time in which the Department answers: one row for a day from which it holds."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.difficulties.models import AnswerLimit


def enter_limit(*, working_days: int, valid_from: date, legal_document: str, by: Actor, at: datetime) -> AnswerLimit:
    """From that day on; entered again for the same day, the later word counts."""
    with transaction.atomic():
        values = {"working_days": working_days, "legal_document": legal_document}
        kept, _is_new = AnswerLimit.objects.update_or_create(valid_from=valid_from, defaults=values)
        record("difficulty.limit", subject=f"answer_limit:{valid_from}", by=by, at=at, working_days=working_days)
    return kept
