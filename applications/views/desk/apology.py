"""R24: draft the apology and the new time as soon as it is known that the promise cannot be kept; once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import look_at_application
from applications.apologies import legal_ground, live_apology
from applications.errors import ApplicationError, SecondApology
from applications.forms.apology import DeskApologyForm, Offer
from applications.models import Application
from applications.states import ON_THE_CLOCK
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from portal.accounts.guards import serves


@serves("GET", "POST", to=DESK)
def apologise(request: HttpRequest, code: str) -> HttpResponse:
    application, now = look_at_application(request, code), timezone.now()
    slip = live_apology(application)
    offer = Offer.of(application, now)
    initial = offer.initial(slip.content if slip else {}, accountable_id=application.assigned_to_id or request.user.pk)
    initial["version"] = application.version
    form = DeskApologyForm(request.POST or None, offer=offer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            actions.propose_apology(application.pk, form.terms(), by=request.actor, at=now, seen_version=seen)
            messages.success(request, "Đã trình lãnh đạo phiếu xin lỗi. Hạn ban đầu không đổi.")
            return redirect("desk:dossier", code=application.code)
        except ApplicationError as fault:
            form.add_error(None, told(fault))
    context = {
        "dossier": application,
        "form": form,
        "slip": slip,
        "why_not": why_not(application, slip),
        "legal_ground": legal_ground(timezone.localdate(now)),
        "is_late": now > application.due_at,
    }
    return render(request, "desk/apology.html", context)


def why_not(application: Application, slip) -> str:
    """Why no apology can be drafted now, in words; "" where it can."""
    if application.state not in ON_THE_CLOCK:
        return "Hồ sơ không còn tính hạn nên không phải xin lỗi, hẹn lại."
    if slip is not None and (slip.issued_at or slip.drafted_by_id):
        return str(SecondApology(is_signed=bool(slip.issued_at)))
    return ""
