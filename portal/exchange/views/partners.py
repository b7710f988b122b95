"""Where a partner's system calls: a signed POST with one message, a signed GET for what became of it. JSON both ways.

Described for partners in docs/exchange.openapi.json. Nothing that a stranger sends is an error of ours.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit
from portal.days import local_day
from portal.exchange.content import read_json, told_by
from portal.exchange.errors import BadMessage, KeyTaken, NotSigned, TooMany
from portal.exchange.inbox import take
from portal.exchange.models import IncomingMessage, Partner
from portal.exchange.seals import check

STRANGERS_RATE = "60/m/ip"
PROBLEM = "application/problem+json"


@csrf_exempt  # no session and no form: the signature says who calls
@serves("POST", to=PUBLIC)
def take_message(request: HttpRequest, code: str) -> JsonResponse:
    """202 with key and moment once the message is kept, the same for a replay; else a problem (RFC 9457)."""
    now = timezone.now()
    body = request.read(settings.EXCHANGE_LONGEST_BODY + 1)
    if len(body) > settings.EXCHANGE_LONGEST_BODY:
        return problem(413, "too-long", f"at most {settings.EXCHANGE_LONGEST_BODY} bytes")
    try:
        partner, key = _caller(request, code, body, now)
    except (NotSigned, TooMany) as fault:
        return _turned_away(fault)
    try:
        told = told_by(read_json(body))
        if told.key != key:
            raise BadMessage("the key of the message is not the key that was signed")
        message = take(partner, told, at=now)
    except BadMessage as fault:
        return problem(422, "bad-message", str(fault))
    except KeyTaken:
        return problem(409, "key-taken", "this key was used for another content")
    return JsonResponse({"key": message.key, "received_at": message.received_at.isoformat()}, status=202)


@serves("GET", to=PUBLIC)
def state(request: HttpRequest, code: str, key: str) -> JsonResponse:
    """What became of a message of the caller's: waiting, done or refused."""
    try:
        partner, signed_key = _caller(request, code, b"", timezone.now())
    except (NotSigned, TooMany) as fault:
        return _turned_away(fault)
    message = IncomingMessage.objects.filter(partner=partner, key=key).first() if signed_key == key else None
    if message is None:
        return problem(404, "unknown-key", "no message with this key")
    said = {"key": message.key, "kind": message.kind, "received_at": message.received_at.isoformat(), "state": message.outcome}
    if message.handled_at:
        said |= {"ended_at": message.handled_at.isoformat(), "why": message.fault}
    return JsonResponse(said)


def problem(status: int, kind: str, detail: str) -> JsonResponse:
    content = {"type": f"urn:hotich:exchange:{kind}", "title": kind.replace("-", " "), "status": status, "detail": detail}
    headers = {"Retry-After": "60"} if status == 429 else {}
    return JsonResponse(content, status=status, content_type=PROBLEM, headers=headers)


def _caller(request: HttpRequest, code: str, body: bytes, at: datetime) -> tuple[Partner, str]:
    """The partner who signed, and the key he signed. Raises NotSigned, TooMany: strangers and partners are counted apart."""
    try:
        partner, key = _signer(request, code, body, at)
    except NotSigned:
        if not is_within_limit(request, "exchange_stranger", STRANGERS_RATE, with_get=True):
            raise TooMany from None
        raise
    if not is_within_limit(request, "exchange", settings.EXCHANGE_RATE, key=code, with_get=True):
        raise TooMany
    return partner, key


def _signer(request: HttpRequest, code: str, body: bytes, at: datetime) -> tuple[Partner, str]:
    """Raises NotSigned, also for a partner that is unknown or no longer in force."""
    key = check(request.method, request.path, headers=request.headers, body=body, partner_code=code, at=at)
    partner = Partner.objects.filter(code=code).in_force(local_day(at)).first()
    if partner is None:
        raise NotSigned
    return partner, key


def _turned_away(fault: NotSigned | TooMany) -> JsonResponse:
    if isinstance(fault, TooMany):
        return problem(429, "too-many", "wait a minute")
    return problem(401, "signature", "unsigned, out of its time, or signed with another secret")
