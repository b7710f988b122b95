"""What the desk does: take a dossier, receive it, ask for a supplement, propose a refusal.

Source: NĐ 87/2020 Art. 12(3); NĐ 61/2018 Art. 17; 60/2014/QH13 Art. 5(2).
"""

from datetime import datetime

from django.utils import timezone

from applications.actions.moves import move
from applications.cover import check_is_here, who_takes
from applications.deadlines import starts_at
from applications.errors import ChangedMeanwhile, NothingAsked, ReasonMissing
from applications.models import Application, Slip, SlipKind
from applications.policies import policy_for, promise_of
from portal.accounts.actors import Actor
from portal.background import nudge
from portal.days import local_day
from portal.documents.models import next_number
from portal.offices.models import Office


def receive(application_id: int, *, by: Actor, at: datetime, seen_version: int | None = None) -> Application:
    """Accept a complete dossier: dossier code and acknowledgement slip. Raises ChangedMeanwhile, CalendarMissing."""
    with move(application_id, "receive", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        worker = who_takes(by.user_id, office_id=application.office_id, at=at)
        code = application.dossier_code or _next_dossier_code(application.office, at)  # after a supplement it has one
        application.receive(code=code, at=at, assigned_to_id=worker)
        _start_clock_of_reception(application, at)
        moving.detail = {"code": application.dossier_code, "due_at": application.due_at.isoformat()}
        issue_slip(application, SlipKind.ACKNOWLEDGEMENT, by=by, at=at, content=_acknowledged(application))
    return application


def ask_for_supplement(
    application_id: int,
    *,
    items: list[str],
    reason: str,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> Application:
    """Stop the clock and list, once, everything that is missing. Raises NothingAsked, ReasonMissing, ChangedMeanwhile.

    Source: NĐ 61/2018 Art. 17(2a): notify fully, once.
    """
    items = [item.strip() for item in items if item.strip()]
    if not items:
        raise NothingAsked
    if not reason.strip():
        raise ReasonMissing
    with move(application_id, "ask_for_supplement", by=by, at=at, seen_version=seen_version) as moving:
        moving.application.ask_for_supplement()
        moving.reason, moving.detail = reason.strip(), {"items": items}
        content = {"code": moving.application.code, "items": items, "reason": reason.strip()}
        issue_slip(moving.application, SlipKind.SUPPLEMENT, by=by, at=at, content=content)
    return moving.application


def propose_refusal(
    application_id: int, *, reason: str, next_way: str, by: Actor, at: datetime, seen_version: int | None = None
) -> Slip:
    """Draft a refusal for the leader's signature; the dossier stays where it is. Raises ReasonMissing, ChangedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing
    with move(application_id, "propose_refusal", by=by, at=at, seen_version=seen_version) as moving:
        moving.reason = reason.strip()
        content = {"reason": reason.strip(), "next_way": next_way.strip()}
        slip = Slip.objects.create(
            application=moving.application,
            kind=SlipKind.REFUSAL,
            office=moving.application.office,
            content=content,
            drafted_by_id=by.user_id,
            drafted_at=at,
        )
        nudge("applications.tasks.render_draft", slip.pk)
    return slip


def assign(application_id: int, *, to_id: int | None, by: Actor, at: datetime) -> Application:
    """Say who works on a dossier (or nobody). Raises NotHere for somebody who is away."""
    with move(application_id, "assign", by=by, at=at) as moving:
        if to_id is not None:
            check_is_here(to_id, office_id=moving.application.office_id, at=at)
        moving.application.assigned_to_id = to_id
        moving.detail = {"to": to_id}
    return moving.application


def take(application_id: int, *, by: Actor, at: datetime) -> Application:
    """Take a dossier that nobody has. Raises ChangedMeanwhile where a colleague was quicker, NotHere while away."""
    with move(application_id, "take", by=by, at=at) as moving:
        check_is_here(by.user_id, office_id=moving.application.office_id, at=at)
        if moving.application.assigned_to_id is not None:
            raise ChangedMeanwhile(moving.application.history.last())
        moving.application.assigned_to_id = by.user_id
    return moving.application


def issue_slip(
    application: Application, kind: str, *, by: Actor, at: datetime, content: dict | None = None, signed_by_id=None
) -> Slip:
    """A slip that is valid at once: numbered per office and year, rendered after commit."""
    slip = Slip.objects.create(
        application=application,
        kind=kind,
        office=application.office,
        content=content or {},
        drafted_by_id=by.user_id,
        drafted_at=at,
        signed_by_id=signed_by_id,
        number=next_slip_number(application.office, kind, at),
        issued_at=at,
    )
    nudge("applications.tasks.render_slip", slip.pk)
    return slip


def next_slip_number(office: Office, kind: str, at: datetime) -> int:
    return next_number(f"slip:{office.pk}:{timezone.localdate(at).year}:{kind}")


def _start_clock_of_reception(application: Application, at: datetime) -> None:
    """Where the limit waits for the reception, or for the fee that is its condition, the promise is made here.

    Where no payment ahead is known, who receives such a dossier has the fee. Source: NĐ 87/2020/NĐ-CP, Art. 12(3).
    """
    policy = policy_for(application.limit_code, local_day(application.clock_from))
    start = starts_at(policy, application.clock_from, received_at=at, paid_at=application.fee_paid_at or at)
    if start != application.clock_from:
        application.promise(promise_of(application.limit_code, start, application.office))


def _acknowledged(application: Application) -> dict:
    """What was promised at reception, frozen: a slip printed late must not tell of what came after."""
    present = application.attachments.filter(removed_at__isnull=True)
    return {
        "code": application.code,
        "submitted_at": application.submitted_at.isoformat(),
        "received_at": application.received_at.isoformat(),
        "due_at": application.due_at.isoformat(),
        "due_total_vnd": application.due_total_vnd,
        "slots": list(dict.fromkeys(present.values_list("slot", flat=True))),
    }


def _next_dossier_code(office: Office, at: datetime) -> str:
    """ "H26.00256-260320-0047": agency, day received, daily serial. Source: TT 01/2018/TT-VPCP Art. 19."""
    day = timezone.localdate(at)
    serial = next_number(f"dossier:{office.pk}:{day:%y%m%d}")
    return f"{office.agency_code}-{day:%y%m%d}-{serial:04d}"
