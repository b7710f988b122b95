"""The Department's agreements with the post by office. Fees and postage: applications/reports/terms_views."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.models import Level, Office
from postal.actions.agreements import add_agreement, end_agreement
from postal.errors import PostalError
from postal.forms_agreement import AgreementForm, EndForm
from postal.models import PostalAgreement

READERS = (Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN)
KEEPERS = (Role.DEPARTMENT_ADMIN,)
SOON = timedelta(days=30)


@serves("GET", to=READERS)
def agreements(request: HttpRequest) -> HttpResponse:
    """By office: in force, ending soon, or none."""
    today = timezone.localdate()
    rows = _rows(today)
    context = {
        "rows": rows,
        "missing": [office for office in _offices(today) if office.pk not in {row.office_id for row in rows if row.counts}],
        "soon": sum(row.ends_soon for row in rows),
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "today": today,
    }
    return render(request, "postal/agreements.html", context)


@serves("GET", "POST", to=KEEPERS)
def add(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = AgreementForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            made = add_agreement(form.new_agreement(), couriers=form.cleaned_data["couriers"], by=request.actor, at=now)
        except PostalError as fault:
            form.add_error("signed_on", str(fault))
        else:
            messages.success(request, f"Đã ghi thỏa thuận của {made.office.full_name} với {made.post_office.name}.")
            return redirect("postal:agreements")
    return render(request, "postal/agreement_form.html", {"form": form, "agreement": None})


@serves("GET", "POST", to=KEEPERS)
def end(request: HttpRequest, agreement_id: int) -> HttpResponse:
    agreement = get_object_or_404(PostalAgreement.objects.select_related("office__parent", "post_office"), pk=agreement_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ended = end_agreement(agreement.pk, last_day=form.cleaned_data["last_day"], by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error("last_day", str(fault))
        else:
            messages.success(request, f"Thỏa thuận hết hiệu lực sau ngày {ended.valid_to:%d/%m/%Y}.")
            return redirect("postal:agreements")
    return render(request, "postal/agreement_form.html", {"form": form, "agreement": agreement})


def _rows(today: date) -> list[PostalAgreement]:
    """Newest first by office; `counts` those in force today or later."""
    found = PostalAgreement.objects.select_related("office__parent", "post_office").prefetch_related("couriers")
    rows = list(found.order_by("office__search_name", "-signed_on"))
    for row in rows:
        row.is_over = row.valid_to is not None and row.valid_to < today
        row.counts = row.is_in_force(today)
        row.ends_soon = row.counts and row.valid_to is not None and row.valid_to <= today + SOON
    return rows


def _offices(today: date) -> list[Office]:
    standing = Office.objects.standing_on(today).filter(level=Level.COMMUNE).select_related("parent")
    return list(standing.order_by("search_name"))
