"""Apologising for a promise that is not kept: draft the letter, sign it, or send it back. The dossier stays where it is.

Source: NĐ 61/2018 Art. 19(9): reason and new time, signed by the head, at most once. The due moment is never overwritten.
"""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from applications.actions.desk import next_slip_number
from applications.actions.moves import move
from applications.actions.signing import open_proposal, signing_posting
from applications.apologies import Terms, accountable_people, content_of, live_apology
from applications.appointments import fault_of
from applications.errors import (
    AccountableUnknown,
    CannotBeAppointed,
    ChangedMeanwhile,
    NotTheSigner,
    ReasonMissing,
    SecondApology,
)
from applications.models import Application, Slip, SlipKind
from applications.states import ON_THE_CLOCK
from portal.accounts.actors import Actor
from portal.background import nudge
from portal.offices.calendar import calendar_for


def propose_apology(application_id: int, terms: Terms, *, by: Actor, at: datetime, seen_version: int | None = None) -> Slip:
    """Draft the letter for the leader's signature, in the place of what the clock drafted.

    Raises SecondApology, ReasonMissing, CannotBeAppointed, AccountableUnknown, ChangedMeanwhile.
    """
    with move(application_id, "propose_apology", by=by, at=at, seen_version=seen_version) as moving:
        application = _on_the_clock(moving.application)
        slip = live_apology(application)
        if slip is not None and (slip.issued_at or slip.drafted_by_id):
            raise SecondApology(is_signed=bool(slip.issued_at))
        slip = slip or Slip(application=application, kind=SlipKind.APOLOGY, office=application.office)
        slip.content = _checked(application, terms, at)
        slip.drafted_by_id, slip.drafted_at, slip.draft = by.user_id, at, None
        slip.save()
        nudge("applications.tasks.render_draft", slip.pk)
        moving.reason, moving.detail = slip.content["reason"], _times(slip)
    return slip


def sign_apology(slip_id: int, terms: Terms, *, by: Actor, at: datetime, seen_version: int | None = None) -> Slip:
    """Apologise in writing and name the new time; the leader answers for `terms`, which may differ from the draft's.

    Raises NotTheSigner, ReasonMissing, CannotBeAppointed, AccountableUnknown, ChangedMeanwhile.
    """
    draft = Slip.objects.get(pk=slip_id, kind=SlipKind.APOLOGY)
    with move(draft.application_id, "apologise", by=by, at=at, seen_version=seen_version) as moving:
        application, slip = _on_the_clock(moving.application), open_proposal(slip_id)
        signing_posting(by, application, at)
        if slip.drafted_by_id == by.user_id:
            raise NotTheSigner("Người dự thảo phiếu xin lỗi không được tự ký phiếu này.")
        slip.content = _checked(application, terms, at)
        slip.signed_by_id, slip.issued_at = by.user_id, at
        slip.number = next_slip_number(slip.office, slip.kind, at)
        slip.save()
        application.reappoint(terms.reappointed_at)
        moving.reason, moving.detail = slip.content["reason"], _times(slip) | {"slip_id": slip.pk}
        nudge("applications.tasks.render_slip", slip.pk)
    return slip


def decline_apology(slip_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None) -> Slip:
    """Send the draft back to the desk, which may draft another. Raises ReasonMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    draft = Slip.objects.get(pk=slip_id, kind=SlipKind.APOLOGY)
    with move(draft.application_id, "decline_apology", by=by, at=at, seen_version=seen_version) as moving:
        slip = open_proposal(slip_id)
        slip.declined_at, slip.declined_reason = at, reason.strip()
        slip.save()
        moving.reason = reason.strip()
    return slip


def _on_the_clock(application: Application) -> Application:
    if application.state not in ON_THE_CLOCK:
        raise ChangedMeanwhile(application.history.last())
    return application


def _checked(application: Application, terms: Terms, at: datetime) -> dict:
    """The content of the letter, where it may be written so."""
    terms = replace(terms, reason=terms.reason.strip())
    if not terms.reason:
        raise ReasonMissing
    fault = fault_of(terms.reappointed_at, calendar_for(application.office), now=at, due_at=application.due_at)
    if fault:
        raise CannotBeAppointed(fault)
    people = accountable_people(application.office, timezone.localdate(at))
    accountable = people.filter(pk=terms.accountable_id).first()
    if accountable is None:
        raise AccountableUnknown
    return content_of(application, terms, accountable.full_name)


def _times(slip: Slip) -> dict:
    return {name: slip.content[name] for name in ("due_at", "reappointed_at")}
