"""Choosing, changing and giving back a half-day at the desk, from the page that follows a dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.access import get_application_for_citizen
from applications.visits import actions
from applications.visits.errors import NotOffered, VisitFault
from applications.visits.forms import ChooseForm
from applications.visits.offers import choices_for, visit_card
from portal.accounts.guards import CITIZEN, serves


@serves("GET", "POST", to=CITIZEN)
def choose(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    card, now = visit_card(application), timezone.now()
    if card is None:
        messages.info(request, str(NotOffered()))
        return redirect("applications:timeline", ref=ref)
    days = choices_for(application, card.appointment, at=now)
    offered = [choice.half.value for _day, choices in days for choice in choices]
    form = ChooseForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        day, half = form.chosen()
        try:
            actions.book(application.pk, on=day, half=half, by=request.actor, at=now)
        except VisitFault as fault:
            form.add_error("half", str(fault))
            days = choices_for(application, card.appointment, at=now)
        else:
            messages.success(request, _("Đã đặt lịch hẹn. Tin nhắn xác nhận được gửi đến số điện thoại đã khai."))
            return redirect("applications:timeline", ref=ref)
    own = f"{card.appointment.slot.on.isoformat()}:{card.appointment.slot.half}" if card.appointment else ""
    context = {"application": application, "card": card, "days": days, "form": form, "chosen": form["half"].value() or own}
    return render(request, "visits/choose.html", context, status=400 if form.errors else 200)


@serves("POST", to=CITIZEN)
def cancel(request: HttpRequest, ref: str) -> HttpResponseRedirect:
    """A second click finds it done."""
    application = get_application_for_citizen(request, ref)
    try:
        actions.cancel(application.pk, by=request.actor, at=timezone.now())
        messages.success(request, _("Đã hủy lịch hẹn. Có thể đặt buổi khác bất cứ lúc nào."))
    except VisitFault as fault:
        messages.info(request, str(fault))
    return redirect("applications:timeline", ref=ref)
