"""The money of one dossier: its accounts, every entry, what may be waived, and our own acknowledgement of payment."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.access import applications_for_official, get_application_for_official
from applications.models import Application
from portal.accounts.guards import serves
from portal.audit.trail import record as write_evidence
from portal.documents.sending import being_printed, private_file
from portal.templatetags.portal import vnd
from postal.actions.collecting import waive
from postal.actions.slips import acknowledge_payment
from postal.errors import PostalError
from postal.models import LedgerEntry, PaymentSlip
from postal.money_access import CASHIER_AND_LEADER
from postal.money_forms import FindForm, WaiveForm


def find(request: HttpRequest) -> HttpResponse:
    """From what was typed on the day's page to the dossier's money."""
    form = FindForm(request.GET)
    code = form.cleaned_data["code"].replace(" ", "").upper() if form.is_valid() else ""
    mine = applications_for_official(request)
    found = mine.filter(ref=code.replace("-", "")).first() or mine.filter(dossier_code=code).first()
    if found is None:
        messages.error(request, "Không có hồ sơ nào của cơ quan với mã này. Kiểm tra lại mã rồi nhập lại.")
        return redirect("money:today")
    return redirect("money:dossier", found.code)


@serves("GET", "POST", to=CASHIER_AND_LEADER)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Balances and entries; waiving is the leader's and the cashier's, with a reason."""
    found = get_application_for_official(request, code)
    form = WaiveForm(request.POST or None, initial={"key": secrets.token_urlsafe(12)})
    if request.method == "POST" and form.is_valid() and _waive(request, found, form):
        return redirect("money:dossier", code)
    write_evidence("money.viewed", subject=f"application:{found.ref}", by=request.actor, at=timezone.now())
    entries = LedgerEntry.objects.filter(account__application=found)
    context = {
        "dossier": found,
        "accounts": found.accounts.select_related("holder", "post_office").order_by("pk"),
        "entries": entries.select_related("account", "actor", "holder", "receipt", "remittance").order_by("pk"),
        "items": found.open_items.order_by("pk"),
        "slips": found.payment_slips.order_by("-pk"),
        "form": form,
        "part": "today",
    }
    return render(request, "money/dossier.html", context, status=400 if form.errors else 200)


@serves("POST", to=CASHIER_AND_LEADER)
def acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    """Make the slip of what has been paid, and show it."""
    found = get_application_for_official(request, code)
    try:
        slip = acknowledge_payment(found.pk, by=request.actor, at=timezone.now())
    except PostalError as fault:
        messages.error(request, str(fault))
        return redirect("money:dossier", code)
    return redirect("money:payment_slip", slip.number)


@serves("GET", to=CASHIER_AND_LEADER)
def payment_slip(request: HttpRequest, number: str) -> HttpResponse:
    slips = PaymentSlip.objects.filter(office=request.office).select_related("document", "application")
    slip = get_object_or_404(slips, number=number)
    back = reverse("money:dossier", args=[slip.application.code])
    if page := being_printed(request, slip.document, task="postal.tasks.render_payment", pk=slip.pk, back=back):
        return page
    write_evidence("payment.printed", subject=f"application:{slip.application.ref}", by=request.actor, at=timezone.now())
    return private_file(slip.document, f"bien-nhan-{slip.number}.pdf")


def _waive(request: HttpRequest, application: Application, form: WaiveForm) -> bool:
    told = form.cleaned_data
    about = {"charge": told["charge"], "amount_vnd": told["amount"], "reason": told["reason"], "key": told["key"]}
    try:
        waive(application.pk, **about, by=request.actor, at=timezone.now())
    except PostalError as fault:
        form.add_error("amount", str(fault))
        return False
    messages.success(request, f"Đã miễn {vnd(told['amount'])}. Phần đã trả, nếu có, được mở thành việc phải hoàn.")
    return True
