"""R16 and R17: a batch as a page, closed by one button, and its record from then on. Scanning into it is scanning.py's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.accounts.guards import serves
from portal.audit.trail import record as write_evidence
from portal.documents.sending import being_printed, private_file
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
    parcels = batch.parcels.all()
    sums, waiting_count = figures.sums_of(parcels), figures.waiting_parcels(request.office).count()
    shows_all = "tat-ca" in request.GET
    rows = figures.newest_rows(parcels, sums.count, at_most=sums.count if shows_all else figures.SCANNED_SHOWN)
    context = {
        "batch": batch,
        "name": figures.name_of(batch),
        "rows": rows,
        "waiting": figures.waiting(request.office),
        "waiting_count": waiting_count,
        "sums": sums,
        "expected": sums.count + waiting_count,
        "may_act": bool(request.roles.intersection(DESK)),
    } | _answers(request)
    return render(request, "postal/hand_over.html", context)


@serves("POST", to=DESK)
def close(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    try:
        hand_overs.close(batch.pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault), extra_tags=f"{SCANNED} wrong")
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
    context = {
        "batch": batch,
        "record": batch.record,
        "name": figures.name_of(batch),
        "differences": batch.differences.all(),
        "corrections": batch.corrections.all(),
        "may_act": bool(request.roles.intersection(DESK)),
    }
    return render(request, "postal/record.html", context)


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
    """Messages beside the field (answers to a scan, with their fate) and the others, above."""
    answers, others = [], []
    for message in messages.get_messages(request):
        tags = (message.extra_tags or "").split()
        if SCANNED in tags:
            answers.append({"fate": next((tag for tag in tags if tag != SCANNED), "plain"), "text": str(message)})
        else:
            others.append(message)
    return {"answers": answers, "messages": others}
