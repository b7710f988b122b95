"""What partner systems say of linked parts over portal.exchange, and what becomes of what we told them.

A confirmation of the exchange says that their system has the message; that they take the part is a message of their own.
"""

from datetime import datetime

from applications.linked import incoming
from applications.linked.errors import LinkedError
from applications.linked.incoming import VERBS, Said
from applications.linked.models import Authority, ChildCase
from portal.days import local_day
from portal.exchange.errors import Refused
from portal.exchange.handlers import register, register_ending
from portal.exchange.models import IncomingMessage, OutgoingMessage

KIND = "linked."


def take(message: IncomingMessage, *, at: datetime) -> None:
    """Raises Refused with a sentence for the people of the other system; what comes too early waits with us."""
    payload = message.payload
    said = Said(
        f"exchange:{message.pk}",  # said twice it is the same row; their own key fits only cut, and two cut ones may be equal
        str(payload.get("child", "")),
        message.kind.removeprefix(KIND),
        _moment(payload.get("at"), message.received_at),
        {name: value for name, value in payload.items() if name not in {"child", "at"}},
    )
    try:
        incoming.receive(said, of=_authority(message, said.child, at), at=at)
    except LinkedError as fault:
        raise Refused(str(fault)) from fault


def refused_by_their_system(message: OutgoingMessage, *, at: datetime) -> None:
    """Their system will not have the hand-over: the same as a dispute, so that the desk sees it and decides."""
    child = ChildCase.objects.filter(number=message.payload.get("child", "")).select_related("authority").first()
    if message.refused_at is None or child is None or child.authority is None:
        return
    told = {"attempt": message.payload["attempt"], "reason": f"Hệ thống của bên nhận không nhận tin: {message.fault}"}
    said = Said(f"refused:{message.pk}", child.number, "dispute", at, told)
    incoming.receive(said, of=child.authority, at=at)


def _authority(message: IncomingMessage, number: str, at: datetime) -> Authority:
    """The authority of that partner whose part it is, or was."""
    own = Authority.objects.filter(partner_code=message.partner.code)
    spoken_of = own.filter(children__number=number).first() or own.filter(pk__in=_earlier(number)).first()
    found = spoken_of or own.standing_on(local_day(at)).first()
    if found is None:
        raise Refused("Hệ thống này không gắn với cơ quan liên thông nào")
    return found


def _earlier(number: str) -> list[int]:
    moves = ChildCase.objects.filter(number=number).values_list("history__authority_id", flat=True)
    return [pk for pk in moves if pk]


def _moment(told: object, received_at: datetime) -> datetime:
    """When it happened there, as told; else when it arrived. Raises Refused."""
    if told is None:
        return received_at
    try:
        moment = datetime.fromisoformat(told)
    except (TypeError, ValueError) as fault:
        raise Refused("at: 2026-03-31T09:00:00+07:00") from fault
    if moment.tzinfo is None:
        raise Refused("at: thiếu múi giờ, ví dụ +07:00")
    return moment


for _verb in VERBS:
    register(KIND + _verb, take)
register_ending("linked.hand_over", refused_by_their_system)
