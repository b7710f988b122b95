"""Drawing up the extract of a received dossier and sending it for signature."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from applications.actions.collecting import hold_to_comparison
from applications.actions.moves import move
from applications.conflicts import acknowledged
from applications.cover import who_takes
from applications.errors import ChangedMeanwhile, EntryChanged, ExtractMissing, NoCopies, NothingToRegister
from applications.models import Application
from applications.procedures import procedure_for
from applications.states import State
from civil_registry import extracts, registering
from civil_registry.models import CopyState, ExtractCopy
from civil_registry.snapshots import changes_since
from portal.accounts.actors import Actor
from portal.background import nudge


def draw_up(
    application_id: int,
    *,
    entry_id: int,
    note: str | None = None,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Application:
    """Draft the copy from a register entry; an earlier draft is discarded. Raises ChangedMeanwhile, NoCopies.

    Content must equal the book; `note` may add what the official corrected from the paper book (Art. 60(2)).
    """
    with move(application_id, "draw_up", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        if procedure_for(application.procedure_code).writing:
            raise NoCopies
        _let_go_of_a_draft(application)
        told = _told(application, by, at) | {"quantity": application.copies, "note": note}
        _keep_draft(application, extracts.draw_up(entry_id, **told), by, at)
    return application


def draft_original(
    application_id: int,
    *,
    fields: Mapping[str, str],
    note: str = "",
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Application:
    """Draft what will be written into the register and given for it; an earlier draft is discarded. `fields` by code.

    Raises ChangedMeanwhile; NothingToRegister for a procedure that registers nothing. Source: 60/2014/QH13 Art. 16, 18, 34.
    """
    with move(application_id, "draft_original", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        writing = procedure_for(application.procedure_code).writing
        if writing is None:
            raise NothingToRegister
        _let_go_of_a_draft(application)
        told = _told(application, by, at) | {"quantity": writing.copies, "note": note}
        _keep_draft(application, registering.draft_original(writing.kind, dict(writing.values) | dict(fields), **told), by, at)
    return application


def _told(application: Application, by: Actor, at: datetime) -> dict:
    """What any draft says of its dossier."""
    return {"office": application.office, "dossier_code": application.dossier_code, "by_id": by.user_id, "at": at}


def _keep_draft(application: Application, draft: ExtractCopy, by: Actor, at: datetime) -> None:
    """The worker prints it; who drafted goes on with the dossier."""
    application.extract = draft
    nudge("civil_registry.tasks.render_draft", draft.pk)
    application.assigned_to_id = who_takes(by.user_id, office_id=application.office_id, at=at)


def _let_go_of_a_draft(application: Application) -> None:
    """Another takes its place. Raises ChangedMeanwhile where nothing can be drafted any more, or not yet."""
    if application.state != State.RECEIVED:
        raise ChangedMeanwhile(application.history.last())
    if application.extract_id and application.extract.state in {CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE}:
        extracts.discard(application.extract_id)


def rewrite_draft(application_id: int, *, note: str, by: Actor, at: datetime, seen_version: int | None = None) -> Application:
    """The same draft with another note. Raises ExtractMissing, ChangedMeanwhile."""
    with move(application_id, "rewrite_draft", by=by, at=at, seen_version=seen_version) as moving:
        if moving.application.extract_id is None:
            raise ExtractMissing
        moving.application.extract = extracts.rewrite(moving.application.extract_id, note=note)
        nudge("civil_registry.tasks.render_draft", moving.application.extract_id)
    return moving.application


def send_for_signature(
    application_id: int, *, by: Actor, at: datetime, seen_version: int | None = None, acknowledges: bool = False
) -> Application:
    """Put the draft into the leader's tray. `acknowledges`: the drafter has read why this may be a matter of his own.

    Raises ExtractMissing, EntryChanged, OriginalsNotCompared, ConflictNotAcknowledged, ChangedMeanwhile.
    """
    with move(application_id, "send_for_signature", by=by, at=at, seen_version=seen_version) as moving:
        copy = moving.application.extract
        if copy is None:
            raise ExtractMissing
        if changes := changes_since(copy, copy.entry, timezone.localdate(at)):
            raise EntryChanged(changes)
        hold_to_comparison(moving.application)
        moving.detail = acknowledged(moving.application, by, acknowledges=acknowledges)
        extracts.send_for_signature(copy.pk)
    return moving.application
