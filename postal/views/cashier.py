"""R19: the cashier's day: money that is due, on its way and here; slips to count; what is open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record as write_evidence
from portal.documents.sending import being_printed, private_file
from portal.templatetags.portal import number as dotted
from portal.templatetags.portal import vnd
from postal import balances
from postal.actions.remitting import confirm_remittance
from postal.actions.resolving import OUTCOMES, resolve
from postal.errors import PostalError, ReasonNeeded
from postal.models import Account, ItemKind, OpenItem, Outcome, Remittance
from postal.money_access import (
    CASHIER_AND_LEADER,
    get_open_item,
    get_remittance_for_payee,
    open_items_for_office,
    remittances_for_payee,
)
from postal.money_forms import CountForm, FindForm, ResolveForm
from postal.positions import Charge
from postal.views.dossier_money import find

SHOWN, LATELY = 50, 8


@serves("GET", to=CASHIER_AND_LEADER)
def today(request: HttpRequest) -> HttpResponse:
    """Where the office's money is now, and what to do about it."""
    if "code" in request.GET:
        return find(request)
    day, accounts = timezone.localdate(), Account.objects.filter(office=request.office)
    slips = remittances_for_payee(request)
    context = {
        "positions": balances.position_sums(accounts),
        "fee": balances.position_sums(accounts)[Charge.FEE],
        "to_count": list(slips.filter(confirmed_at__isnull=True)[:SHOWN]),
        "counted": list(slips.filter(confirmed_at__isnull=False).order_by("-confirmed_at")[:LATELY]),
        "open_items": list(open_items_for_office(request).filter(resolved_at__isnull=True)[:SHOWN]),
        "holdings": balances.holdings(accounts.exclude(charge=Charge.POSTAGE), today=day),
        "month": balances.months_of_fees(request.office, today=day, count=2)[1],
        "find_form": FindForm(),
        "part": "today",
    }
    return render(request, "money/today.html", context)


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def remittance(request: HttpRequest, number: str) -> HttpResponse:
    """One slip: what it lists, and the count."""
    slip = get_remittance_for_payee(request, number)
    form = CountForm(request.POST or None, initial={"received": dotted(slip.total_vnd)})
    if request.method == "POST" and form.is_valid() and _count(request, slip, form):
        return redirect("money:remittance", number)
    return render(request, "money/remittance.html", slip_context(request, slip, form, Role.ACCOUNTANT))


@serves("GET", to=CASHIER_AND_LEADER)
def remittance_pdf(request: HttpRequest, number: str) -> HttpResponse:
    slip = get_remittance_for_payee(request, number)
    return slip_file(request, slip, back=reverse("money:remittance", args=[number]))


@serves("GET", to=CASHIER_AND_LEADER)
def items(request: HttpRequest) -> HttpResponse:
    """Everything open, oldest first; below what was resolved lately."""
    found = open_items_for_office(request)
    context = {
        "open_items": list(found.filter(resolved_at__isnull=True)),
        "resolved": list(found.filter(resolved_at__isnull=False).order_by("-resolved_at")[:SHOWN]),
        "part": "items",
    }
    return render(request, "money/items.html", context)


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One open item and the ways out of it."""
    found = get_open_item(request, item_id)
    form = ResolveForm(request.POST or None, item=found, outcomes=OUTCOMES[found.kind])
    if request.method == "POST" and form.is_valid() and _resolve(request, found, form):
        return redirect("money:items")
    needs_leader = Outcome.WRITTEN_OFF in OUTCOMES[found.kind] and Role.OFFICE_LEADER not in request.roles
    context = {"item": found, "form": form, "needs_leader": needs_leader, "Kinds": ItemKind, "part": "items"}
    return render(request, "money/item.html", context, status=400 if form.errors else 200)


def slip_context(request: HttpRequest, slip: Remittance, form: CountForm, role: str) -> dict:
    """A slip's page for who counts it and for who made it."""
    may_count = slip.payee_id == request.office.pk and role in request.roles and slip.made_by_id != request.user.pk
    differences = OpenItem.objects.filter(remittance=slip)
    return {
        "slip": slip,
        "form": form,
        "may_count": may_count and slip.confirmed_at is None,
        "differences": differences,
        "part": "today",
    }


def slip_file(request: HttpRequest, slip: Remittance, *, back: str) -> HttpResponse:
    """The kept bytes, or the page to wait on."""
    if page := being_printed(request, slip.document, task="postal.tasks.render_remittance", pk=slip.pk, back=back):
        return page
    write_evidence("remittance.printed", subject=f"remittance:{slip.number}", by=request.actor, at=timezone.now())
    return private_file(slip.document, f"bang-ke-{slip.number}.pdf")


def _count(request: HttpRequest, slip: Remittance, form: CountForm) -> bool:
    if Role.ACCOUNTANT not in request.roles:
        form.add_error(None, "Chỉ kế toán, thủ quỹ xác nhận số tiền đã nhận.")
        return False
    return count_slip(request, slip, form)


def count_slip(request: HttpRequest, slip: Remittance, form: CountForm) -> bool:
    """Confirm what was counted; False with the fault on the form."""
    told = form.cleaned_data
    try:
        done = confirm_remittance(
            slip.pk, received_vnd=told["received"], told=told["told"], by=request.actor, at=timezone.now()
        )
    except ReasonNeeded:
        form.add_error("told", f"Số tiền khác bảng kê {vnd(slip.total_vnd)}. Ghi lý do hoặc cách đếm")
        return False
    except PostalError as fault:
        form.add_error(None, str(fault))
        return False
    if done.difference_vnd:
        messages.warning(request, f"Đã xác nhận {vnd(done.received_vnd)}. Chênh lệch được mở thành việc cần giải quyết.")
    else:
        messages.success(request, f"Đã xác nhận nhận đủ {vnd(done.received_vnd)} theo bảng kê {done.number}.")
    return True


def _resolve(request: HttpRequest, item: OpenItem, form: ResolveForm) -> bool:
    told = {"outcome": form.cleaned_data["outcome"], "reason": form.cleaned_data["reason"]}
    code = form.cleaned_data.get("code", "")
    try:
        resolve(item.pk, **told, code=code, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, f"Đã giải quyết: {item.get_kind_display().lower()}.")
    return True
