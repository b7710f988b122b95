"""The hand-over record (D9): what it prints, frozen in HandOver.record. Printed by postal.printing.

Source: QĐ 45/2016/QĐ-TTg Art. 7(3), 9; NĐ 30/2020/NĐ-CP annex I; domain reference §8.2.
"""

import re
from datetime import datetime

from django.utils import timezone

from portal.accounts.models import Posting, User
from portal.documents.heading import heading
from portal.documents.words import amount_in_words, date_on_paper, number_in_words
from portal.offices.models import Office
from postal.models import HandOver, Parcel, ParcelState


def build_record(batch: HandOver, *, at: datetime) -> dict:
    """Everything the paper says of a batch being closed at `at`, as plain data."""
    day = timezone.localdate(at)
    return {
        "edition": 1,
        "number": f"{batch.record_number:02d}/BB-UBND",
        "batch": batch.number,
        "barcode": batch.barcode,
        "closed_at": at.isoformat(),
        "moment": moment_in_words(at),
        "head": heading(batch.office, day, f"{batch.record_number:02d}/BB-UBND"),
        "giver": person_in(batch.closed_by_id, batch.office, at) | {"office": f"UBND {batch.office.name_in_sentence}"},
        "receiver": person_in(batch.courier_id, batch.post_office, at) | {"office": batch.post_office.name},
        "refused": [],
        "left_out": [{"code": code, "why": ""} for code in _waiting_codes(batch)],
    } | contents(batch)


def contents(batch: HandOver) -> dict:
    """The envelopes in the order they were scanned, and their sums in digits and words."""
    parcels = batch.parcels.envelopes().with_joined().select_related("application__extract").order_by("scanned_at", "pk")
    items = [_item(parcel) for parcel in parcels]
    added = ("dossiers", "copies", "fee_vnd", "postage_vnd", "collect_vnd")
    sums = {name: sum(item[name] for item in items) for name in added}
    words = {"count_words": number_in_words(len(items)), "collect_words": amount_in_words(sums["collect_vnd"])}
    legend = dict(sorted(kind for item in items for kind in item.pop("kinds").items()))
    return {"items": items, "totals": {"count": len(items)} | sums | words, "legend": legend}


def refuse_item(batch: HandOver, parcel: Parcel, *, why: str, at: datetime) -> None:
    """A new edition of the record without one envelope; the paper printed before it is void and is rendered anew."""
    gone = {"code": parcel.codes, "why": why, "parcel": parcel.number, "at": at.isoformat()}
    record = batch.record
    batch.record = (
        record
        | contents(batch)
        | {
            "edition": record["edition"] + 1,
            "edited_at": at.isoformat(),
            "refused": [*record["refused"], gone],
        }
    )
    batch.document = None


def note_confirmation(batch: HandOver, *, by_id: int, at: datetime) -> None:
    """Who really received, and when: the last edition, with both sides named."""
    receiver = person_in(by_id, batch.post_office, at) | {"office": batch.post_office.name}
    batch.record = batch.record | {"receiver": receiver, "confirmed_at": at.isoformat(), "confirmed": clock_in_words(at)}
    batch.document = None


def build_correction(batch: HandOver, number: int, *, wrong: str, right: str, by_id: int, at: datetime) -> dict:
    """Everything a counter-record to a confirmed record says, as plain data."""
    return {
        "number": f"{number:02d}/BB-UBND",
        "batch": batch.number,
        "refers_to": batch.record["number"],
        "refers_confirmed": batch.record["confirmed"],
        "made_at": at.isoformat(),
        "moment": moment_in_words(at),
        "head": heading(batch.office, timezone.localdate(at), f"{number:02d}/BB-UBND"),
        "giver": person_in(by_id, batch.office, at) | {"office": f"UBND {batch.office.name_in_sentence}"},
        "receiver": {"name": "", "office": batch.post_office.name},
        "wrong": wrong,
        "right": right,
    }


def moment_in_words(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.hour} giờ {local.minute:02d} phút, {date_on_paper(local.date())}"


def clock_in_words(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M:%S ngày %d/%m/%Y}"


def _item(parcel: Parcel) -> dict:
    """One row of the record: an envelope with all its dossiers."""
    whole = parcel.whole
    kinds = {short_kind(one.application.extract.serial_suffix): one.application.get_kind_display().lower() for one in whole}
    return {
        "parcel": parcel.number,
        "code": parcel.codes,
        "codes": [one.application.code for one in whole],
        "dossiers": len(whole),
        "recipient": parcel.recipient_name,
        "tracking": parcel.tracking_number,
        "copies": sum(one.application.copies for one in whole),
        "short": ", ".join(kinds),
        "kinds": kinds,
        "fee_vnd": sum(one.fee_vnd for one in whole),
        "postage_vnd": sum(one.postage_vnd for one in whole),
        "collect_vnd": parcel.collect_vnd,
    }


def short_kind(suffix: str) -> str:
    """ "TLKS-BS" -> "KS": the kind as the table prints it."""
    return re.sub(r"^TL", "", suffix.split("-")[0]) or suffix


def _waiting_codes(batch: HandOver) -> list[str]:
    """Dossiers of the office whose envelope waits outside the batch."""
    waiting = Parcel.objects.filter(office=batch.office, state=ParcelState.CREATED, hand_over__isnull=True)
    return list(waiting.order_by("number").values_list("application__dossier_code", flat=True))


def person_in(user_id: int | None, office: Office, at: datetime) -> dict:
    if user_id is None:
        return {"name": "", "title": "", "staff_code": ""}
    postings = Posting.objects.in_force_on(timezone.localdate(at)).filter(user_id=user_id, office=office)
    posting = postings.order_by("id").first()
    title = (posting.title or posting.get_role_display()) if posting else ""
    return {
        "name": User.objects.get(pk=user_id).full_name,
        "title": title[:1].lower() + title[1:],
        "staff_code": posting.staff_code if posting else "",
    }
