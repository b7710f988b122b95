"""C20: rating a dossier that is done; once, and changeable for some days. No script needed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.access import get_application_for_citizen
from applications.errors import ApplicationError
from applications.ratings import actions
from applications.ratings.forms import RatingForm
from portal.accounts.guards import CITIZEN, serves


@serves("GET", "POST", to=CITIZEN)
def rate(request: HttpRequest, ref: str) -> HttpResponse:
    application, now = get_application_for_citizen(request, ref), timezone.now()
    before = actions.rating_of(application)
    if before is None and application.state not in actions.RATEABLE:
        messages.info(request, str(actions.NotDoneYet()))
        return redirect("applications:timeline", ref=ref)
    form = RatingForm(request.POST if request.method == "POST" else None, before=before)
    if request.method == "POST" and form.is_valid():
        said = {"grade": form.cleaned_data["grade"], "points": form.points(), "words": form.cleaned_data["words"]}
        try:
            actions.rate(application.pk, **said, by=request.actor, at=now)
            messages.success(request, _("Đã ghi nhận đánh giá. Cảm ơn ông/bà."))
        except ApplicationError as fault:
            messages.error(request, str(fault))
        return redirect("applications:timeline", ref=ref)
    context = {
        "application": application,
        "form": form,
        "before": before,
        "is_closed": before is not None and not actions.may_change(before, at=now),
        "until": actions.changeable_until(before) if before else None,
    }
    return render(request, "ratings/rate.html", context, status=400 if form.errors else 200)
