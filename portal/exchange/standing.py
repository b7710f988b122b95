"""How it stands with the partners, for the operator: what waits and since when, what failed and why. Keys and kinds only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from portal.days import local_day
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from portal.exchange.seals import secrets_of
from portal.marks import Chip

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner in a list. Moments are None where there is nothing."""

    partner: Partner
    mark: Chip
    waiting: int
    waiting_since: datetime | None
    refused: int
    unhandled: int
    unhandled_since: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """One message that has not ended, without its content."""

    pk: int
    key: str
    kind: str
    since: datetime
    tries: int
    next_at: datetime
    fault: str
    is_refused: bool = False


def standings(at: datetime) -> list[Standing]:
    """All partners, in three queries."""
    open_ones = OutgoingMessage.objects.filter(acknowledged_at=None).order_by().values("partner")
    is_waiting = Q(refused_at=None)
    sums = {
        "waiting": Count("pk", is_waiting), "since": Min("created_at", filter=is_waiting), "refused": Count("pk", ~is_waiting)
    }  # fmt: skip
    out = {row["partner"]: row for row in open_ones.annotate(**sums)}
    unhandled = IncomingMessage.objects.waiting().order_by().values("partner")
    come_in = {row["partner"]: row for row in unhandled.annotate(n=Count("pk"), since=Min("received_at"))}
    return [_standing(partner, out.get(partner.pk, {}), come_in.get(partner.pk, {}), at) for partner in Partner.objects.all()]


def outgoing_rows(partner: Partner) -> list[Row]:
    """What the partner has not confirmed, what he refused first, then the oldest."""
    messages = partner.outgoing.filter(acknowledged_at=None).defer("payload").order_by("refused_at", "created_at", "pk")
    return [
        Row(m.pk, m.key, m.kind, m.created_at, m.attempts, m.next_attempt_at, m.fault, bool(m.refused_at))
        for m in messages[:SHOWN]
    ]


def incoming_rows(partner: Partner) -> list[Row]:
    messages = partner.incoming.waiting().defer("payload").order_by("received_at", "pk")
    return [Row(m.pk, m.key, m.kind, m.received_at, m.attempts, m.next_attempt_at, m.fault) for m in messages[:SHOWN]]


def mark_of(partner: Partner, at: datetime) -> Chip:
    """In words what the system of the partner is doing."""
    if not partner.is_in_force(local_day(at)):
        return Chip("", "calendar-event", "Ngoài thời gian hiệu lực")
    if partner.is_paused:
        return Chip("next", "pause-circle", "Đang tạm dừng")
    if not secrets_of(partner.code):
        return Chip("over", "exclamation-octagon-fill", "Chưa có khóa ký")
    if partner.silent_since:
        return Chip("over", "exclamation-octagon-fill", "Không liên lạc được")
    return Chip("done", "check-circle", "Đang trao đổi")


def _standing(partner: Partner, out: dict, come_in: dict, at: datetime) -> Standing:
    return Standing(
        partner,
        mark_of(partner, at),
        out.get("waiting", 0),
        out.get("since"),
        out.get("refused", 0),
        come_in.get("n", 0),
        come_in.get("since"),
    )
