"""What the money's papers say, as plain data: the remittance slip (D10) and our own acknowledgement of a payment.

Frozen when made, printed later by postal.printing. Source: domain reference §7.2, §7.3; NĐ 30/2020/NĐ-CP annex I.
"""

from datetime import datetime

from django.utils import timezone

from applications.models import Application
from portal.accounts.actors import Actor
from portal.days import local_day
from portal.documents.heading import heading
from portal.documents.words import amount_in_words, number_in_words
from portal.offices.models import Office
from postal.models import Account, LedgerEntry, Receipt
from postal.positions import Charge
from postal.records import moment_in_words, person_in


def remittance_content(
    number: str, accounts: list[Account], office: Office, post_office: Office, payee: Office, *, payer_id: int, at: datetime
) -> dict:
    """Everything the slip prints: its dossiers with receipts and amounts, and the total in digits and words."""
    applications = Application.objects.in_bulk({account.application_id for account in accounts})
    receipts = _receipts(accounts)
    items = [_item(applications[account.application_id], account, receipts) for account in accounts]
    total = sum(item["amount_vnd"] for item in items)
    is_postage = payee.pk == post_office.pk
    return {
        "number": number,
        "what": "cước bưu chính" if is_postage else "phí khai thác, sử dụng thông tin trong cơ sở dữ liệu hộ tịch",
        "is_postage": is_postage,
        "head": heading(post_office, timezone.localdate(at), number),
        "moment": moment_in_words(at),
        "payer": person_in(payer_id, post_office, at) | {"office": post_office.name},
        "payee": payee.authority_name if not is_postage else post_office.name,
        "office": office.authority_name,
        "items": items,
        "total_vnd": total,
        "total_words": amount_in_words(total),
        "count_words": number_in_words(len(items)),
    }


def payment_content(number: str, application: Application, *, by: Actor, at: datetime) -> dict:
    """What has been paid for a dossier up to now, as our own acknowledgement says it."""
    paid = _paid_entries(application)
    total = sum(entry.amount_vnd for entry in paid)
    return {
        "number": number,
        "head": heading(application.office, timezone.localdate(at), number),
        "office": application.office.authority_name,
        "code": application.code,
        "payer": application.requester_name,
        "rows": [_paid_row(entry) for entry in paid],
        "total_vnd": total,
        "total_words": amount_in_words(total),
        "made_by": person_in(by.user_id, application.office, at),
        "moment": moment_in_words(at),
    }


def _paid_entries(application: Application) -> list[LedgerEntry]:
    entries = LedgerEntry.objects.filter(account__application=application, kind__in=["collected", "paid_online"])
    return list(entries.filter(amount_vnd__gt=0, countered_by__isnull=True).select_related("account", "receipt").order_by("at"))


def _paid_row(entry: LedgerEntry) -> dict:
    ways = {"bank": "Chuyển khoản", "gateway": "Cổng thanh toán", "desk": "Tiền mặt, tại quầy"}
    return {
        "what": _what(entry.account.charge),
        "amount_vnd": entry.amount_vnd,
        "way": ways.get(entry.source, "Tiền mặt, qua nhân viên bưu điện"),
        "on": f"{local_day(entry.at):%d/%m/%Y}",
        "receipt": str(entry.receipt or ""),
    }


def _what(charge: str) -> str:
    names = {
        Charge.FEE: "Phí khai thác, sử dụng thông tin trong cơ sở dữ liệu hộ tịch",
        Charge.POSTAGE: "Cước bưu chính (thu hộ bưu điện)",
        Charge.SURPLUS: "Tiền thừa, được hoàn lại",
    }
    return names[charge]


def _receipts(accounts: list[Account]) -> dict[int, str]:
    """The last receipt of each dossier's fee."""
    found = Receipt.objects.filter(application_id__in=[account.application_id for account in accounts]).order_by("pk")
    return {receipt.application_id: str(receipt) for receipt in found}


def _item(application: Application, account: Account, receipts: dict[int, str]) -> dict:
    return {
        "code": application.code,
        "copies": application.copies,
        "charge": account.charge,
        "collected_on": f"{local_day(account.held_since):%d/%m/%Y}",
        "receipt": receipts.get(application.pk, "") if account.charge == Charge.FEE else "",
        "amount_vnd": account.held_vnd,
    }
