"""What the public posting of a unit says, as plain data: who may ask, papers, fee, time, steps, where.

Frozen when asked for; the sentences of law stand in the template. Source: seed 1 (niêm yết công khai quy trình thực hiện);
60/2014/QH13 Art. 5(3), 63, 64; TT 281/2016/TT-BTC.
"""

import hashlib
import json
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from applications.fees import HANOI_CODE, fee_per_copy, tariff_for
from portal.offices.calendar import WorkingCalendar, calendar_for
from portal.offices.models import Office, ServiceActivation
from portal.offices.reference import EXTRACT_COPY


def facts_of(office: Office, on: date) -> dict:
    """All that a poster or leaflet of the unit prints, as of a local day. Amounts are integer đồng or None where unknown."""
    tariff = tariff_for(HANOI_CODE, on)
    url = settings.PUBLIC_URL + address_of(office)
    return {
        "office": office.authority_name,
        "name": office.name_in_sentence,
        "code": office.code,
        "address": office.address,
        "phone": office.phone,
        "hours": hours_in_words(calendar_for(office), on),
        "fee_vnd": fee_per_copy(EXTRACT_COPY, on),
        "postage_vnd": tariff.price_vnd if tariff else None,
        "postage_is_illustrative": bool(tariff and tariff.is_illustrative),
        "since": _since(office, on),
        "url": url,
        "short": url.split("://", 1)[1].rstrip("/"),
        "is_demo": not settings.IS_PRODUCTION,
    }


def address_of(office: Office) -> str:
    """The path of the unit's service page, which people type from the poster: always the Vietnamese one."""
    with translation.override("vi"):
        return reverse("unit:page", args=[office.code])


def digest_of(facts: dict) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def hours_in_words(calendar: WorkingCalendar, on: date) -> str:
    """ "Thứ Hai đến thứ Sáu, 8:00–12:00 và 13:00–17:00" """
    weekday = date.fromordinal(on.toordinal() - on.weekday())  # its Monday: a Saturday has sessions of its own
    sessions = calendar.hours_on(weekday).sessions
    spans = [f"{start.hour}:{start.minute:02d}–{end.hour}:{end.minute:02d}" for start, end in sessions]
    return f"Thứ Hai đến thứ Sáu, {' và '.join(spans)}"


def _since(office: Office, on: date) -> str:
    """From when the unit takes applications on line, where that day is still to come; else empty."""
    rows = ServiceActivation.objects.filter(office=office, procedure_code=EXTRACT_COPY).order_by("valid_from")
    days = [row.valid_from for row in rows if row.valid_to is None or row.valid_to >= on]
    return f"{days[0]:%d/%m/%Y}" if days and days[0] > on else ""
