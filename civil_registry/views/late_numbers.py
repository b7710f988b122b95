"""Births that wait for the child's personal number, and entering one that has come."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from civil_registry.access import get_entry_for_official
from civil_registry.corrections import CorrectedMeanwhile, NothingCorrected
from civil_registry.late_numbers import births_without_number, complete
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.forms import PersonalIdField

PURPOSE = "bổ sung số định danh cá nhân"
_MOST = 200


class NumberForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    personal_id = PersonalIdField(
        label="Số định danh cá nhân của con", error_messages={"required": "Nhập số định danh cá nhân, 12 chữ số"}
    )


@serves("GET", to=READERS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Longest first; without names: opening one is recorded."""
    found = list(births_without_number(request.office)[: _MOST + 1])
    context = {"entries": found[:_MOST], "has_more": len(found) > _MOST, "most": _MOST}
    return render(request, "registry/without_number.html", context)


@serves("GET", "POST", to=READERS)
def enter_number(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = get_entry_for_official(entry_id, office=request.office)
    form = NumberForm(request.POST or None, initial={"version": entry.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            seen = {"seen_version": told["version"], "by_id": request.user.pk, "at": timezone.now()}
            with transaction.atomic():
                complete(entry.pk, told["personal_id"], **seen)
                record("register.number_completed", subject=f"entry:{entry.pk}", by=request.actor)
        except CorrectedMeanwhile:
            form.add_error(None, "Mục sổ vừa được người khác sửa. Xem lại rồi nhập")
        except NothingCorrected:
            form.add_error("personal_id", "Mục sổ đã có đúng số này")
        else:
            messages.success(request, "Đã ghi số định danh. Người khác đối chiếu rồi số mới in trên bản sao.")
            return redirect("registry_desk:without_number")
    record("register.entry_opened", subject=f"entry:{entry.pk}", by=request.actor, purpose=PURPOSE)
    return render(request, "registry/enter_number.html", {"entry": entry, "form": form}, status=400 if form.errors else 200)
