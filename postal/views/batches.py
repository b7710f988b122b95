"""R16 and R17: one batch while it is scanned, and its record once it is closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.accounts.guards import serves
from portal.audit.trail import record as write_evidence
from portal.documents.sending import being_printed, private_file
from portal.templatetags.portal import vnd
from postal import figures
from postal.access import DESK, DESK_AND_LEADER, get_hand_over_for_official
from postal.actions import hand_overs
from postal.errors import PostalError
from postal.models import HandOver

SCANNED = "scan"  # extra tag: the answer to a scan stands beside the field, not above the page


@never_cache
@serves("GET", to=DESK_AND_LEADER)
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """R16. A batch that is closed shows its record instead."""
    batch = get_hand_over_for_official(request, number)
    if batch.state != HandOver.State.OPEN:
        return redirect("postal:record", number)
    rows = figures.rows_of(batch.parcels.all())
    waiting = figures.waiting(request.office)
    sums = figures.sums_of(rows, batch.parcels.all())
    context = {
        "batch": batch,
        "name": figures.name_of(batch),
        "rows": rows,
        "waiting": waiting,
        "sums": sums,
        "expected": sums.count + len(waiting),
        "may_act": bool(request.roles.intersection(DESK)),
    } | _answers(request)
    return render(request, "postal/hand_over.html", context)


@serves("POST", to=DESK)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """One number for each Enter; the answer is said on the page that follows."""
    batch = get_hand_over_for_official(request, number)
    try:
        parcel = hand_overs.scan(batch.pk, request.POST.get("code", "")[:200], by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault), extra_tags=SCANNED)
        return redirect("postal:hand_over", number)
    application = parcel.application
    told = (application.code, parcel.recipient_name, f"{application.copies} bản", f"thu {vnd(parcel.collect_vnd)}")
    messages.success(request, f"Đã thêm {' · '.join(told)}", extra_tags=SCANNED)
    return redirect("postal:hand_over", number)


@serves("POST", to=DESK)
def take_out(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    try:
        parcel = hand_overs.take_out(batch.pk, request.POST.get("parcel", "")[:12], by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault), extra_tags=SCANNED)
    else:
        messages.info(request, f"Đã bỏ phong bì {parcel.number} ra khỏi đợt.", extra_tags=SCANNED)
    return redirect("postal:hand_over", number)


@serves("POST", to=DESK)
def close(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    try:
        hand_overs.close(batch.pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault), extra_tags=SCANNED)
        return redirect("postal:hand_over", number)
    messages.success(
        request, "Đã chốt đợt. In biên bản thành 02 bản, hai bên cùng ký; bưu tá xác nhận trong tài khoản của mình."
    )
    return redirect("postal:record", number)


@serves("GET", to=DESK_AND_LEADER)
def record(request: HttpRequest, number: str) -> HttpResponse:
    """R17: what both sides confirmed; the paper itself is one link away."""
    batch = get_hand_over_for_official(request, number)
    if batch.state == HandOver.State.OPEN:
        return redirect("postal:hand_over", number)
    return render(request, "postal/record.html", {"batch": batch, "record": batch.record, "name": figures.name_of(batch)})


@serves("GET", to=DESK_AND_LEADER)
def record_pdf(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    if batch.state == HandOver.State.OPEN:
        return redirect("postal:hand_over", number)
    return record_file(request, batch, back=reverse("postal:record", args=[number]))


def record_file(request: HttpRequest, batch: HandOver, *, back: str) -> HttpResponse:
    """The kept bytes, or the page to wait on."""
    if page := being_printed(request, batch.document, task="postal.tasks.render_record", pk=batch.pk, back=back):
        return page
    write_evidence("hand_over.printed", subject=f"hand_over:{batch.number}", by=request.actor, at=timezone.now())
    return private_file(batch.document, f"bien-ban-{batch.number}.pdf")


def _answers(request: HttpRequest) -> dict:
    """Messages beside the field (answers to a scan) and the others, above."""
    found = list(messages.get_messages(request))
    is_answer = [SCANNED in (message.extra_tags or "").split() for message in found]
    return {
        "answers": [message for message, own in zip(found, is_answer, strict=True) if own],
        "messages": [message for message, own in zip(found, is_answer, strict=True) if not own],
    }
