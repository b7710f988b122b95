"""Where a carrier's system calls: one signed POST with one report or a list of them, answered in JSON."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.accounts.guards import PUBLIC, serves
from postal.carriers.messages import ReportRefused, told_by
from postal.carriers.reports import take
from postal.carriers.seals import SIGNATURE, TIMESTAMP, NotFromTheCarrier, check
from postal.models import Carrier

LONGEST_BODY = 256 * 1024
MOST_REPORTS = 200


@csrf_exempt  # no session and no form: the signature says who calls
@serves("POST", to=PUBLIC)
def reports(request: HttpRequest, code: str) -> JsonResponse:
    """200 with the fate of each report in order; 401 unsigned; 400 no JSON; a bad report among good ones stops none of them.

    An unknown post office answers like a wrong signature: nobody learns who is connected.
    """
    now = timezone.now()
    body = request.read(LONGEST_BODY + 1)
    if len(body) > LONGEST_BODY:
        return JsonResponse({"error": "too long"}, status=413)
    signed = {"moment": request.headers.get(TIMESTAMP, ""), "signature": request.headers.get(SIGNATURE, "")}
    try:
        check(body, **signed, post_office_code=code, at=now)
        carrier = Carrier.objects.get(post_office__code=code, adapter=Carrier.Adapter.HTTP)
    except (NotFromTheCarrier, Carrier.DoesNotExist):
        return JsonResponse({"error": "signature"}, status=401)
    try:
        messages = json.loads(body)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "no JSON"}, status=400)
    messages = messages if isinstance(messages, list) else [messages]
    if len(messages) > MOST_REPORTS:
        return JsonResponse({"error": f"at most {MOST_REPORTS} reports"}, status=413)
    return JsonResponse({"reports": [_taken(carrier, message, now) for message in messages]})


def _taken(carrier: Carrier, message: object, now) -> dict:
    try:
        told = told_by(message)
    except ReportRefused as fault:
        return {"fate": "refused", "why": str(fault)}
    return {"id": told.message_id, "fate": take(carrier, told, at=now).fate}
