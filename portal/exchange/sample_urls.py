"""Values with which the addresses of the exchange open: taken from the rows there are. See portal/routes.py."""

from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from portal.routes import Samples


def a_partner() -> str | None:
    return Partner.objects.order_by("pk").values_list("code", flat=True).first()


def an_incoming_key() -> str | None:
    return IncomingMessage.objects.order_by("pk").values_list("key", flat=True).first()


def an_outgoing() -> int | None:
    return OutgoingMessage.objects.order_by("pk").values_list("pk", flat=True).first()


def an_incoming() -> int | None:
    return IncomingMessage.objects.order_by("pk").values_list("pk", flat=True).first()


SAMPLES: Samples = {
    **{f"exchange:{route}/code": a_partner for route in ("take", "state")},
    **{f"exchange_desk:{route}/code": a_partner for route in ("partner", "change", "pause", "resume", "try_now")},
    "exchange:state/key": an_incoming_key,
    "exchange_desk:send_again/message_id": an_outgoing,
    "exchange_desk:handle_again/message_id": an_incoming,
}
