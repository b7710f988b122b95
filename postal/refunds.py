"""Fees paid ahead for dossiers that ended without a result: each becomes an open item "to be given back".

The dossier's verbs know nothing of the ledger (imports run one way), so the sweep finds what they ended.
Source: domain reference §5.2 (fee refunded if paid).
"""

from datetime import datetime

from django.db import transaction

from applications.models import Application
from applications.states import CLOSED_WITHOUT_RESULT
from portal.accounts.actors import SYSTEM
from postal.actions.items import open_item
from postal.models import ItemKind, OpenItem


def open_refunds(*, at: datetime) -> int:
    """Returns how many were opened; may run twice."""
    asked = OpenItem.objects.filter(kind=ItemKind.REFUND_DUE).values("application_id")
    ended = Application.objects.real().filter(state__in=CLOSED_WITHOUT_RESULT, fee_paid_vnd__gt=0).exclude(pk__in=asked)
    found = list(ended.select_related("office")[:200])
    for application in found:
        told = f"Hồ sơ {application.get_state_display().lower()}: hoàn phí đã nộp."
        with transaction.atomic():
            about = {"application": application, "told": told, "key": f"ended:{application.pk}"}
            open_item(ItemKind.REFUND_DUE, application.fee_paid_vnd, **about, by=SYSTEM, at=at)
    return len(found)
