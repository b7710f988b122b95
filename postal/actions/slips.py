"""Asking for our own acknowledgement of what has been paid for a dossier (biên nhận). Source: domain reference §7.3."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications.models import Application
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import next_number
from postal.errors import NothingPaid
from postal.models import PaymentSlip
from postal.slips import payment_content


def acknowledge_payment(application_id: int, *, by: Actor, at: datetime) -> PaymentSlip:
    """A numbered slip of all payments up to now; while nothing more is paid, the last one again. Raises NothingPaid."""
    with transaction.atomic():
        application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
        content = payment_content("", application, by=by, at=at)
        if not content["rows"]:
            raise NothingPaid
        last = application.payment_slips.order_by("pk").last()
        if last and last.content["rows"] == content["rows"]:
            return last
        office, year = application.office, timezone.localdate(at).year
        number = f"BN-{office.code}-{year % 100:02d}-{next_number(f'payment_slip:{office.pk}:{year}'):05d}"
        slip = PaymentSlip.objects.create(
            number=number,
            application=application,
            office=office,
            content=payment_content(number, application, by=by, at=at),
            made_by_id=by.user_id,
            made_at=at,
        )
        record("payment.acknowledged", subject=f"application:{application.ref}", by=by, at=at, slip=number)
        nudge("postal.tasks.render_payment", slip.pk)
    return slip
