"""Scanning into a batch, two envelopes a second: asked by a script the answer is one row and the new sums, never the list.

Without a script each scan is a form, and its answer stands on the page that follows.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from portal.accounts.guards import serves
from portal.templatetags.portal import number as dotted
from portal.templatetags.portal import vnd
from postal import figures
from postal.access import DESK, get_hand_over_for_official
from postal.actions import hand_overs
from postal.errors import HandOverNotOpen, OfAnotherOffice, PostalError, ScannedAlready
from postal.models import HandOver, Parcel
from postal.views.batches import SCANNED

# How an answer looks and sounds: fate → what the eye reads first.
FATES = {ScannedAlready: "twice", OfAnotherOffice: "foreign", HandOverNotOpen: "closed"}


@serves("POST", to=DESK)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """One number for each Enter."""
    batch = get_hand_over_for_official(request, number)
    typed, key = request.POST.get("code", "")[:200], request.POST.get("key", "")[:40]
    parcel, fate = None, "right"
    try:
        parcel = hand_overs.scan(batch.pk, typed, key=key, by=request.actor, at=timezone.now())
        said = _added(parcel)
    except PostalError as fault:
        fate, said = FATES.get(type(fault), "wrong"), str(fault)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_answer(request, batch, parcel, fate, said))
    level = messages.success if parcel else messages.error
    level(request, said, extra_tags=f"{SCANNED} {fate}")
    return redirect("postal:hand_over", number)


@serves("POST", to=DESK)
def take_out(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    try:
        parcel = hand_overs.take_out(batch.pk, request.POST.get("parcel", "")[:12], by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault), extra_tags=f"{SCANNED} wrong")
    else:
        messages.info(request, f"Đã bỏ phong bì {parcel.number} ra khỏi đợt.", extra_tags=SCANNED)
    return redirect("postal:hand_over", number)


def _added(parcel: Parcel) -> str:
    copies = sum(one.application.copies for one in parcel.whole)
    told = (parcel.codes, parcel.recipient_name, f"{copies} bản", f"thu {vnd(parcel.collect_vnd)}")
    return f"Đã thêm {' · '.join(told)}"


def _answer(request: HttpRequest, batch: HandOver, parcel: Parcel | None, fate: str, said: str) -> dict:
    """`fate`; `answer` and `row` as HTML; `sums` as words by the name of their place, `count` and `expected` as numbers."""
    answer = {"fate": fate, "answer": render_to_string("postal/_answer.html", {"answer": {"fate": fate, "text": said}})}
    if parcel is None:
        return answer
    sums, waiting = figures.sums_of(batch.parcels.all()), figures.waiting_parcels(batch.office).count()
    row = {"row": figures.row_of(parcel, sums.count), "batch": batch, "may_act": True}
    words = {
        "count": str(sums.count),
        "expected": str(sums.count + waiting),
        "waiting": str(waiting),
        "copies": f"{sums.copies} bản",
        "fee_of": f"({sums.copies} × {dotted(sums.fee_each)})" if sums.fee_each else "",
        "fee": vnd(sums.fee_vnd),
        "postage": vnd(sums.postage_vnd),
        "collect": vnd(sums.collect_vnd),
    }
    html = render_to_string("postal/_scanned_row.html", row, request)
    return answer | {"number": parcel.number, "row": html, "sums": words}
