"""What the leader does: sign an extract (the dossier is issued), send a draft back, sign or decline a refusal.

A person never signs what he drew up (domain decision, §4.2); refusals need the head (60/2014/QH13 Art. 5(2)).
"""

from datetime import datetime

from django.utils import timezone

from applications.actions.desk import next_slip_number
from applications.actions.moves import move
from applications.conflicts import acknowledged, not_who_helped
from applications.errors import (
    ChangedMeanwhile,
    EntryChanged,
    ExtractMissing,
    KeyUnusable,
    NotCompared,
    NotTheSigner,
    ReasonMissing,
)
from applications.models import Application, Slip
from civil_registry import extracts
from civil_registry.models import CopyState, ExtractCopy
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role
from portal.background import nudge
from portal.documents.signing.errors import SigningFault

_OPEN_PAPER = {CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE}


def sign(
    application_id: int,
    *,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
    has_compared: bool = False,
    acknowledges: bool = False,
) -> Application:
    """Sign and number the extract: here the deadline is measured.

    `has_compared`: the signer has compared an entry that was typed in with the book; `acknowledges`: he has read why this may
    be a matter of his own. Raises NotTheSigner, ExtractMissing, EntryChanged, NotCompared, ConflictNotAcknowledged,
    KeyUnusable and ChangedMeanwhile; nothing is numbered then.
    """
    with move(application_id, "sign", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        if application.extract_id is None:
            raise ExtractMissing
        posting = signing_posting(by, application, at)
        if application.extract.drafted_by_id == by.user_id:
            raise NotTheSigner("Người dự thảo không được ký bản do chính mình dự thảo. Chuyển lãnh đạo khác ký.")
        known = acknowledged(application, by, acknowledges=acknowledges, is_signer=True)
        application.extract = signed_copy(application.extract, posting, at, has_compared=has_compared)
        application.issue(at=at)
        moving.detail = {"serial": application.extract.serial_text, "on_time": application.was_on_time} | known
        nudge("civil_registry.tasks.render_copy", application.extract_id)
    return application


def signed_copy(copy: ExtractCopy, posting: Posting, at: datetime, *, has_compared: bool) -> ExtractCopy:
    """Signed and numbered. Raises EntryChanged, NotCompared, KeyUnusable; nothing is numbered then."""
    try:
        return extracts.sign(copy.pk, posting=posting, at=at, has_compared=has_compared)
    except extracts.EntryChanged as fault:
        raise EntryChanged(fault.changes) from fault
    except SigningFault as fault:
        raise KeyUnusable(str(fault)) from fault
    except extracts.NotCompared as fault:
        raise NotCompared(by_its_writer=copy.entry.writer_id == posting.user_id) from fault


def return_to_drafter(
    application_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None
) -> Application:
    """Send a draft back unsigned. Raises ReasonMissing, ExtractMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    with move(application_id, "return_to_drafter", by=by, at=at, seen_version=seen_version) as moving:
        if moving.application.extract_id is None:
            raise ExtractMissing
        extracts.return_to_drafter(moving.application.extract_id, reason=reason.strip())
        moving.reason = reason.strip()
    return moving.application


def sign_refusal(slip_id: int, *, by: Actor, at: datetime, seen_version: int | None = None) -> Slip:
    """Refuse in writing, with reasons, by the head. Raises NotTheSigner, ChangedMeanwhile."""
    proposal = Slip.objects.get(pk=slip_id)
    with move(proposal.application_id, "refuse", by=by, at=at, seen_version=seen_version) as moving:
        slip = open_proposal(slip_id)
        signing_posting(by, moving.application, at)
        not_who_helped(moving.application, by)
        if slip.drafted_by_id == by.user_id:
            raise NotTheSigner("Người đề nghị từ chối không được tự ký văn bản này.")
        slip.signed_by_id, slip.issued_at = by.user_id, at
        slip.number = next_slip_number(slip.office, slip.kind, at)
        slip.save()
        discard_open_paper(moving.application)
        moving.application.refuse(reason=slip.content["reason"], at=at)
        moving.reason = slip.content["reason"]
        moving.detail = {"next_way": slip.content.get("next_way", "")}
        nudge("applications.tasks.render_slip", slip.pk)
    return slip


def decline_refusal(slip_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None) -> Slip:
    """The leader does not refuse: the dossier goes on. Raises ReasonMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    proposal = Slip.objects.get(pk=slip_id)
    with move(proposal.application_id, "decline_refusal", by=by, at=at, seen_version=seen_version) as moving:
        slip = open_proposal(slip_id)
        slip.declined_at, slip.declined_reason = at, reason.strip()
        slip.save()
        moving.reason = reason.strip()
    return slip


def discard_open_paper(application: Application) -> None:
    """A draft that will never be signed leaves the tray."""
    if application.extract_id and application.extract.state in _OPEN_PAPER:
        extracts.discard(application.extract_id)
        application.extract = None


def open_proposal(slip_id: int) -> Slip:
    """The proposal, re-read under the application's lock."""
    slip = Slip.objects.select_related("application", "office").get(pk=slip_id)
    if slip.issued_at or slip.declined_at:
        raise ChangedMeanwhile(slip.application.history.last())
    return slip


def signing_posting(by: Actor, application: Application, at: datetime) -> Posting:
    day = timezone.localdate(at)
    posting = (
        Posting.objects.in_force_on(day)
        .filter(user_id=by.user_id, office=application.office, role=Role.OFFICE_LEADER)
        .select_related("user", "office")
        .first()
    )
    if posting is None:
        raise NotTheSigner("Chỉ lãnh đạo của cơ quan giải quyết mới ký được hồ sơ này.")
    return posting
