"""Writing down a change of an account or a posting, inside the transaction that makes it; and beside it the evidence."""

from datetime import datetime

from portal.accounts.actors import Actor
from portal.accounts.models import Posting
from portal.audit.trail import record
from portal.registrations.models import AccessChange, PostingProposal

Verb = AccessChange.Verb


def note_posting(
    verb: Verb,
    posting: Posting | PostingProposal,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    seconded_by_id: int | None = None,
    proposed_by_id: int | None = None,
) -> AccessChange:
    """`proposed_by_id` where another than `by` had proposed it: then `by` is who seconded."""
    made = posting if isinstance(posting, Posting) else None
    return _note(
        verb,
        user_id=posting.user_id,
        by=by,
        at=at,
        reason=reason,
        posting=made,
        office_id=posting.office_id,
        role=posting.role,
        valid_from=posting.valid_from,
        valid_to=posting.valid_to,
        by_id=proposed_by_id or by.user_id,
        seconded_by_id=seconded_by_id,
    )


def note_account(
    verb: Verb,
    user_id: int,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    seconded_by_id: int | None = None,
    proposed_by_id: int | None = None,
) -> AccessChange:
    values = {"by_id": proposed_by_id or by.user_id, "seconded_by_id": seconded_by_id}
    return _note(verb, user_id=user_id, by=by, at=at, reason=reason, **values)


def _note(verb: Verb, *, user_id: int, by: Actor, at: datetime, reason: str, **values) -> AccessChange:
    change = AccessChange.objects.create(verb=verb, user_id=user_id, at=at, reason=reason[:200], **values)
    about = {"role_given": change.role, "unit": change.office_id} if change.role else {}
    record(f"access.{verb}", subject=f"user:{user_id}", by=by, at=at, change=change.pk, **about)
    return change
