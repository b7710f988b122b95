"""Counter-records of a confirmed hand-over: drawn up by the office, confirmed by the post, printed for both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record as write_evidence
from portal.documents.sending import being_printed, private_file
from postal.access import DESK, DESK_AND_LEADER, POST, get_hand_over_for_official, get_hand_over_for_post
from postal.actions.correcting import confirm_correction, counter_record
from postal.errors import PostalError
from postal.forms_differing import CorrectionForm
from postal.models import HandOver


@serves("GET", "POST", to=DESK)
def counter(request: HttpRequest, number: str) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    if batch.state != HandOver.State.CONFIRMED:
        return redirect("postal:record", number)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counter_record(batch.pk, **form.cleaned_data, by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã lập biên bản điều chỉnh. Bưu điện xác nhận trong tài khoản của mình.")
            return redirect("postal:record", number)
    return render(request, "postal/counter.html", {"batch": batch, "form": form})


@serves("GET", to=DESK_AND_LEADER)
def office_pdf(request: HttpRequest, number: str, correction_id: int) -> HttpResponse:
    batch = get_hand_over_for_official(request, number)
    return _paper(request, batch, correction_id, back=reverse("postal:record", args=[number]))


@serves("GET", to=POST)
def post_pdf(request: HttpRequest, number: str, correction_id: int) -> HttpResponse:
    batch = get_hand_over_for_post(request, number)
    return _paper(request, batch, correction_id, back=reverse("postal:confirm", args=[number]))


@serves("POST", to=(Role.POSTAL_WORKER,))
def confirm(request: HttpRequest, number: str, correction_id: int) -> HttpResponse:
    correction = get_object_or_404(get_hand_over_for_post(request, number).corrections, pk=correction_id)
    try:
        confirm_correction(correction.pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, "Đã xác nhận biên bản điều chỉnh.")
    return redirect("postal:confirm", number)


def _paper(request: HttpRequest, batch: HandOver, correction_id: int, *, back: str) -> HttpResponse:
    correction = get_object_or_404(batch.corrections.select_related("document"), pk=correction_id)
    if page := being_printed(request, correction.document, task="postal.tasks.render_correction", pk=correction.pk, back=back):
        return page
    write_evidence("hand_over.correction_printed", subject=f"hand_over:{batch.number}", by=request.actor, at=timezone.now())
    return private_file(correction.document, f"bien-ban-dieu-chinh-{batch.number}-{correction.pk}.pdf")
