"""Behind a one-time link: the first password, then the second factor. Looking uses nothing up: mail scanners look too."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit
from portal.registrations import links
from portal.registrations.forms import FirstPasswordForm

RATES = "20/m/ip"


@serves("GET", "POST", to=PUBLIC)
def activate(request: HttpRequest, secret: str) -> HttpResponse:
    now = timezone.now()
    is_allowed = is_within_limit(request, "one_time_link", RATES)
    link = links.find_open(secret, now) if is_allowed else None
    if link is None:
        return render(request, "registrations/link_over.html", status=404 if is_allowed else 429)
    adapter = get_adapter(request)
    form = FirstPasswordForm(request.POST or None, user=link.user, adapter=adapter)
    if request.method == "POST" and form.is_valid():
        own = Actor(CITIZEN, link.user_id, None, request.META.get("REMOTE_ADDR", ""))
        user = links.use_link(secret, form.cleaned_data["password"], by=own, at=now)
        if user is None:
            return render(request, "registrations/link_over.html", status=404)
        return _logged_in(request, user)
    return render(request, "registrations/activate.html", {"form": form, "person": link.user})


def _logged_in(request: HttpRequest, user) -> HttpResponse:
    """Who has a second factor already proves it at log-in; who has none sets one up now."""
    if user.authenticator_set.exists():
        return redirect("accounts:staff_login")
    record_authentication(request, user, method="password", email=user.email)  # he has just typed it
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("mfa_activate_totp")
