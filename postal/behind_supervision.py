"""The dossiers behind the numbers of post and hand-over: rows of what supervision.py and supervised_units.py count."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Coalesce, Concat

from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.states import RESOLVED
from applications.statutory.tables import Behind, BehindRow, Question
from portal.offices.calendar import calendar_for
from postal.known_money import HELD_BY_THE_POST, fees_known, of_period
from postal.known_ways import LOSSES, Known, days_under_way
from postal.models import Complaint, HandOver, ItemKind, Parcel, ParcelEvent
from postal.positions import Kind as Entry

CODE = Coalesce("application__dossier_code", "application__ref")
OF_PARCEL = Coalesce("parcel__application__dossier_code", "parcel__application__ref")
OF_ACCOUNT = Coalesce("account__application__dossier_code", "account__application__ref")

Rows = Callable[[Known], Sequence[BehindRow]]
COLUMNS = ("code", "office_id", "moment", "words", "amount")


def issued_for_the_post(asked: Question) -> QuerySet[Application]:
    """Dossiers issued in the period that are to be sent by post."""
    issued = Application.objects.real().filter(
        delivery_method=DeliveryMethod.POST,
        state__in=RESOLVED,
        resolved_at__gte=asked.starts_at,
        resolved_at__lt=asked.until,
    )
    return _of_units(issued, asked).order_by()


def _asked(asked: Question, _kind: str = "") -> QuerySet:
    told = issued_for_the_post(asked).annotate(
        code=Coalesce("dossier_code", "ref"), moment=F("resolved_at"), words=Value("Nhận qua bưu điện"), amount=Value(1)
    )
    return told.values_list(*COLUMNS)


def _delivered(known: Known) -> QuerySet:
    return _of_envelopes(known.delivered())


def _days(known: Known) -> list[BehindRow]:
    """Each envelope delivered, with the working days of its way."""
    days = days_under_way(calendar_for(None))
    rows = known.delivered().annotate(code=OF_PARCEL).values_list("code", "parcel__office_id", "at", "taken_at")
    ways = [(code, office, at, days(taken_at, at)) for code, office, at, taken_at in rows]
    return [(code, office, at, f"Giao sau {number} ngày làm việc", number) for code, office, at, number in ways]


def _fallen(*kinds: str) -> Rows:
    return lambda known: _of_envelopes(known.fallen(*kinds))


def _late(known: Known) -> list[BehindRow]:
    rows = known.late().annotate(code=OF_PARCEL).values_list("code", "parcel__office_id", "at", "deliver_by_on")
    return [
        (code, office, at, f"Bưu điện nhận lúc này, phải giao đến hết ngày {by:%d/%m/%Y}", 1) for code, office, at, by in rows
    ]


def _of_envelopes(events: QuerySet[ParcelEvent]) -> QuerySet:
    words = Concat(Value("Phong bì "), "parcel__number")
    told = events.annotate(code=OF_PARCEL, moment=F("at"), words=words, amount=Value(1))
    return told.values_list("code", "parcel__office_id", "moment", "words", "amount")


def _money(kind: str, words: str) -> Behind:
    def rows(asked: Question, _kind: str = "") -> QuerySet:
        fees = fees_known(asked).filter(of_period(asked), kind=kind)
        told = fees.annotate(code=OF_ACCOUNT, moment=F("at"), words=Value(words), amount=F("amount_vnd"))
        return told.values_list(*COLUMNS)

    return rows


def _owed(asked: Question, _kind: str = "") -> list[BehindRow]:
    """What the post has collected of each dossier and not handed in, with the moment of the last entry."""
    rows = fees_known(asked).values(code=OF_ACCOUNT, unit=F("office_id"), one=F("account_id"))
    told = rows.annotate(owed=HELD_BY_THE_POST, last=Max("at")).exclude(owed=0)
    return [(row["code"], row["unit"], row["last"], "Bưu điện còn giữ", row["owed"]) for row in told]


def _records(known: Known) -> list[BehindRow]:
    return _named_by_number(known.closed(), "Đã chốt")


def _unconfirmed(known: Known) -> list[BehindRow]:
    return _named_by_number(known.unconfirmed(calendar_for(None)), "Bưu điện chưa xác nhận")


def _named_by_number(batches: Iterable[HandOver], words: str) -> list[BehindRow]:
    """A record is no dossier: it is named by its number."""
    return [(f"Biên bản {batch.record_number}", batch.office_id, batch.closed_at, words, 1) for batch in batches]


def _in_records(known: Known) -> list[BehindRow]:
    return _of_numbers(
        [
            (number, batch.office_id, batch.closed_at, f"Biên bản {batch.record_number}")
            for batch in known.closed()
            for number in known.numbers_in(batch.record)
        ]
    )


def _different(known: Known) -> list[BehindRow]:
    refused = [
        (number, batch.office_id, batch.closed_at, f"Bưu điện không nhận, biên bản {batch.record_number}")
        for batch in known.closed()
        for number in known.numbers_refused(batch.record)
    ]
    told = known.differences().annotate(code=Coalesce("application__dossier_code", "application__ref", Value("–")))
    kinds = dict(ItemKind.choices)
    rows = told.values_list("code", "office_id", "opened_at", "kind")
    return _of_numbers(refused) + [(code, office, at, kinds[kind], 1) for code, office, at, kind in rows]


def _complaints(which: Callable[[Known], QuerySet[Complaint]]) -> Rows:
    def rows(known: Known) -> list[BehindRow]:
        told = which(known).annotate(code=OF_PARCEL).values_list("code", "parcel__office_id", "opened_at", "kind")
        return [(code, office, at, str(Complaint.Kind(kind).label), 1) for code, office, at, kind in told]

    return rows


def _of_numbers(found: list[tuple]) -> list[BehindRow]:
    """From the numbers of envelopes to the codes of their dossiers, in one query."""
    parcels = Parcel.objects.filter(number__in={row[0] for row in found}).annotate(code=CODE)
    codes = dict(parcels.values_list("number", "code"))
    return [(codes.get(number, number), office, at, words, 1) for number, office, at, words in found]


def _of_units(rows: QuerySet, asked: Question, office: str = "office") -> QuerySet:
    return rows.filter(**{f"{office}__in": asked.unit_ids}) if asked.unit_ids else rows


# By the name of the number in supervision.Tally.
ROWS: dict[str, Rows] = {
    "hand_overs": _records,
    "parcels": _in_records,
    "unconfirmed": _unconfirmed,
    "differences": _different,
    "delivered": _delivered,
    "days": _days,
    "returned": _fallen("returned"),
    "fallen_out": _fallen(*LOSSES),
    "late": _late,
    "complaints": _complaints(Known.complaints),
    "complaints_open": _complaints(Known.unanswered),
    "complaints_late": _complaints(Known.unanswered_late),
}


def _supervised(name: str) -> Behind:
    def rows(asked: Question, _kind: str = "") -> Sequence[BehindRow]:
        return ROWS[name](Known(asked.starts_at, asked.ends_at, asked.as_of, asked.unit_ids or None))

    return rows


OF_POST: dict[str, Behind] = {
    "asked": _asked,
    **{name: _supervised(name) for name in ("parcels", "delivered", "returned", "fallen_out", "days")},
    "collected": _money(Entry.COLLECTED, "Bưu điện thu"),
    "confirmed": _money(Entry.CONFIRMED, "Đơn vị đã nhận"),
    "owed": _owed,
}
OF_HAND_OVERS: dict[str, Behind] = {name: _supervised(name) for name in ROWS if name not in OF_POST} | {
    "parcels": _supervised("parcels")
}
