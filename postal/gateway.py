"""The payment gateway's public scheme (VNPay 2.1.0): addresses to pay at and answers to believe. Pure: no database.

Parameters in the order of their names, form-encoded, signed with HMAC-SHA512; amounts times 100; moments yyyyMMddHHmmss in
GMT+7. Off until PAYMENT_GATEWAY_URL, _CODE and _SECRET are set. Source: domain reference §7.4.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from portal.days import HANOI

MINUTES_TO_PAY = 15
PAID = "00"
_MOMENT = "%Y%m%d%H%M%S"


class NotSigned(ValueError):
    """The answer does not come from the gateway, or was changed on its way."""


@dataclass(frozen=True, slots=True)
class Answer:
    number: str  # ours
    amount_vnd: int
    response_code: str
    transaction_number: str  # theirs
    paid_at: datetime | None

    @property
    def is_paid(self) -> bool:
        return self.response_code == PAID


def is_on() -> bool:
    return bool(settings.PAYMENT_GATEWAY_URL)


def address_to_pay(*, number: str, amount_vnd: int, note: str, return_url: str, client: str, at: datetime) -> str:
    """Where the citizen pays this amount under this number."""
    local = at.astimezone(HANOI)
    asked = {
        "vnp_Version": "2.1.0",
        "vnp_Command": "pay",
        "vnp_TmnCode": settings.PAYMENT_GATEWAY_CODE,
        "vnp_Amount": str(amount_vnd * 100),
        "vnp_CurrCode": "VND",
        "vnp_TxnRef": number,
        "vnp_OrderInfo": note,
        "vnp_OrderType": "other",
        "vnp_Locale": "vn",
        "vnp_ReturnUrl": return_url,
        "vnp_IpAddr": client or "127.0.0.1",
        "vnp_CreateDate": local.strftime(_MOMENT),
        "vnp_ExpireDate": (local + timedelta(minutes=MINUTES_TO_PAY)).strftime(_MOMENT),
    }
    return f"{settings.PAYMENT_GATEWAY_URL}?{urlencode(sorted(asked.items()))}&vnp_SecureHash={signature(asked)}"


def read_answer(told: Mapping[str, str]) -> Answer:
    """What the gateway tells. Raises NotSigned; also where a signed answer cannot be read."""
    signed = {name: value for name, value in told.items() if name.startswith("vnp_") and not name.startswith("vnp_SecureHash")}
    if not hmac.compare_digest(signature(signed).encode(), told.get("vnp_SecureHash", "").lower().encode()):
        raise NotSigned
    if signed.get("vnp_TmnCode") != settings.PAYMENT_GATEWAY_CODE:
        raise NotSigned
    amount, code = signed.get("vnp_Amount", ""), signed.get("vnp_ResponseCode", "")
    if not (amount.isascii() and amount.isdigit()) or int(amount) % 100 or not code:
        raise NotSigned
    is_paid = code == PAID and signed.get("vnp_TransactionStatus", PAID) == PAID
    return Answer(
        number=signed.get("vnp_TxnRef", ""),
        amount_vnd=int(amount) // 100,
        response_code=PAID if is_paid else (code if code != PAID else signed["vnp_TransactionStatus"])[:10],
        transaction_number=signed.get("vnp_TransactionNo", "")[:40],
        paid_at=_moment(signed.get("vnp_PayDate", "")),
    )


def signature(asked: Mapping[str, str]) -> str:
    text = urlencode(sorted((name, value) for name, value in asked.items() if value != ""))
    return hmac.new(settings.PAYMENT_GATEWAY_SECRET.encode(), text.encode(), hashlib.sha512).hexdigest()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=HANOI)
    except ValueError:
        return None
