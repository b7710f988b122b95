"""Entries of the fee as they were known at the moment asked: what was told later than it happened was not known before."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from applications.statutory.tables import Question
from postal.models import LedgerEntry
from postal.positions import Charge, Kind

HELD_BY_THE_POST = (
    Sum("amount_vnd", filter=Q(kind=Kind.COLLECTED), default=0)
    - Sum("amount_vnd", filter=Q(kind=Kind.CONFIRMED), default=0)
    - Sum("amount_vnd", filter=Q(kind=Kind.WRITTEN_OFF) & ~Q(taken_from="outstanding"), default=0)
)


def fees_known(asked: Question) -> QuerySet[LedgerEntry]:
    """Entries of the charge "fee" at the units asked, whenever they are dated."""
    fees = LedgerEntry.objects.filter(account__charge=Charge.FEE, at__lt=asked.as_of).order_by()
    fees = fees.filter(office_id__in=asked.unit_ids) if asked.unit_ids else fees
    return _known_by(fees, asked)


def of_period(asked: Question) -> Q:
    """Of fees_known(): dated in the period."""
    return Q(at__gte=asked.starts_at, at__lt=asked.ends_at)


def not_countered(asked: Question) -> Q:
    """Of fees_known(): what no entry had taken back."""
    return ~Exists(_known_by(LedgerEntry.objects.filter(counters=OuterRef("pk")), asked))


def _known_by(entries: QuerySet[LedgerEntry], asked: Question) -> QuerySet[LedgerEntry]:
    return entries.annotate(known_at=Coalesce("arrived_at", "at")).filter(known_at__lt=asked.as_of)
