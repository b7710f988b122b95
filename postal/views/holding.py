"""T4: what a postal worker holds and hands on; S6: what supervisors of the city see of it, no dossier and no person."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.models import Office
from portal.templatetags.portal import number as dotted
from portal.templatetags.portal import vnd
from postal import balances
from postal.access import POST
from postal.actions.remitting import remit
from postal.errors import PostalError
from postal.models import ItemKind, LedgerProof
from postal.money_access import (
    SUPERVISORS,
    accounts_for_post,
    accounts_for_supervisor,
    get_remittance_for_post,
    is_postage_of,
    open_items_for_supervisor,
    remittances_for_post,
)
from postal.money_forms import CountForm
from postal.views.cashier import count_slip, slip_context, slip_file

SHOWN = 12


@serves("GET", "POST", to=POST)
def hold(request: HttpRequest) -> HttpResponse:
    """What I hold, by office; one button makes the slip."""
    if request.method == "POST":
        return _remit(request)
    found = balances.holdings(accounts_for_post(request), today=timezone.localdate())
    context = {
        "holdings": found,
        "total_vnd": sum(holding.total_vnd for holding in found),
        "slips": list(remittances_for_post(request)[:SHOWN]),
        "is_supervisor": Role.POSTAL_SUPERVISOR in request.roles,
        "key": f"{request.user.pk}-{timezone.now():%y%m%d%H%M%S%f}",
    }
    return render(request, "money/hold.html", context)


@serves("GET", "POST", to=POST)
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """A slip of this post office; its supervisor counts the postage, or the worker confirms what she has counted already."""
    found = get_remittance_for_post(request, number)
    form = CountForm(request.POST or None, initial={"received": dotted(found.total_vnd)})
    context = slip_context(request, found, form, Role.POSTAL_SUPERVISOR)
    context |= {"is_mine": is_postage_of(request, found)}
    context["may_count"] = context["may_count"] or (context["is_mine"] and found.confirmed_at is None)
    if request.method == "POST" and not context["may_count"]:
        messages.error(request, "Bảng kê này do bên nhận tiền xác nhận.")
        return redirect("money:slip", number)
    if request.method == "POST" and form.is_valid() and count_slip(request, found, form):
        return redirect("money:slip", number)
    return render(request, "money/slip.html", context, status=400 if form.errors else 200)


@serves("GET", to=POST)
def slip_pdf(request: HttpRequest, number: str) -> HttpResponse:
    return slip_file(request, get_remittance_for_post(request, number), back=reverse("money:slip", args=[number]))


@serves("GET", to=SUPERVISORS)
def supervision(request: HttpRequest) -> HttpResponse:
    """Ageing by post office and office, differences by office, late deposits, and the last proof. Read only."""
    today, accounts = timezone.localdate(), accounts_for_supervisor(request)
    kinds = dict(ItemKind.choices)
    rows = open_items_for_supervisor(request).order_by().values("office__name", "kind")
    counted = rows.annotate(number=Count("pk"), total=Sum("amount_vnd")).order_by("office__name", "kind")
    context = {
        "positions": balances.position_sums(accounts),
        "holdings": balances.by_unit(balances.holdings(accounts, today=today)),
        "differences": [row | {"label": kinds[row["kind"]]} for row in counted],
        "late_deposits": [row for row in balances.late_deposits(today=today) if _is_of(row[0], accounts)],
        "proof": LedgerProof.objects.first(),
    }
    return render(request, "money/supervision.html", context)


def _is_of(office: Office, accounts) -> bool:
    return accounts.filter(office=office).exists()


def _remit(request: HttpRequest) -> HttpResponse:
    """`office`: for whom; `what`: fee or postage; `key`: of the page, so that a double tap makes one slip.

    A supervisor makes it of all fees of the post office, or of the postage that one `worker` holds, who then confirms it.
    """
    office = get_object_or_404(Office, pk=_number(request, "office"))
    is_postage, key = request.POST.get("what") == "postage", request.POST.get("key", "")[:40]
    is_supervisor = Role.POSTAL_SUPERVISOR in request.roles
    holder_id = (_number(request, "worker") if is_postage else None) if is_supervisor else request.user.pk
    about = {"office": office, "post_office": request.office, "is_postage": is_postage, "holder_id": holder_id}
    try:
        made = remit(**about, by=request.actor, at=timezone.now(), key=f"{key}:{office.pk}:{is_postage:d}:{holder_id or 0}")
    except PostalError as fault:
        messages.error(request, str(fault))
        return redirect("money:hold")
    messages.success(request, f"Đã lập bảng kê {made.number}: {vnd(made.total_vnd)}. In 02 bản, nộp tiền và chờ xác nhận.")
    return redirect("money:slip", made.number)


def _number(request: HttpRequest, name: str) -> int:
    """A row's id as the page sent it; 0, which no row has, for anything else."""
    asked = request.POST.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
