"""One envelope for several dossiers of one recipient: put together on the citizen's request, taken apart until it leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from postal.access import DESK, get_parcel_for_official
from postal.actions.sharing import send_alone, share_envelope
from postal.errors import PostalError
from postal.forms_sharing import SharingForm
from postal.models import Parcel
from postal.sharing import could_join


@serves("GET", "POST", to=DESK)
def share(request: HttpRequest, number: str) -> HttpResponse:
    """Put other dossiers of the recipient into this envelope."""
    parcel = get_parcel_for_official(request, number)
    form = SharingForm(request.POST or None, parcels=could_join(parcel))
    if request.method == "POST" and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.actor, "at": timezone.now()}
        try:
            share_envelope(parcel.pk, form.cleaned_data["dossiers"], **told)
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã gửi chung. Bỏ nhãn cũ của các hồ sơ vừa thêm, in lại nhãn của phong bì này.")
            return redirect("postal:envelope", parcel.number)
    return _page(request, parcel, form, is_apart=False)


@serves("GET", "POST", to=DESK)
def take_apart(request: HttpRequest, number: str) -> HttpResponse:
    """Take dossiers out of this envelope again."""
    parcel = get_parcel_for_official(request, number)
    form = SharingForm(request.POST or None, parcels=parcel.whole[1:])
    if request.method == "POST" and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.actor, "at": timezone.now()}
        try:
            for one in form.cleaned_data["dossiers"]:
                send_alone(one, **told)
        except PostalError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, "Đã tách. In nhãn của từng phong bì và bỏ nhãn cũ.")
            return redirect("postal:envelope", parcel.number)
    return _page(request, parcel, form, is_apart=True)


def _page(request: HttpRequest, parcel: Parcel, form: SharingForm, *, is_apart: bool) -> HttpResponse:
    context = {"parcel": parcel, "form": form, "is_apart": is_apart, "has_choice": bool(form.fields["dossiers"].choices)}
    return render(request, "postal/sharing.html", context, status=400 if form.errors else 200)
