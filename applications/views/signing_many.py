"""L3: many extracts read one sheet after another, then signed with one button; and what came of each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import signing_session
from applications.declared import declared
from applications.models import Application
from applications.tray import chip_of
from civil_registry.compare import compare
from civil_registry.form_store import form_of
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.signing.keys import state_of

_RESULT = "signing_result"
_LONGEST_VERSION = 9


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def sign_many(request: HttpRequest) -> HttpResponse:
    """GET ?hs=…&hs=…: each chosen one whole; those to be signed alone are named. POST signs those ticked, as shown."""
    if request.method == "POST":
        return _signed(request)
    codes = request.GET.getlist("hs")
    alone, papers = [], []
    for application in signing_session.signable(request.office, codes, by_id=request.user.pk):
        if why := signing_session.why_alone(application, by_id=request.user.pk, day=timezone.localdate()):
            alone.append({"dossier": application, "why": why})
        else:
            papers.append(_paper(application))
    if not papers and not alone:
        messages.info(request, "Chọn ít nhất một bản đang chờ ký mà ông/bà không tự dự thảo.")
        return redirect("desk:tray")
    for paper in papers:
        record("application.viewed", subject=f"application:{paper['dossier'].ref}", by=request.actor)
    context = {
        "papers": papers,
        "alone": alone,
        "left_out": max(len(set(codes)) - len(papers) - len(alone), 0),
        "signing": state_of(request.user.pk, request.office.pk, at=timezone.now()),
    }
    return render(request, "desk/leader/sign_many.html", context)


@serves("GET", to=Role.OFFICE_LEADER)
def signed_many(request: HttpRequest) -> HttpResponse:
    """The summary of this person's last session of signing."""
    outcomes = request.session.get(_RESULT)
    if not outcomes:
        return redirect("desk:tray")
    signed = [outcome for outcome in outcomes if outcome["serial"]]
    failed = [outcome for outcome in outcomes if not outcome["serial"]]
    return render(request, "desk/leader/signed_many.html", {"signed": signed, "failed": failed})


def _signed(request: HttpRequest) -> HttpResponseRedirect:
    seen = {code: _version(request, code) for code in request.POST.getlist("hs")[: signing_session.AT_MOST]}
    if not seen:
        messages.error(request, "Chưa chọn bản nào để ký.")
        return redirect("desk:tray")
    outcomes = signing_session.sign_each(seen, request.office, by=request.actor, at=timezone.now())
    request.session[_RESULT] = signing_session.kept(outcomes)
    return redirect("desk:signed_many")


def _version(request: HttpRequest, code: str) -> int:
    """The version that was on the page; an unreadable one equals none, and that dossier is not signed."""
    typed = request.POST.get(f"version-{code}", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_VERSION else -1


def _paper(application: Application) -> dict:
    copy = application.extract
    form_of_law = form_of(copy)
    lines = compare(declared(application), copy.entry, place=application.registered_at) if copy.entry else []
    return {
        "dossier": application,
        "chip": chip_of(application, timezone.now()),
        "form_of_law": form_of_law,
        "printed": form_of_law.printed_groups(copy.snapshot),
        "differences": [line for line in lines if line.is_different],
    }
