"""The dossiers behind the numbers of post and hand-over: rows of what supervision.py and supervised_units.py count."""

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.states import RESOLVED
from applications.statutory.tables import Behind, BehindRow, Question
from postal.models import Complaint, HandOver, ItemKind, LedgerEntry, OpenItem, Parcel, ParcelEvent
from postal.positions import Charge
from postal.positions import Kind as Entry
from postal.supervision import DIFFERENCES

CODE = Coalesce("application__dossier_code", "application__ref")
OF_PARCEL = Coalesce("parcel__application__dossier_code", "parcel__application__ref")
OF_ACCOUNT = Coalesce("account__application__dossier_code", "account__application__ref")

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


def _delivered(asked: Question, _kind: str = "") -> QuerySet:
    seen = _of_units(Parcel.objects.envelopes().filter(_within("delivered_at", asked)), asked).order_by()
    words = Concat(Value("Phong bì "), "number")
    return seen.annotate(code=CODE, moment=F("delivered_at"), words=words, amount=Value(1)).values_list(*COLUMNS)


def _fallen(*kinds: str) -> Behind:
    def rows(asked: Question, _kind: str = "") -> QuerySet:
        seen = _of_units(ParcelEvent.objects.filter(_within("at", asked), kind__in=kinds), asked, "parcel__office").order_by()
        words = Concat(Value("Phong bì "), "parcel__number")
        told = seen.annotate(code=OF_PARCEL, moment=F("at"), words=words, amount=Value(1))
        return told.values_list("code", "parcel__office_id", "moment", "words", "amount")

    return rows


def _money(kind: str, words: str) -> Behind:
    def rows(asked: Question, _kind: str = "") -> QuerySet:
        within = {"at__gte": asked.starts_at, "at__lt": min(asked.ends_at, asked.as_of)}
        fees = _of_units(LedgerEntry.objects.filter(account__charge=Charge.FEE, kind=kind, **within), asked).order_by()
        told = fees.annotate(code=OF_ACCOUNT, moment=F("at"), words=Value(words), amount=F("amount_vnd"))
        return told.values_list(*COLUMNS)

    return rows


def _records(asked: Question, _kind: str = "") -> QuerySet:
    """A record is no dossier: it is named by its number."""
    code = Concat(Value("Biên bản "), Cast("record_number", CharField()))
    told = _closed(asked).annotate(code=code, moment=F("closed_at"), words=Value("Đã chốt"), amount=Value(1))
    return told.values_list(*COLUMNS)


def _in_records(asked: Question, _kind: str = "") -> list[BehindRow]:
    return _of_numbers(
        [
            (item["parcel"], office, at, f"Biên bản {number}")
            for office, at, number, record in _told(asked)
            for item in record.get("items", ())
        ]
    )


def _different(asked: Question, _kind: str = "") -> list[BehindRow]:
    refused = [
        (item["parcel"], office, at, f"Bưu điện không nhận, biên bản {number}")
        for office, at, number, record in _told(asked)
        for item in record.get("refused", ())
    ]
    items = _of_units(OpenItem.objects.filter(_within("opened_at", asked), kind__in=DIFFERENCES), asked).order_by()
    told = items.annotate(code=Coalesce("application__dossier_code", "application__ref", Value("–")))
    kinds = dict(ItemKind.choices)
    rows = told.values_list("code", "office_id", "opened_at", "kind")
    return _of_numbers(refused) + [(code, office, at, kinds[kind], 1) for code, office, at, kind in rows]


def _complaints(asked: Question, _kind: str = "") -> list[BehindRow]:
    told = _of_units(Complaint.objects.filter(_within("opened_at", asked)), asked, "parcel__office").order_by()
    rows = told.annotate(code=OF_PARCEL).values_list("code", "parcel__office_id", "opened_at", "kind")
    return [(code, office, at, str(Complaint.Kind(kind).label), 1) for code, office, at, kind in rows]


def _closed(asked: Question) -> QuerySet[HandOver]:
    closed = HandOver.objects.exclude(state=HandOver.State.OPEN).filter(_within("closed_at", asked))
    return _of_units(closed, asked).order_by()


def _told(asked: Question) -> QuerySet:
    return _closed(asked).values_list("office_id", "closed_at", "record_number", "record")


def _of_numbers(found: list[tuple]) -> list[BehindRow]:
    """From the numbers of envelopes to the codes of their dossiers, in one query."""
    parcels = Parcel.objects.filter(number__in={row[0] for row in found}).annotate(code=CODE)
    codes = dict(parcels.values_list("number", "code"))
    return [(codes.get(number, number), office, at, words, 1) for number, office, at, words in found]


def _within(name: str, asked: Question) -> Q:
    return Q(**{f"{name}__gte": asked.starts_at, f"{name}__lt": asked.ends_at})


def _of_units(rows: QuerySet, asked: Question, office: str = "office") -> QuerySet:
    return rows.filter(**{f"{office}__in": asked.unit_ids}) if asked.unit_ids else rows


OF_POST: dict[str, Behind] = {
    "asked": _asked,
    "parcels": _in_records,
    "delivered": _delivered,
    "returned": _fallen("returned"),
    "fallen_out": _fallen("lost", "damaged"),
    "collected": _money(Entry.COLLECTED, "Bưu điện thu"),
    "confirmed": _money(Entry.CONFIRMED, "Đơn vị đã nhận"),
}
OF_HAND_OVERS: dict[str, Behind] = {
    "hand_overs": _records,
    "parcels": _in_records,
    "differences": _different,
    "complaints": _complaints,
}
