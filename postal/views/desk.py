"""R15 and R14: batches of the office, envelopes that wait, labels; and one envelope before it leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.documents.sending import being_printed, private_file
from postal import figures
from postal.access import (
    DESK,
    DESK_AND_LEADER,
    differences_for_official,
    get_label_sheet_for_official,
    get_parcel_for_official,
    hand_overs_for_official,
    parcels_for_official,
    parcels_to_decide,
)
from postal.actions import hand_overs as batches
from postal.actions import parcels
from postal.actions.labels import ask_for_labels
from postal.address_checks import AddressFault, address_faults, faults_of
from postal.errors import PostalError
from postal.forms import CourierForm, EnvelopeForm, LabelsForm, TrackingForm
from postal.labels import AT_MOST, chosen_format
from postal.models import HandOver, Parcel
from postal.old_lines import line_today
from postal.sharing import could_join, lie_in_the_office, of_one_recipient


@serves("GET", to=DESK_AND_LEADER)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """R15: what waits, what is open, what is not confirmed yet."""
    today = timezone.localdate()
    waiting = _waiting(request)
    agreement = batches.agreement_of(request.office, today)
    couriers = batches.couriers_of_agreement(agreement, today) if agreement else []
    context = {
        "agreement": agreement,
        "form": CourierForm(couriers=couriers),
        "without_parcel": parcels.without_parcel(request.office).count(),
        "waiting": figures.waiting(request.office),
        "to_correct": _to_correct(waiting),
        "of_one_recipient": of_one_recipient(waiting),
        "labels_form": LabelsForm(initial={"kho": chosen_format(request.office.pk)}),
        "differences": differences_for_official(request).filter(resolved_at__isnull=True).count(),
        "to_decide": parcels_to_decide(request).count(),
        "late": figures.late_ones(parcels_for_official(request), today).count(),
        "batches": figures.batches_with_sums(hand_overs_for_official(request)),
        "may_act": bool(request.roles.intersection(DESK)),
        "States": HandOver.State,
    }
    return render(request, "postal/hand_overs.html", context)


def _waiting(request: HttpRequest) -> list[Parcel]:
    waiting = lie_in_the_office(parcels_for_official(request)).with_joined().select_related("application")
    return list(waiting.order_by("number")[: figures.WAITING_SHOWN])


def _to_correct(found: list[Parcel]) -> list[tuple[Parcel, list[AddressFault]]]:
    """Waiting envelopes whose label is not printed before something is put right."""
    faults = faults_of(found)
    return [(parcel, faults[parcel.number]) for parcel in found if faults[parcel.number]]


@serves("POST", to=DESK)
def prepare(request: HttpRequest) -> HttpResponse:
    """Envelopes for all dossiers that are signed and go by post."""
    made = parcels.prepare_parcels(request.office, by=request.actor, at=timezone.now())
    if made:
        messages.success(request, f"Đã lập {len(made)} phong bì. In nhãn, dán vào phong bì rồi quét vào đợt bàn giao.")
    else:
        messages.info(request, "Không còn hồ sơ nào chờ lập phong bì.")
    return redirect("postal:hand_overs")


@serves("POST", to=DESK)
def open_batch(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    agreement = batches.agreement_of(request.office, timezone.localdate(now))
    couriers = batches.couriers_of_agreement(agreement, timezone.localdate(now)) if agreement else []
    form = CourierForm(request.POST, couriers=couriers)
    courier = form.cleaned_data["courier"] if form.is_valid() else None
    try:
        batch = batches.open_hand_over(request.office, by=request.actor, at=now, courier_id=courier.pk if courier else None)
    except PostalError as fault:
        messages.error(request, str(fault))
        return redirect("postal:hand_overs")
    return redirect("postal:hand_over", batch.number)


@serves("POST", to=DESK_AND_LEADER)
def labels(request: HttpRequest) -> HttpResponse:
    """R14: labels of one envelope (`so`), of a batch (`dot`), otherwise of all that wait; no label that would not arrive."""
    found = _chosen_for_labels(request)
    if not found:
        messages.info(request, "Không có phong bì nào chờ in nhãn. Lập phong bì cho hồ sơ đã ký trước.")
        return redirect("postal:hand_overs")
    faults = faults_of(found)
    sound = [parcel for parcel in found if not faults[parcel.number]]
    if len(sound) < len(found):
        left_out = len(found) - len(sound)
        messages.error(request, f"{left_out} phong bì chưa in vì địa chỉ chưa đúng. Sửa theo danh sách “Sửa trước khi in”.")
    if not sound:
        return redirect("postal:hand_overs")
    form = LabelsForm(request.POST)
    paper = form.cleaned_data["kho"] if form.is_valid() else chosen_format(request.office.pk)
    sheet = ask_for_labels(request.office, sound, by=request.actor, at=timezone.now(), paper=paper)
    return redirect("postal:label_sheet", sheet.pk)


def _chosen_for_labels(request: HttpRequest) -> list[Parcel]:
    """In the order of the hand-over: as scanned in a batch, by serial before."""
    chosen = parcels_for_official(request).with_joined().select_related("office", "application")
    if number := request.POST.get("so"):
        return list(chosen.filter(number=number[:12]))
    if batch := request.POST.get("dot"):
        return list(chosen.filter(hand_over__number=batch[:40]).order_by("scanned_at", "pk")[:AT_MOST])
    return list(lie_in_the_office(chosen).order_by("number")[:AT_MOST])


@serves("GET", to=DESK_AND_LEADER)
def label_sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The stored sheet, or the page to wait on."""
    sheet = get_label_sheet_for_official(request, sheet_id)
    back = reverse("postal:hand_overs")
    if page := being_printed(request, sheet.document, task="postal.tasks.render_sheet", pk=sheet.pk, back=back):
        return page
    return private_file(sheet.document, f"nhan-phong-bi-{sheet.pk}.pdf")


@serves("GET", "POST", to=DESK)
def envelope(request: HttpRequest, number: str) -> HttpResponse:
    """One envelope before it leaves: address, and the number on the sticker of the post."""
    parcel = get_parcel_for_official(request, number)
    tracking = TrackingForm(initial={"tracking_number": parcel.tracking_number})
    address = EnvelopeForm.of(parcel)
    if request.method == "POST" and "tracking_number" in request.POST:
        tracking = TrackingForm(request.POST)
        if tracking.is_valid() and _track(request, parcel, tracking):
            return redirect("postal:envelope", number)
    elif request.method == "POST":
        address = EnvelopeForm(request.POST)
        if address.is_valid() and _readdress(request, parcel, address):
            return redirect("postal:envelope", number)
    context = {
        "parcel": parcel,
        "tracking_form": tracking,
        "address_form": address,
        "faulty_form": next((form for form in (tracking, address) if form.is_bound and form.errors), None),
        "may_track": parcels.may_track(parcel),
        "may_readdress": parcels.may_readdress(parcel),
        "could_join": could_join(parcel),
        "address_today": line_today(parcel.address),
        "faults": address_faults(parcel) if parcels.may_readdress(parcel) else [],
        "has_errors": tracking.is_bound or address.is_bound,
    }
    return render(request, "postal/envelope.html", context)


def _track(request: HttpRequest, parcel, form: TrackingForm) -> bool:
    typed = form.cleaned_data["tracking_number"]
    try:
        doubt = parcels.set_tracking_number(parcel.pk, typed, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error("tracking_number", str(fault))
        return False
    if doubt:
        messages.warning(request, doubt)
    else:
        messages.success(request, "Đã ghi số hiệu bưu gửi.")
    return True


def _readdress(request: HttpRequest, parcel, form: EnvelopeForm) -> bool:
    try:
        parcels.readdress(parcel.pk, **form.cleaned_data, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, "Đã sửa phong bì. In lại nhãn và bỏ nhãn cũ.")
    return True
