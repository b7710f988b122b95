"""A copy that was issued and is wrong: cancelled, and where the error is ours drawn up anew on the same dossier.

The figures and the promise of the first issue stay: `resolved_at` is never written again. The citizen pays no fee and no
postage once more. Source: TT 04/2020/TT-BTP Art. 35; domain reference §5.2.
"""

from datetime import datetime

from applications.actions.moves import move
from applications.actions.signing import signed_copy, signing_posting
from applications.conflicts import acknowledged
from applications.errors import (
    ChangedMeanwhile,
    CorrectionOpen,
    EnteredInRegister,
    NotCorrectable,
    NotTheSigner,
    ReasonMissing,
)
from applications.models import Application, Correction
from applications.states import REISSUABLE, RESOLVED, State
from civil_registry import extracts
from civil_registry.models import CopyState
from portal.accounts.actors import Actor
from portal.background import nudge

_OF_AN_ISSUED_DOSSIER = {CopyState.SIGNED, CopyState.CANCELLED}


def cancel_copy(application_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None) -> Application:
    """Declare the copy void without putting another in its place; the dossier stays where it is.

    Raises ReasonMissing, NotCorrectable, EnteredInRegister, NotTheSigner, ChangedMeanwhile.
    """
    reason = _given(reason)
    with move(application_id, "cancel_copy", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        signing_posting(by, application, at)
        if application.state not in RESOLVED or application.extract.state != CopyState.SIGNED:
            raise NotCorrectable(State(application.state))
        if application.extract.is_original:
            raise EnteredInRegister
        copy = extracts.cancel(application.extract_id, reason=reason, by_id=by.user_id, at=at)
        moving.reason, moving.detail = reason, {"old_serial": copy.serial_text}
    return application


def propose_correction(
    application_id: int,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    entry_id: int | None = None,
    seen_version: int | None = None,
) -> Correction:
    """Draw up the copy that takes the wrong one's place, from the same entry or another, for the leader to sign.

    Raises ReasonMissing, NotCorrectable, EnteredInRegister, CorrectionOpen, ChangedMeanwhile.
    """
    reason = _given(reason)
    with move(application_id, "propose_correction", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        if application.state not in REISSUABLE or application.extract.state not in _OF_AN_ISSUED_DOSSIER:
            raise NotCorrectable(State(application.state))
        if application.extract.is_original:
            raise EnteredInRegister
        if open_correction(application.pk):
            raise CorrectionOpen
        wrong = application.extract
        drawn_up = extracts.draw_up(
            entry_id or wrong.entry_id,
            office=application.office,
            quantity=application.copies,
            dossier_code=application.dossier_code,
            by_id=by.user_id,
            at=at,
        )
        moving.reason = reason
        return Correction.objects.create(
            application=application,
            office=application.office,
            wrong_copy=wrong,
            draft=extracts.send_for_signature(drawn_up.pk),
            reason=reason,
            proposed_by_id=by.user_id,
            proposed_at=at,
        )


def reissue(
    correction_id: int,
    *,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
    has_compared: bool = False,
    acknowledges: bool = False,
) -> Application:
    """Cancel the wrong copy and sign the right one, with a number of its own: both or neither.

    Signed as any other: `has_compared`, `acknowledges` and what is raised are those of signing.sign; NotCorrectable besides.
    """
    proposed = Correction.objects.get(pk=correction_id)
    with move(proposed.application_id, "reissue", by=by, at=at, seen_version=seen_version) as moving:
        application, correction = moving.application, _open(correction_id)
        posting = signing_posting(by, application, at)
        if correction.proposed_by_id == by.user_id:
            raise NotTheSigner("Người đề nghị sửa không được tự ký bản cấp lại. Chuyển lãnh đạo khác ký.")
        if application.state not in REISSUABLE:
            raise NotCorrectable(State(application.state))
        application.extract = correction.draft
        known = acknowledged(application, by, acknowledges=acknowledges, is_signer=True)
        application.extract = signed_copy(correction.draft, posting, at, has_compared=has_compared)
        old = extracts.replace(
            correction.wrong_copy_id, by_copy_id=correction.draft_id, reason=correction.reason, by_id=by.user_id, at=at
        )
        application.reissue(at=at)
        _decide(correction, by=by, at=at)
        moving.reason = correction.reason
        moving.detail = {"old_serial": old.serial_text, "serial": application.extract.serial_text} | known
        nudge("civil_registry.tasks.render_copy", application.extract_id)
    return application


def decline_correction(
    correction_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None
) -> Correction:
    """The copy stays as it is. Raises ReasonMissing, NotTheSigner, ChangedMeanwhile."""
    reason = _given(reason)
    proposed = Correction.objects.get(pk=correction_id)
    with move(proposed.application_id, "decline_correction", by=by, at=at, seen_version=seen_version) as moving:
        correction = _open(correction_id)
        signing_posting(by, moving.application, at)
        if correction.proposed_by_id == by.user_id:
            raise NotTheSigner("Người đề nghị sửa không tự quyết định đề nghị của mình.")
        extracts.discard(correction.draft_id)
        _decide(correction, by=by, at=at, declined_reason=reason)
        moving.reason = reason
    return correction


def open_correction(application_id: int) -> Correction | None:
    return Correction.objects.filter(application_id=application_id, decided_at__isnull=True).first()


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _open(correction_id: int) -> Correction:
    """The proposal, re-read under the application's lock."""
    correction = Correction.objects.select_related("application", "draft__entry").get(pk=correction_id)
    if correction.decided_at:
        raise ChangedMeanwhile(correction.application.history.last())
    return correction


def _decide(correction: Correction, *, by: Actor, at: datetime, declined_reason: str = "") -> None:
    correction.decided_by_id, correction.decided_at, correction.declined_reason = by.user_id, at, declined_reason
    correction.save()
