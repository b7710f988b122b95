"""By when the post must deliver an envelope: J + n working days by distance, J the day it took the envelope.

Source: TT 17/2017/TT-BTTTT Art. 7. What the recipient wishes for does not move it.
"""

from datetime import date, datetime

from django.utils import timezone

from applications.models import Application
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.models import Office, Province
from postal.models import TransitLimit

HANOI = "01"
Distance = TransitLimit.Distance


def distance_to(application: Application, office: Office) -> str:
    """How far the envelope of a dossier goes from its office, by today's units."""
    delivery = application.answers.get("delivery") or {}
    province, commune = str(delivery.get("province", "")), str(delivery.get("commune", ""))
    if province != HANOI:
        is_city = Province.objects.filter(code=province, kind="thanh_pho").exists()
        return Distance.LARGE_CITY if is_city else Distance.ELSEWHERE
    return Distance.SAME_COMMUNE if commune in {office.name, office.code} else Distance.CITY


def deliver_by(application: Application, office: Office, *, taken_at: datetime) -> date | None:
    """The local day by which the envelope must be delivered; None where no limit or no calendar is in force."""
    taken_on = timezone.localdate(taken_at)
    limits = TransitLimit.objects.filter(distance=distance_to(application, office), valid_from__lte=taken_on)
    limit = limits.order_by("-valid_from").first()
    if limit is None:
        return None
    calendar, day = calendar_for(None), taken_on
    try:
        for _ in range(limit.working_days):
            day = calendar.next_working_day(day)
    except CalendarMissing:
        return None
    return day
