"""The entry chosen in the register for a dossier whose copy is issued already: kept in the session until it is proposed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications.models import Application

_CHOSEN = "entry_of_correction"  # session: {dossier code: entry}


def choose_entry(request: HttpRequest, application: Application, entry_id: int) -> HttpResponse:
    request.session[_CHOSEN] = {application.code: entry_id}
    return redirect("desk:propose_correction", code=application.code)


def chosen_entry_id(request: HttpRequest, application: Application) -> int | None:
    return request.session.get(_CHOSEN, {}).get(application.code)


def forget_choice(request: HttpRequest) -> None:
    request.session.pop(_CHOSEN, None)
