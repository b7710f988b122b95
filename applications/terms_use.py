"""Who stands on a term: the dossiers filed under it, which keep what they were told, and the drafts that a change reaches.

Local days, both inclusive. Nothing here writes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from applications.fees import HANOI_CODE
from applications.models import Application, DatedTerm, FeeCollection, FeeWaiver, PostageTariff
from applications.models.application import DeliveryMethod
from applications.states import FINAL, State

NOTE_LENGTH = 200  # of a waiver's label, as kept with a dossier
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change reaches: drafts that are priced when filed, and filed dossiers not yet finished, which keep their price."""

    drafts: int
    filed: int


def filed_under(term: DatedTerm) -> QuerySet[Application]:
    """Dossiers that were filed while the term stood and to which it applied: a waiver only to those who proved it."""
    found = _filed_during(term)
    return found.filter(fee_note=term.label_vi[:NOTE_LENGTH]) if isinstance(term, FeeWaiver) else found


def last_use_of(term: DatedTerm) -> date | None:
    """The local day on which somebody last filed under it."""
    return _last_day(filed_under(term))


def last_filing_during(term: DatedTerm) -> date | None:
    """The local day on which somebody last filed what it is about, while it stands."""
    return _last_day(_filed_during(term))


def last_day_of(term: DatedTerm) -> date | None:
    """Its last day; how fees are collected stands until the next row of the procedure."""
    if not isinstance(term, FeeCollection):
        return term.valid_to
    later = FeeCollection.objects.filter(procedure_code=term.procedure_code, valid_from__gt=term.valid_from)
    following = later.order_by("valid_from").first()
    return following.valid_from - DAY if following else None


def touched_by(term: DatedTerm) -> Touched:
    """Whom it reaches when it is entered, ended or taken back. Four queries at most."""
    drafts = Application.objects.real().filter(state=State.DRAFT)
    filed = Application.objects.real().exclude(state__in=[State.DRAFT, *FINAL])
    if isinstance(term, PostageTariff):
        filed = filed.exclude(delivery_method=DeliveryMethod.DESK)
        return Touched(_drafts_to(term.zone, drafts), filed.count())
    about = {"procedure_code": term.procedure_code}
    return Touched(drafts.filter(**about).count(), filed.filter(**about).count())


def _drafts_to(zone: str, drafts: QuerySet[Application]) -> int:
    """Drafts whose envelope is to go there; one whose address is not known yet may be either, and counts."""
    deliveries = [answers.get("delivery") or {} for answers in drafts.values_list("answers", flat=True)]
    by_post = [delivery for delivery in deliveries if delivery.get("method") != DeliveryMethod.DESK]
    is_city = zone == PostageTariff.Zone.CITY
    return sum(not delivery.get("province") or (delivery["province"] == HANOI_CODE) == is_city for delivery in by_post)


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _filed_during(term: DatedTerm) -> QuerySet[Application]:
    found = Application.objects.real().filter(submitted_at__gte=_begins(term.valid_from))
    if last := last_day_of(term):
        found = found.filter(submitted_at__lt=_begins(last + DAY))
    if isinstance(term, PostageTariff):
        return found.exclude(delivery_method=DeliveryMethod.DESK)  # of either zone: which one a dossier does not keep
    return found.filter(procedure_code=term.procedure_code)


def _last_day(found: QuerySet[Application]) -> date | None:
    last = found.aggregate(last=Max("submitted_at"))["last"]
    return timezone.localdate(last) if last else None
