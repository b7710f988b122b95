"""Where a person lands after log-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts.guards import ANY_ACCOUNT, serves


@serves("GET", to=ANY_ACCOUNT)
def landing(request: HttpRequest) -> HttpResponse:
    return redirect("/")
