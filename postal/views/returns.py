"""R18: envelopes that came back, got lost or take too long; the office decides, with a reason, who pays."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from postal import figures
from postal.access import (
    DESK,
    DESK_AND_LEADER,
    complaints_for_official,
    get_parcel_for_official,
    parcels_for_official,
    parcels_to_decide,
    without_follower,
)
from postal.actions.deciding import decide
from postal.complaints import open_ones
from postal.errors import PostalError
from postal.forms_returns import DecisionForm
from postal.models import ParcelState


@serves("GET", to=DESK_AND_LEADER)
def to_decide(request: HttpRequest) -> HttpResponse:
    mine = parcels_for_official(request)
    settled = without_follower(mine).with_joined().select_related("application")
    context = {
        "replaced": settled.filter(state=ParcelState.REPLACED)[: figures.ROWS],
        "complaints": open_ones(complaints_for_official(request)).order_by("answer_by_on", "pk")[: figures.ROWS],
        "today": timezone.localdate(),
        "to_decide": figures.with_last_event(parcels_to_decide(request)),
        "kept": settled.filter(state=ParcelState.KEPT)[: figures.ROWS],
        "late": figures.late(mine, timezone.localdate()),
        "may_act": bool(request.roles.intersection(DESK)),
    }
    return render(request, "postal/returns.html", context)


@serves("GET", "POST", to=DESK)
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One envelope: what happened to it, and what is to become of it."""
    parcel = get_parcel_for_official(request, number)
    form = DecisionForm(request.POST or None, parcel=parcel)
    if request.method == "POST" and form.is_valid():
        try:
            decide(parcel.pk, **form.decision(), by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã ghi quyết định.")
            return redirect("postal:decision", number)
    context = {
        "parcel": parcel,
        "form": form,
        "events": parcel.history.exclude(kind__in=["scanned", "unscanned", "created"]).select_related("actor"),
        "decisions": parcel.decisions.select_related("by"),
        "is_replaced": parcel.state == ParcelState.REPLACED,
        "is_open": bool(form.fields["choice"].choices) or request.method == "POST",
    }
    return render(request, "postal/decision.html", context)
