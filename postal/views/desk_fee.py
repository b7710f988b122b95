"""The fee taken at the one-stop desk: how much, the number of the receipt, done."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.access import get_application_for_official
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.forms import CleanCharField
from portal.templatetags.portal import vnd
from postal.actions.desk_fees import may_take, take_at_desk
from postal.errors import PostalError

TAKERS = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.ACCOUNTANT]


class DeskFeeForm(forms.Form):
    receipt_number = CleanCharField(
        label="Số biên lai",
        help_text="Để trống: lấy số tiếp theo của quyển biên lai đã giao cho ông/bà.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


@serves("GET", "POST", to=TAKERS)
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Books the whole fee that is left; a second press books nothing twice."""
    application = get_application_for_official(request, code)
    form = DeskFeeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = form.cleaned_data["receipt_number"]
            entry = take_at_desk(application.pk, receipt_number=number, by=request.actor, at=timezone.now())
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            of_receipt = f", biên lai {entry.receipt}" if entry.receipt else ""
            messages.success(request, f"Đã ghi thu {vnd(entry.amount_vnd)}{of_receipt}.")
            return redirect("desk:dossier", code=application.code)
    context = {"dossier": application, "form": form, "is_possible": may_take(application) or request.method == "POST"}
    return render(request, "money/desk_fee.html", context, status=400 if form.errors else 200)
