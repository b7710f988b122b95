"""The gateway's word on a payment. It comes by GET, as VNPay's scheme has it, and writes: its signature is its key."""

import structlog
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from portal.accounts.guards import PUBLIC, serves
from postal import gateway
from postal.actions.payments import answer_gateway
from postal.errors import NoSuchPayment, OtherAmount

log = structlog.get_logger(__name__)
DONE, UNKNOWN, DONE_BEFORE, WRONG_AMOUNT, NOT_SIGNED = "00", "01", "02", "04", "97"


@serves("GET", to=PUBLIC)
def notified(request: HttpRequest) -> HttpResponse:
    """Believed only where signed, for a payment of ours, in the amount asked; a replay changes nothing."""
    if not gateway.is_on():
        raise Http404
    try:
        is_new = answer_gateway(gateway.read_answer(request.GET.dict()), at=timezone.now())
    except gateway.NotSigned:
        log.warning("gateway_not_signed")
        return _say(NOT_SIGNED, "Invalid signature")
    except NoSuchPayment:
        return _say(UNKNOWN, "Order not found")
    except OtherAmount:
        return _say(WRONG_AMOUNT, "Invalid amount")
    return _say(DONE, "Confirm Success") if is_new else _say(DONE_BEFORE, "Order already confirmed")


def _say(code: str, words: str) -> JsonResponse:
    return JsonResponse({"RspCode": code, "Message": words})
