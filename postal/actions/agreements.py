"""Agreements with the post, entered and ended by the Department: an office has one at a time.

Source: QĐ 45/2016/QĐ-TTg Art. 5; seed 1 ("Thỏa thuận hợp tác").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.models import User
from portal.audit.trail import record
from portal.offices.models import Office
from postal.errors import AgreementEnded, AgreementsOverlap
from postal.models import PostalAgreement


@dataclass(frozen=True, slots=True)
class NewAgreement:
    office: Office
    post_office: Office
    number: str
    signed_on: date
    valid_to: date | None
    pickups: list[list]  # [[weekday, "10:00"], …]
    pickup_times: str
    remit_within_days: int


def add_agreement(new: NewAgreement, *, couriers: Iterable[User], by: Actor, at: datetime) -> PostalAgreement:
    """Write an agreement down. Raises AgreementsOverlap where the office has another on one of its days."""
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=new.office.pk)  # one at a time
        _check_alone(new)
        fields = {name: getattr(new, name) for name in NewAgreement.__dataclass_fields__}
        agreement = PostalAgreement.objects.create(**fields)
        agreement.couriers.set(couriers)
        record("agreement.added", subject=f"agreement:{agreement.pk}", by=by, at=at, office=new.office.code)
    return agreement


def end_agreement(agreement_id: int, *, last_day: date, by: Actor, at: datetime) -> PostalAgreement:
    """Say on which day it ends; batches after it are refused. Raises AgreementEnded (ended before, or before it began)."""
    with transaction.atomic():
        agreement = PostalAgreement.objects.select_for_update().get(pk=agreement_id)
        ended_before = agreement.valid_to is not None and agreement.valid_to < last_day
        if ended_before or last_day < agreement.signed_on:
            raise AgreementEnded(agreement.signed_on, agreement.valid_to)
        agreement.valid_to = last_day
        agreement.save()
        record("agreement.ended", subject=f"agreement:{agreement.pk}", by=by, at=at, last_day=last_day.isoformat())
    return agreement


def _check_alone(new: NewAgreement) -> None:
    others = PostalAgreement.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=new.signed_on), office=new.office)
    if new.valid_to:
        others = others.filter(signed_on__lte=new.valid_to)
    if other := others.select_related("post_office").first():
        raise AgreementsOverlap(other.post_office.name, other.signed_on, other.valid_to)
