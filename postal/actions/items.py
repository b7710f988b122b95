"""Opening what is not explained. Resolving it is resolving.py's."""

from datetime import datetime

from applications.models import Application
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.learned import learned_after
from portal.offices.models import Office
from postal.models import OpenItem


def open_item(
    kind: str,
    amount_vnd: int,
    *,
    key: str,
    by: Actor,
    at: datetime,
    told: str = "",
    application: Application | None = None,
    office: Office | None = None,
    **about,
) -> OpenItem:
    """One open item of an office (of the dossier's, unless told); the same cause opens it once."""
    office = office or application.office
    item, is_new = OpenItem.objects.get_or_create(
        key=f"{kind}:{key}"[:100],
        defaults={
            "kind": kind,
            "amount_vnd": amount_vnd,
            "office": office,
            "application": application,
            "told": told[:500],
            "opened_by_id": by.user_id,
            "opened_at": learned_after(at) or at,  # what was told late was not open before
            **about,
        },
    )
    if is_new:
        record(
            "money.item_opened", subject=f"office:{office.code}", by=by, at=at, kind=kind, amount_vnd=amount_vnd, item=item.pk
        )
    return item
