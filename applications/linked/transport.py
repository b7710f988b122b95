"""The tiny interface through which a part leaves the portal: what is said to an authority, once under each key.

Authorities that work on these screens are told nothing: they see their queue. For the others a carrier keeps what it is
given inside the transaction of the caller and delivers it at least once: the outbox of portal.exchange.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from applications.linked.declared import answer_at
from applications.linked.errors import NobodyToSendTo
from applications.linked.models import Authority, ChildCase, Transport
from portal.exchange.errors import UnknownPartner
from portal.exchange.outgoing import queue


@dataclass(frozen=True, slots=True)
class Saying:
    """One message to one partner. Said twice under one key it is one message."""

    key: str
    kind: str  # "linked.hand_over", "linked.supplement"
    payload: dict = field(default_factory=dict)


def by_exchange(authority: Authority, saying: Saying, *, at: datetime) -> None:
    """Signed, over HTTP or in files, again until the partner's system has confirmed it. Raises NobodyToSendTo."""
    try:
        queue(authority.partner_code, saying.kind, saying.payload, saying.key, at=at)
    except UnknownPartner as fault:
        raise NobodyToSendTo(authority.name) from fault


Carrier = Callable[..., None]
CARRIERS: dict[str, Carrier] = {Transport.HTTP: by_exchange, Transport.FILES: by_exchange}


def hand_over(child: ChildCase, *, at: datetime) -> Saying:
    """State the current attempt to the authority; it answers with "confirm" or "dispute"."""
    payload = {**_named(child), "attempt": child.attempts, **_needed(child)}
    return _say(child, Saying(f"{child.number}:hand_over:{child.attempts}", "linked.hand_over", payload), at)


def pass_supplement(child: ChildCase, answers: list[dict], *, at: datetime) -> Saying:
    """What the citizen answered to the last request for supplement: to the system it came from, however the part got there."""
    key = f"{child.number}:supplement:{child.supplement_count}"
    return _say(child, Saying(key, "linked.supplement", {**_named(child), "answers": answers}), at)


def _say(child: ChildCase, saying: Saying, at: datetime) -> Saying:
    authority = child.authority
    if authority.transport != Transport.SCREENS:
        CARRIERS[authority.transport](authority, saying, at=at)
    return saying


def _named(child: ChildCase) -> dict:
    return {"child": child.number, "part": child.key, "procedure": child.case.application.procedure_code}


def _needed(child: ChildCase) -> dict:
    """Only what this authority needs of the declaration (the plan says which)."""
    application, sees = child.case.application, child.plan.sees
    facts: dict = {"commune": application.office.code, "days": child.plan.days}
    if "requester" in sees:
        facts["requester"] = {"name": application.requester_name, "phone": application.requester_phone}
    if "subject" in sees:
        facts["subject"] = {"name": application.subject_name, "personal_id": application.subject_personal_id}
    if paths := child.plan.answers:
        facts["answers"] = {path: answer_at(application, path) for path in paths}
    if "justice_result" in sees:
        resolved_at = application.resolved_at.isoformat() if application.resolved_at else None
        facts["justice"] = {"code": application.code, "resolved_at": resolved_at}
    return facts
