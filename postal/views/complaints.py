"""Complaints about the post: the post office's answer to each, and opening one for a citizen who came to the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record as write_evidence
from postal.access import DESK, complaints_for_post, get_complaint_for_post, get_share_for_official
from postal.actions.complaining import answer, complain
from postal.complaints import answers_open_to, kinds_open_to, open_ones
from postal.errors import PostalError
from postal.forms_complaints import AnswerForm, ComplaintForm

SUPERVISOR = (Role.POSTAL_SUPERVISOR,)
SHOWN, ANSWERED_SHOWN = 100, 20


@serves("GET", to=SUPERVISOR)
def complaints(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the nearest day first, and what was answered last."""
    mine = complaints_for_post(request)
    context = {
        "waiting": list(open_ones(mine).order_by("answer_by_on", "pk")[:SHOWN]),
        "answered": list(mine.filter(answered_at__isnull=False).order_by("-answered_at")[:ANSWERED_SHOWN]),
        "today": timezone.localdate(),
    }
    return render(request, "postal/complaints.html", context)


@serves("GET", "POST", to=SUPERVISOR)
def complaint(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """One complaint with the envelope's history; the answer goes to the citizen."""
    found = get_complaint_for_post(request, complaint_id)
    form = AnswerForm(request.POST or None, outcomes=answers_open_to(found.parcel))
    if request.method == "POST" and form.is_valid():
        try:
            answer(
                found.pk, form.cleaned_data["outcome"], words=form.cleaned_data["words"], by=request.actor, at=timezone.now()
            )
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã ghi câu trả lời và gửi cho công dân.")
            return redirect("postal:complaints")
    write_evidence("complaint.viewed", subject=f"parcel:{found.parcel.number}", by=request.actor, at=timezone.now())
    events = found.parcel.history.exclude(kind__in=["scanned", "unscanned", "created"]).select_related("actor")
    context = {"complaint": found, "form": form, "events": events, "today": timezone.localdate()}
    return render(request, "postal/complaint.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=DESK)
def complain_for(request: HttpRequest, number: str) -> HttpResponse:
    """The citizen telephoned or came: the office opens the complaint for him."""
    parcel = get_share_for_official(request, number)
    kinds = kinds_open_to(parcel, today=timezone.localdate())
    form = ComplaintForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = complain(parcel.pk, told["kind"], words=told["words"], by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, f"Đã gửi khiếu nại. Bưu điện trả lời chậm nhất ngày {made.answer_by_on:%d/%m/%Y}.")
            return redirect("postal:returns")
    context = {"parcel": parcel, "form": form, "kinds": kinds, "complaints": parcel.complaints.all()}
    return render(request, "postal/complain.html", context, status=400 if form.errors else 200)
