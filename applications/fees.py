"""What a copy costs on a day: the state's fee and, apart from it, the post's price. Integer đồng, local days.

Source: TT 281/2016/TT-BTC Art. 4 (8.000 đồng a copy); NQ 66.22/2026/NQ-CP Art. 3 (free 15/8/2026-28/2/2027 for digital
citizens, given only where proved); QĐ 45/2016/QĐ-TTg Art. 12 (postage belongs to the post).
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from applications.models import CollectionMode, FeePolicy, FeeWaiver, PostageTariff
from applications.models.application import DeliveryMethod
from applications.procedures import procedures
from applications.terms import Terms, terms_now

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
    proved: Container[str] = (),
    stamp: str | None = None,
) -> Quote:
    """What this request costs when filed on a local day. `proved` are waiver conditions shown to hold.

    One query, none where the `stamp` has just been asked for. Raises FeeUnknown.
    """
    terms = terms_now(stamp)
    per_copy = fee_per_copy(procedure_code, on, terms)
    if per_copy is None:
        raise FeeUnknown(procedure_code, on)
    waiver = next((row for row in _waivers(procedure_code, on, terms) if row.condition in proved), None)
    tariff = None if delivery_method == DeliveryMethod.DESK else tariff_for(province_code, on, terms)
    desk = delivery_method == DeliveryMethod.DESK
    return Quote(
        fee_per_copy_vnd=per_copy,
        copies=copies,
        fee_vnd=0 if waiver else per_copy * copies,
        fee_note=waiver.label_vi[:200] if waiver else "",
        postage_vnd=0 if desk else (tariff.price_vnd if tariff else None),
        collection_mode=collection_mode(procedure_code, on, terms),
        is_illustrative=bool(tariff and tariff.is_illustrative),
    )


def collection_mode(procedure_code: str, on: date, terms: Terms | None = None) -> str:
    """How the fee is collected on a local day; where nothing is entered, on receipt: the citizen is asked for nothing ahead."""
    rows = (row for row in (terms or terms_now()).collections if row.procedure_code == procedure_code and row.valid_from <= on)
    return next((row.mode for row in rows), CollectionMode.COD)


def fee_per_copy(procedure_code: str, on: date, terms: Terms | None = None) -> int | None:
    """The fee for one copy on a local day; None where it is not known."""
    fees = (fee for fee in (terms or terms_now()).fees if fee.procedure_code == procedure_code and _is_in_force(fee, on))
    return next((fee.fee_per_copy_vnd for fee in fees), _of_the_law(procedure_code))


def _of_the_law(procedure_code: str) -> int | None:
    """What the procedure's own file says, where no row was entered."""
    procedure = procedures().get(procedure_code)
    return procedure.fee_vnd if procedure else None


def waivers_on(procedure_code: str, on: date) -> list[FeeWaiver]:
    """Waivers that stand on a day, to be told of; who gets one is decided by proof."""
    return list(_waivers(procedure_code, on, terms_now()))


def tariff_for(province_code: str, on: date, terms: Terms | None = None) -> PostageTariff | None:
    """The post's price of one parcel to a province of today; None where it is not known."""
    zone = PostageTariff.Zone.CITY if province_code == HANOI_CODE else PostageTariff.Zone.COUNTRY
    return next((row for row in (terms or terms_now()).tariffs if row.zone == zone and _is_in_force(row, on)), None)


def _waivers(procedure_code: str, on: date, terms: Terms) -> Iterator[FeeWaiver]:
    return (row for row in terms.waivers if row.procedure_code == procedure_code and _is_in_force(row, on))


def _is_in_force(row: FeePolicy | FeeWaiver | PostageTariff, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)
