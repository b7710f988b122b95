"""The post's connection with its carrier's system: what could not be sent, what was said that cannot be true, and the columns
of its files. For the supervisor of the post office.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.sending import private_bytes
from postal.access import POST, get_hand_over_for_post
from postal.actions.carriers import order_again, set_columns
from postal.carriers.files import FIELDS, OUTCOME_COLUMNS, parcels_as_csv
from postal.carriers.reports import close_dispute
from postal.errors import PostalError
from postal.forms_carrier import ColumnsForm, DisputeForm
from postal.models import Carrier, CarrierOrder, CarrierReport

SUPERVISOR = (Role.POSTAL_SUPERVISOR,)
AT_MOST = 100


@serves("GET", to=SUPERVISOR)
def connection(request: HttpRequest) -> HttpResponse:
    carrier = Carrier.objects.filter(post_office=request.office).first()
    orders = CarrierOrder.objects.filter(carrier=carrier).exclude(standing=CarrierOrder.Standing.SENT)
    disputed = CarrierReport.objects.filter(carrier=carrier, fate=CarrierReport.Fate.DISPUTED).select_related("parcel")
    context = {
        "carrier": carrier,
        "adapter": carrier.get_adapter_display() if carrier else Carrier.Adapter.MANUAL.label,
        "orders": orders.select_related("parcel").order_by("next_try_at")[:AT_MOST],
        "disputed": disputed[:AT_MOST],
    }
    return render(request, "postal/carrier.html", context)


@serves("GET", "POST", to=SUPERVISOR)
def columns(request: HttpRequest) -> HttpResponse:
    """The names of the carrier's columns, kept for every later file."""
    carrier = Carrier.objects.filter(post_office=request.office).first()
    form = ColumnsForm(request.POST or None, initial=ColumnsForm.initial_of(carrier))
    if request.method == "POST" and form.is_valid():
        set_columns(request.office, **form.mappings, by=request.actor, at=timezone.now())
        messages.success(request, "Đã lưu tên các cột.")
        return redirect("postal:carrier")
    names = {"fields": FIELDS.items(), "outcome_columns": OUTCOME_COLUMNS.items()}
    return render(request, "postal/carrier_columns.html", {"form": form} | names)


@serves("POST", to=SUPERVISOR)
def try_again(request: HttpRequest, order_id: int) -> HttpResponse:
    order = get_object_or_404(CarrierOrder, pk=order_id, carrier__post_office=request.office)
    order_again(order.pk, by=request.actor, at=timezone.now())
    messages.success(request, "Sẽ gửi lại ngay.")
    return redirect("postal:carrier")


@serves("GET", "POST", to=SUPERVISOR)
def dispute(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report that cannot be true: the supervisor says what he found."""
    waiting = CarrierReport.objects.filter(carrier__post_office=request.office).exclude(fate=CarrierReport.Fate.WAITING)
    report = get_object_or_404(waiting.select_related("parcel", "settled_by"), pk=report_id)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_dispute(report.pk, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error("why", str(fault))
        else:
            messages.success(request, "Đã ghi kết quả xem xét.")
            return redirect("postal:carrier")
    return render(request, "postal/carrier_dispute.html", {"report": report, "form": form})


@serves("GET", to=POST)
def parcels_file(request: HttpRequest, number: str) -> HttpResponse:
    """The parcels of a batch for the carrier's own system, in its columns. Names and addresses leave: that is written down."""
    batch = get_hand_over_for_post(request, number)
    carrier = Carrier.objects.filter(post_office=request.office).first()
    parcels = list(batch.parcels.envelopes().with_joined().order_by("pk"))
    content = parcels_as_csv(parcels, carrier)
    record("hand_over.exported", subject=f"hand_over:{batch.number}", by=request.actor, parcels=len(parcels))
    return private_bytes(content, f"{batch.number}.csv", content_type="text/csv; charset=utf-8")
