"""Saving what a citizen answers while the application is a draft: checked answers, or what was typed until it is right.

`answers[step]` holds checked values; `answers["typed"][step]` what was typed and is not right yet, so that nothing is lost.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.actions.filing import remove_draft
from applications.errors import ChangedMeanwhile
from applications.models import Application
from applications.models.application import TYPED
from applications.states import State


def save_answers(application_id: int, step: str, values: Mapping[str, Any], *, at: datetime, **columns: Any) -> Application:
    """Keep the checked answers of one step; `columns` are fields of the row that follow from them. Raises ChangedMeanwhile."""
    with transaction.atomic():
        application = _locked_draft(application_id)
        typed = {name: kept for name, kept in application.answers.get(TYPED, {}).items() if name != step}
        application.answers = application.answers | {step: dict(values), TYPED: typed}
        for name, value in columns.items():
            setattr(application, name, value)
        return _saved(application, at)


def keep_typed(application_id: int, step: str, typed: Mapping[str, list[str]], *, at: datetime) -> Application:
    """Keep a step as it was typed, faults and all. Raises ChangedMeanwhile where the draft has been filed."""
    with transaction.atomic():
        application = _locked_draft(application_id)
        kept = application.answers.get(TYPED, {}) | {step: dict(typed)}
        application.answers = application.answers | {TYPED: kept}
        return _saved(application, at)


def change_kind(application_id: int, kind: str, *, at: datetime) -> Application:
    """Ask for another paper; the answers stay. Raises ChangedMeanwhile where it has been filed."""
    with transaction.atomic():
        application = _locked_draft(application_id)
        application.kind = kind
        return _saved(application, at)


def discard_draft(application_id: int, *, at: datetime) -> None:
    """Remove a draft at the person's own wish. Raises ChangedMeanwhile where it has been filed."""
    with transaction.atomic():
        remove_draft(_locked_draft(application_id), at=at)


def _locked_draft(application_id: int) -> Application:
    application = Application.objects.select_for_update().get(pk=application_id)
    if application.state != State.DRAFT:
        raise ChangedMeanwhile(application.history.last())
    return application


def _saved(application: Application, at: datetime) -> Application:
    application.saved_at = at
    application.save()
    return application
