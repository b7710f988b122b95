"""What a citizen says against the books becomes an open item of the office; one of each kind at a time.

Source: domain reference §7.2 (the citizen can see and dispute what was collected).
"""

from datetime import datetime

from django.db import transaction

from applications.models import Application
from portal.accounts.actors import Actor
from portal.templatetags.portal import number as dotted
from postal.actions.items import open_item
from postal.models import ItemKind, OpenItem, Parcel


def dispute_money(application_id: int, *, kind: str, paid_vnd: int, words: str, by: Actor, at: datetime) -> OpenItem:
    """`kind`: said_paid or said_not_received. While one of the kind is open, saying it again changes nothing."""
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update(of=("self",)).select_related("hand_over__post_office")
        parcel = parcel.filter(application_id=application_id).first()
        application = Application.objects.select_related("office").get(pk=application_id)
        said = OpenItem.objects.filter(application=application, kind=kind)
        if waiting := said.filter(resolved_at__isnull=True).first():
            return waiting
        told = (
            f"Công dân báo đã trả {dotted(paid_vnd)} đồng."
            if kind == ItemKind.SAID_PAID
            else "Công dân báo chưa nhận được bản sao."
        )
        amount = paid_vnd if kind == ItemKind.SAID_PAID else 0
        post_office = parcel.hand_over.post_office if parcel and parcel.hand_over else None
        key = f"{application.pk}:{said.count()}"
        about = {"application": application, "post_office": post_office, "key": key}
        return open_item(kind, amount, told=f"{told} {words}".strip(), **about, by=by, at=at)
