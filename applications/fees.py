"""What a copy costs on a day: the state's fee and, apart from it, the post's price. Integer đồng, local days.

Source: TT 281/2016/TT-BTC Art. 4 (8.000 đồng a copy); NQ 66.22/2026/NQ-CP Art. 3 (free 15/8/2026-28/2/2027 for digital
citizens, given only where proved); QĐ 45/2016/QĐ-TTg Art. 12 (postage belongs to the post).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet

from applications.models import CollectionMode, FeeCollection, FeePolicy, FeeWaiver, PostageTariff
from applications.models.application import DeliveryMethod

HANOI_CODE = "01"


class FeeUnknown(LookupError):
    """No fee has been entered for this procedure and day: refuse to guess."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The price of one application. `postage_vnd` is None where the post's price is not known."""

    fee_per_copy_vnd: int
    copies: int
    fee_vnd: int
    fee_note: str
    postage_vnd: int | None
    collection_mode: str  # of the fee: on receipt, ahead, or as the citizen likes
    is_illustrative: bool  # the postage is an example until an agreement with the post says the amount

    @property
    def total_vnd(self) -> int:
        return self.fee_vnd + (self.postage_vnd or 0)


def quote(
    procedure_code: str,
    *,
    copies: int,
    delivery_method: str,
    province_code: str = "",
    on: date,
    proved: Iterable[str] = (),
) -> Quote:
    """What this request costs when filed on a local day. `proved` are waiver conditions shown to hold. Raises FeeUnknown."""
    per_copy = fee_per_copy(procedure_code, on)
    if per_copy is None:
        raise FeeUnknown(procedure_code, on)
    proved = list(proved)
    waiver = _in_force(FeeWaiver, on, procedure_code=procedure_code, condition__in=proved).first() if proved else None
    tariff = None if delivery_method == DeliveryMethod.DESK else tariff_for(province_code, on)
    desk = delivery_method == DeliveryMethod.DESK
    return Quote(
        fee_per_copy_vnd=per_copy,
        copies=copies,
        fee_vnd=0 if waiver else per_copy * copies,
        fee_note=waiver.label_vi[:200] if waiver else "",
        postage_vnd=0 if desk else (tariff.price_vnd if tariff else None),
        collection_mode=collection_mode(procedure_code, on),
        is_illustrative=bool(tariff and tariff.is_illustrative),
    )


def collection_mode(procedure_code: str, on: date) -> str:
    """How the fee is collected on a local day; where nothing is entered, on receipt: the citizen is asked for nothing ahead."""
    rows = FeeCollection.objects.filter(procedure_code=procedure_code, valid_from__lte=on).order_by("-valid_from")
    return rows.values_list("mode", flat=True).first() or CollectionMode.COD


def fee_per_copy(procedure_code: str, on: date) -> int | None:
    """The fee for one copy on a local day, for pages; None where it is not known."""
    policy = _in_force(FeePolicy, on, procedure_code=procedure_code).first()
    return policy.fee_per_copy_vnd if policy else None


def waivers_on(procedure_code: str, on: date) -> list[FeeWaiver]:
    """Waivers that stand on a day, to be told of; who gets one is decided by proof."""
    return list(_in_force(FeeWaiver, on, procedure_code=procedure_code))


def tariff_for(province_code: str, on: date) -> PostageTariff | None:
    """The post's price of one parcel to a province of today; None where it is not known."""
    zone = PostageTariff.Zone.CITY if province_code == HANOI_CODE else PostageTariff.Zone.COUNTRY
    return _in_force(PostageTariff, on, zone=zone).first()


def _in_force(model: type[Model], on: date, **conditions) -> QuerySet:
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return model.objects.filter(until, valid_from__lte=on, **conditions).order_by("-valid_from")
