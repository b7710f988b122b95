"""T1 to T3, made for a phone: batches to confirm, envelopes on the way, and what became of each."""

import secrets
from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.learned import told_late
from portal.templatetags.portal import number as dotted
from portal.templatetags.portal import vnd
from postal import figures
from postal.access import (
    POST,
    complaints_for_post,
    differences_for_post,
    get_hand_over_for_post,
    get_parcel_for_post,
    hand_overs_for_post,
    parcels_for_post,
)
from postal.actions import confirming, delivery
from postal.actions.differing import tell_missing
from postal.complaints import open_ones
from postal.errors import InvitedTooFew, MoneyDiffers, PostalError
from postal.forms import DeliveredForm, FailedForm, FallenOutForm, RefusalForm, ReturnForm
from postal.late_reports import Told, told_by_phone
from postal.models import FailureReason, HandOver, Parcel, ParcelState
from postal.views.batches import record_file

WORKER = (Role.POSTAL_WORKER,)
OFFLINE = settings.BASE_DIR / "static/js/round_offline.js"


@serves("GET", to=POST)
def today(request: HttpRequest) -> HttpResponse:
    """T1."""
    mine, day = parcels_for_post(request), timezone.localdate()
    is_supervisor = Role.POSTAL_SUPERVISOR in request.roles
    under_way = figures.under_way(mine)
    context = {
        "late": sum(bool(one.deliver_by_on and one.deliver_by_on < day) for one in under_way),
        "today": day,
        "complaints": open_ones(complaints_for_post(request)).count() if is_supervisor else 0,
        "to_confirm": figures.batches_with_sums(hand_overs_for_post(request).filter(state=HandOver.State.CLOSED)),
        "differences": differences_for_post(request).filter(resolved_at__isnull=True).count(),
        "under_way": figures.with_invitations(under_way),
        "quick_reasons": FailureReason.choices,
        "may_act": Role.POSTAL_WORKER in request.roles,
        "done": figures.done_on(mine, day),
        "delivered": figures.delivered_on(mine, day),
        "Failed": ParcelState.FAILED,
        "is_supervisor": is_supervisor,
    }
    return render(request, "postal/today.html", context)


@serves("GET", to=POST)
def offline(request: HttpRequest) -> HttpResponse:
    """Under the pages' own address: a service worker rules no address above its own."""
    return HttpResponse(OFFLINE.read_text(), content_type="text/javascript")


@serves("GET", "POST", to=POST)
def batch(request: HttpRequest, number: str) -> HttpResponse:
    """T2: count, money, list; one button to confirm."""
    found = get_hand_over_for_post(request, number)
    if request.method == "POST":
        return _confirm(request, found)
    context = {
        "batch": found,
        "record": found.record,
        "differences": found.differences.all(),
        "corrections": found.corrections.all(),
        "may_act": Role.POSTAL_WORKER in request.roles,
    }
    return render(request, "postal/confirm.html", context)


@serves("GET", to=POST)
def record_pdf(request: HttpRequest, number: str) -> HttpResponse:
    back = reverse("postal:confirm", args=[number])
    return record_file(request, get_hand_over_for_post(request, number), back=back)


@serves("GET", "POST", to=WORKER)
def refuse(request: HttpRequest, number: str, parcel: str) -> HttpResponse:
    """One envelope is not taken: a page with a reason."""
    found = get_hand_over_for_post(request, number)
    item = next((item for item in found.record["items"] if item["parcel"] == parcel), None)
    if item is None or found.state != HandOver.State.CLOSED:
        messages.info(request, "Phong bì này không còn trong đợt chờ xác nhận.")
        return redirect("postal:confirm", number)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb = tell_missing if form.cleaned_data["what"] == "missing" else confirming.refuse_parcel
            verb(found.pk, parcel, why=form.cleaned_data["why"], by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error("why", str(fault))
        else:
            messages.success(request, f"Đã bỏ hồ sơ {item['code']} ra khỏi đợt. Biên bản được lập lại.")
            return redirect("postal:confirm", number)
    return render(request, "postal/refuse.html", {"batch": found, "item": item, "form": form})


@serves("GET", to=POST)
def parcel(request: HttpRequest, number: str) -> HttpResponse:
    """T3: one envelope, and the three things that may become of it."""
    found = get_parcel_for_post(request, number)
    return _parcel_page(request, found)


@serves("POST", to=WORKER)
def delivered(request: HttpRequest, number: str) -> HttpResponse:
    form = DeliveredForm(request.POST)

    def tell(found: Parcel, told: dict, by_whom_when: dict) -> None:
        name = form.receiver(found.recipient_name)
        report = {"key": told["key"], "note": told["note"], "receipt_number": told["receipt"]}
        delivery.deliver(found.pk, collected_vnd=told["collected"], received_by=name, **report, **by_whom_when)

    return _report(request, number, form, tell, "delivered_form", "Đã ghi: đã giao, đã thu {money}.")


@serves("POST", to=WORKER)
def failed(request: HttpRequest, number: str) -> HttpResponse:
    def tell(found: Parcel, told: dict, by_whom_when: dict) -> None:
        delivery.fail(found.pk, **told, **by_whom_when)

    return _report(request, number, FailedForm(request.POST), tell, "failed_form", "Đã ghi lần giao chưa được.")


@serves("POST", to=WORKER)
def returned(request: HttpRequest, number: str) -> HttpResponse:
    def tell(found: Parcel, told: dict, by_whom_when: dict) -> None:
        delivery.return_to_office(found.pk, **told, **by_whom_when)

    return _report(request, number, ReturnForm(request.POST), tell, "return_form", "Đã ghi chuyển hoàn về cơ quan.")


@serves("POST", to=WORKER)
def fallen_out(request: HttpRequest, number: str) -> HttpResponse:
    """Lost or spoilt: the office decides what next."""

    def tell(found: Parcel, told: dict, by_whom_when: dict) -> None:
        verb = delivery.lose if told.pop("what") == "lost" else delivery.damage
        verb(found.pk, **told, **by_whom_when)

    return _report(request, number, FallenOutForm(request.POST), tell, "fallen_out_form", "Đã báo cơ quan quyết định.")


def _confirm(request: HttpRequest, batch: HandOver) -> HttpResponse:
    if Role.POSTAL_WORKER not in request.roles:
        messages.error(request, "Chỉ nhân viên bưu điện nhận phong bì mới xác nhận được đợt này.")
        return redirect("postal:confirm", batch.number)
    try:
        confirmed = confirming.confirm(batch.pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault))
        return redirect("postal:confirm", batch.number)
    count = confirmed.record["totals"]["count"]
    messages.success(request, f"Đã xác nhận nhận {count} phong bì của đợt {batch.number}.")
    return redirect("postal:today")


def _report(
    request: HttpRequest, number: str, form: forms.Form, tell: Callable[[Parcel, dict, dict], None], slot: str, sentence: str
) -> HttpResponse:
    """Check, tell, and say so; what was typed is kept where something is wrong. round.js asks for JSON."""
    found = get_parcel_for_post(request, number)
    moment = _moment(request, found)
    asks_json = request.headers.get("Accept", "").startswith("application/json")
    if form.is_valid():
        try:
            with told_late(moment.arrived_at or moment.at):
                tell(found, form.cleaned_data, {"by": request.actor, "at": moment.at})
        except MoneyDiffers as fault:
            form.add_error("note", str(fault))
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            _note_late(request, found, moment)
            said = sentence.format(money=vnd(form.cleaned_data.get("collected"))) + _receipts(found, slot)
            if asks_json:
                return JsonResponse({"is_recorded": True, "said": said})
            messages.success(request, said)
            return redirect("postal:today")
    if asks_json:
        found.refresh_from_db()
        faults = ". ".join(fault for faults in form.errors.values() for fault in faults)
        return JsonResponse({"is_recorded": False, "said": faults, "stands": found.get_state_display()})
    return _parcel_page(request, found, **{slot: form})


def _receipts(parcel: Parcel, slot: str) -> str:
    """Said after the money: the worker writes the receipt by this number."""
    if slot != "delivered_form":
        return ""
    given = figures.receipts_of([one.application_id for one in parcel.whole])
    numbers = [number for one in parcel.whole for number in given.get(one.application_id, ())]
    return f" Biên lai {', '.join(numbers)}." if numbers else ""


def _moment(request: HttpRequest, parcel: Parcel) -> Told:
    """When it happened and, where it waited on the phone, when it came."""
    sent = (request.POST.get(name, "") for name in ("happened_ms", "sent_ms"))
    return told_by_phone(*sent, now=timezone.now(), not_before=parcel.hand_over.confirmed_at)


def _note_late(request: HttpRequest, parcel: Parcel, moment: Told) -> None:
    if moment.arrived_at:
        late = round((moment.arrived_at - moment.at).total_seconds())
        about = {"late_seconds": late, "skew_seconds": moment.skew_seconds}
        record("parcel.told_late", subject=f"parcel:{parcel.number}", by=request.actor, at=moment.arrived_at, **about)


def _not_yet(parcel: Parcel) -> str:
    """Why the envelope may not go back yet, or nothing."""
    if parcel.state != ParcelState.FAILED:
        return ""
    try:
        delivery.check_invited(parcel)
    except InvitedTooFew as fault:
        return str(fault)
    return ""


def _parcel_page(request: HttpRequest, parcel: Parcel, **faulty: forms.Form) -> HttpResponse:
    key = {"key": secrets.token_urlsafe(12)}
    [parcel] = figures.with_invitations([parcel])
    context = {
        "parcel": parcel,
        "is_open": parcel.state in {ParcelState.HANDED_OVER, ParcelState.FAILED},
        "was_tried": parcel.state == ParcelState.FAILED,
        "may_act": Role.POSTAL_WORKER in request.roles,
        "events": parcel.history.exclude(kind__in=["scanned", "unscanned", "created"]),
        "delivered_form": DeliveredForm(initial=key | {"collected": dotted(parcel.collect_vnd)}, auto_id="giao_%s"),
        "failed_form": FailedForm(initial=key, auto_id="chua_%s"),
        "return_form": ReturnForm(initial=key, auto_id="hoan_%s"),
        "fallen_out_form": FallenOutForm(initial=key, auto_id="mat_%s"),
        "not_yet": _not_yet(parcel),
        "faulty": next(iter(faulty.values()), None),
        "has_errors": bool(faulty),
    }
    return render(request, "postal/parcel.html", context | faulty)
