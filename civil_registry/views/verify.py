"""P9, P10: whoever holds a copy asks whether it is real. The fact travels in the body of a POST, never in an address."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from civil_registry.checkcodes import LENGTH, as_typed
from civil_registry.forms import VerifyForm
from civil_registry.seal_facts import words
from civil_registry.seal_lists import root_public_key
from civil_registry.verification import verify
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit

RATES = "20/m/ip,10/10m/key"  # a code and a year are quickly guessed by a machine


@sensitive_post_parameters("year")
@serves("GET", "POST", to=PUBLIC)
def verify_copy(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = VerifyForm(initial={"code": request.GET.get("ma", "")[:40]})
        return render(request, "registry/verify.html", {"form": form, "seal": _seal()})
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return render(request, "registry/verify.html", {"form": form, "seal": _seal()})
    if not is_within_limit(request, "verify-copy", RATES, key=form.cleaned_data["code"]):
        return render(request, "429.html", status=429)
    verdict = verify(form.cleaned_data["code"], year=form.cleaned_data["year"])
    context = {"verdict": verdict, "code": form.cleaned_data["code"]}
    return render(request, "registry/verified.html", context)


@serves("GET", to=PUBLIC)
def from_paper(request: HttpRequest, code: str = "") -> HttpResponse:
    """The address in the QR code: the page with the code filled in."""
    code = as_typed(code)[:LENGTH]
    return redirect(f"{reverse('registry:verify')}?{urlencode({'ma': code})}" if code else "registry:verify")


def _seal() -> dict | None:
    """What the browser reads seals with; None where no root key is set."""
    root = root_public_key()
    return {"root": root.hex(), "official": settings.PUBLIC_URL, "words": json.dumps(words())} if root else None
