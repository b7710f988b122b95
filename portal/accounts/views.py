"""Where a person lands after log-in, which office he works in now, and what his account knows of him."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.accounts.actors import CITIZEN
from portal.accounts.former_units import FORMER_KEY, former_units_of, own_office
from portal.accounts.former_units import ROLES as FORMER_ROLES
from portal.accounts.forms import ChoosePostingForm
from portal.accounts.guards import ANY_ACCOUNT, PUBLIC, serves
from portal.accounts.middleware import POSTING_KEY, has_second_factor
from portal.accounts.session import seconds_left
from portal.audit.trail import record


@serves("GET", to=ANY_ACCOUNT)
def landing(request: HttpRequest) -> HttpResponse:
    """To the first page of the role; a person with postings in several offices first says where he works now."""
    if len(_offices(request)) > 1 and POSTING_KEY not in request.session:
        return redirect("accounts:switch")
    return redirect(home_of(request.posting.role if request.posting else CITIZEN))


@serves("GET", "POST", to=ANY_ACCOUNT)
def switch(request: HttpRequest) -> HttpResponse:
    """Choose the office to work in."""
    if not request.postings:
        return redirect("accounts:landing")
    form = ChoosePostingForm(request.POST or None, postings=_offices(request), initial={"posting": request.posting.pk})
    if request.method == "POST" and form.is_valid():
        request.session[POSTING_KEY] = form.cleaned_data["posting"]
        return redirect("accounts:landing")
    return render(request, "account/choose_posting.html", {"form": form})


@serves("GET", to=FORMER_ROLES)
def former_units(request: HttpRequest) -> HttpResponse:
    """The units whose work this office goes on with, to look after what they left."""
    units = former_units_of(own_office(request), timezone.localdate())
    return render(request, "account/former_units.html", {"units": units})


@serves("POST", to=FORMER_ROLES)
def enter_former(request: HttpRequest, office_id: int) -> HttpResponseRedirect:
    unit = next((u for u in former_units_of(own_office(request), timezone.localdate()) if u.pk == office_id), None)
    if unit is None:
        raise Http404
    request.session[POSTING_KEY], request.session[FORMER_KEY] = request.posting.pk, unit.pk
    record("former_unit.entered", subject=f"office:{unit.code}", by=request.actor)
    return redirect("accounts:landing")


@serves("POST", to=FORMER_ROLES)
def leave_former(request: HttpRequest) -> HttpResponseRedirect:
    if request.session.pop(FORMER_KEY, None):
        messages.success(request, f"Đã về {own_office(request).name_in_sentence}.")
    return redirect("accounts:landing")


@serves("GET", to=ANY_ACCOUNT)
def account(request: HttpRequest) -> HttpResponse:
    known = {
        "postings": request.postings,
        "has_password": request.user.has_usable_password(),
        "has_second_factor": has_second_factor(request.user),
    }
    return render(request, "account/account.html", known)


@serves("GET", "POST", to=PUBLIC)
def session(request: HttpRequest) -> JsonResponse:
    """Seconds until the person is logged out. Asking (GET) prolongs nothing; "Tiếp tục làm" (POST) does."""
    return JsonResponse({"left": seconds_left(request)})


def home_of(role: str) -> str:
    """The address of the page where the day of a role begins; the account's own page where that one is not built."""
    try:
        return reverse(settings.HOME_OF_ROLE[role])
    except (KeyError, NoReverseMatch):
        return reverse("accounts:account")


def _offices(request: HttpRequest) -> list:
    """One posting for each office, the first."""
    first: dict[int, object] = {}
    for posting in request.postings:
        first.setdefault(posting.office_id, posting)
    return list(first.values())
