"""Telling a partner something over HTTP: one signed POST, which counts only when the answer names the key it confirms."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from portal.exchange.content import as_json, read_json
from portal.exchange.errors import BadMessage, NoSecret
from portal.exchange.models import OutgoingMessage, Partner
from portal.exchange.results import Confirmed, Failed, Refusal, Result
from portal.exchange.seals import signed_headers
from portal.web_client import Answer, Unreachable, ask

NEVER = {400, 409, 410, 413, 415, 422}  # said of this message: sent again, it would be refused again
AWAY = {401, 403, 404, 429, 502, 503, 504}  # said of the partner: the next message would fare no better


def send(partner: Partner, message: OutgoingMessage, *, at: datetime) -> Result:
    body = as_json({"key": message.key, "kind": message.kind, "payload": message.payload})
    try:
        answer = ask_signed(partner, "POST", "", key=message.key, body=body, at=at)
    except (Unreachable, NoSecret) as fault:
        return Failed(str(fault), is_partners=True)
    if answer.status in NEVER:
        return Refusal(f"HTTP {answer.status}: {_reason(answer)}")
    if not answer.is_good:
        return Failed(f"HTTP {answer.status}", is_partners=answer.status in AWAY)
    return Confirmed() if _names(answer, message.key) else Failed("trả lời không xác nhận mã của tin")


def ask_signed(
    partner: Partner, method: str, path: str, *, key: str, body: bytes = b"", at: datetime, timeout: float | None = None
) -> Answer:
    """One signed request below the partner's address. `timeout` in seconds. Raises Unreachable, NoSecret."""
    url = f"{partner.address.rstrip('/')}/{path}"
    signed = signed_headers(method, urlsplit(url).path, key=key, body=body, partner_code=partner.code, at=at)
    headers = signed | {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
    return ask(method, url, body=body, headers=headers, timeout=timeout or settings.EXCHANGE_TIMEOUT_SECONDS)


def _names(answer: Answer, key: str) -> bool:
    try:
        said = read_json(answer.body)
    except BadMessage:
        return False
    return isinstance(said, dict) and said.get("key") == key and isinstance(said.get("received_at"), str)


def _reason(answer: Answer) -> str:
    """A word of the partner's problem, for the operator: only a short code-like text, it may quote a person."""
    try:
        said = read_json(answer.body)
    except BadMessage:
        return "không nói lý do"
    told = said.get("type") if isinstance(said, dict) else None
    return told[:60] if isinstance(told, str) and told.isascii() and told.isprintable() else "không nói lý do"
