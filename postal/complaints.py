"""Who may complain of what, until when, and by when the post answers.

Source: TT 17/2017/TT-BTTTT Art. 7 (domain reference §8.4): within six months of the hand-over; answered within five working
days in the province, seven beyond it.
"""

from calendar import monthrange
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from portal.offices.calendar import calendar_for
from postal.invitations import next_working_day
from postal.models import WITH_THE_POST, Complaint, Parcel, ParcelState, TransitLimit
from postal.transit import distance_to

Kind, Outcome = Complaint.Kind, Complaint.Outcome
MONTHS_TO_COMPLAIN = 6
WORKING_DAYS_IN_PROVINCE, WORKING_DAYS_BEYOND = 5, 7
IN_PROVINCE = {TransitLimit.Distance.SAME_COMMUNE, TransitLimit.Distance.CITY}
_POST_ADMITS = (Outcome.LOST, Outcome.DAMAGED)


def kinds_open_to(parcel: Parcel, *, today: date) -> tuple[str, ...]:
    """What may be complained of on a local day: nothing before the post has it, or after six months."""
    last = last_day_to_complain(parcel)
    if last is None or today > last:
        return ()
    if parcel.state == ParcelState.DELIVERED:
        return (Kind.NOT_RECEIVED, Kind.DAMAGED, Kind.LATE, Kind.OTHER)
    if parcel.state not in WITH_THE_POST:
        return ()
    is_beyond = parcel.deliver_by_on is not None and today > parcel.deliver_by_on
    return (Kind.NOT_RECEIVED, Kind.LATE, Kind.OTHER) if is_beyond else (Kind.OTHER,)


def last_day_to_complain(parcel: Parcel) -> date | None:
    """Six months after the post took it, a local day; None while it has not."""
    batch = parcel.hand_over
    if batch is None or batch.confirmed_at is None:
        return None
    taken_on = timezone.localdate(batch.confirmed_at)
    year, month = divmod(taken_on.year * 12 + taken_on.month - 1 + MONTHS_TO_COMPLAIN, 12)
    return date(year, month + 1, min(taken_on.day, monthrange(year, month + 1)[1]))


def answer_by(parcel: Parcel, *, opened_at: datetime) -> date:
    """The last local day for the post's answer; the day of opening is not counted."""
    is_near = distance_to(parcel.application, parcel.office) in IN_PROVINCE
    calendar, day = calendar_for(None), timezone.localdate(opened_at)
    for _ in range(WORKING_DAYS_IN_PROVINCE if is_near else WORKING_DAYS_BEYOND):
        day = next_working_day(day, calendar)
    return day


def answers_open_to(parcel: Parcel) -> tuple[str, ...]:
    """What the post may answer, by where the envelope is now."""
    if parcel.state == ParcelState.DELIVERED:
        return (Outcome.DELIVERED, Outcome.SETTLED, *_POST_ADMITS)
    if parcel.state in WITH_THE_POST:
        return (Outcome.ON_ITS_WAY, Outcome.SETTLED, *_POST_ADMITS)
    return (Outcome.SETTLED,)


def open_ones(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    return complaints.filter(answered_at__isnull=True)


def late_ones(complaints: QuerySet[Complaint], today: date) -> QuerySet[Complaint]:
    return open_ones(complaints).filter(answer_by_on__lt=today)
