"""The second pair of eyes: what waits to be compared with the book, comparing one entry, correcting it from the book."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from civil_registry.access import get_entry_for_official
from civil_registry.corrections import CorrectedMeanwhile, OwnWriting, check, entries_to_check
from civil_registry.forms_check import CheckForm, CorrectionForm
from civil_registry.forms_desk import dossier_code_or_blank
from civil_registry.layout import entry_lines
from civil_registry.models import RegisterEntry
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

STAFF = [*READERS, Role.OFFICE_LEADER]
CHECKERS = [Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER]
PURPOSE = "đối chiếu với sổ"  # of opening an entry without a dossier
_MOST = 200


@serves("GET", to=STAFF)
def waiting(request: HttpRequest) -> HttpResponse:
    """Longest first; without names: opening one is recorded."""
    found = list(entries_to_check(request.office)[: _MOST + 1])
    context = {"entries": found[:_MOST], "has_more": len(found) > _MOST, "most": _MOST}
    return render(request, "registry/to_check.html", context)


@serves("GET", "POST", to=STAFF)
def check_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry, dossier = _entry(request, entry_id)
    form = CheckForm(request.POST or None, initial={"version": entry.version})
    if request.method == "POST" and not request.roles.intersection(CHECKERS):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and _is_checked(request, entry, form, dossier):
        return _back(request, dossier, "registry_desk:to_check")
    with transaction.atomic():
        record("register.entry_opened", subject=f"entry:{entry.pk}", by=request.actor, purpose=dossier or PURPOSE)
    context = {
        "entry": entry,
        "groups": entry_lines(entry),
        "corrections": entry.corrections.select_related("by"),
        "dossier": dossier,
        "form": form,
        "is_own": entry.writer_id == request.user.pk,
        "may_check": request.roles.intersection(CHECKERS),
    }
    return render(request, "registry/check.html", context)


@serves("GET", "POST", to=STAFF)
def correct_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Where data and book differ the book prevails; what stood before is kept with the ground."""
    entry, dossier = _entry(request, entry_id)
    form = CorrectionForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid() and _is_corrected(request, form, dossier):
        return _back(request, dossier, "registry_desk:to_check")
    with transaction.atomic():
        record("register.entry_opened", subject=f"entry:{entry.pk}", by=request.actor, purpose=dossier or PURPOSE)
    return render(request, "registry/correct.html", {"entry": entry, "form": form, "dossier": dossier})


def _entry(request: HttpRequest, entry_id: int) -> tuple[RegisterEntry, str]:
    return get_entry_for_official(entry_id, office=request.office), dossier_code_or_blank(request.GET.get("hs", ""))


def _is_checked(request: HttpRequest, entry: RegisterEntry, form: CheckForm, dossier: str) -> bool:
    try:
        with transaction.atomic():
            check(entry.pk, by_id=request.user.pk, at=timezone.now(), seen_version=form.cleaned_data["version"])
            record("register.entry_checked", subject=f"entry:{entry.pk}", by=request.actor, purpose=dossier or PURPOSE)
    except OwnWriting:
        form.add_error(None, "Ông/bà đã chép hoặc sửa mục này. Người khác phải đối chiếu.")
        return False
    except CorrectedMeanwhile:
        form.add_error(None, "Mục sổ vừa được sửa trong lúc trang này đang mở. Mở lại trang và đối chiếu lại.")
        return False
    messages.success(request, f"Đã ghi nhận: mục số {entry.number} đã được đối chiếu với sổ.")
    return True


def _is_corrected(request: HttpRequest, form: CorrectionForm, dossier: str) -> bool:
    with transaction.atomic():
        entry = form.correct(by_id=request.user.pk, at=timezone.now())
        if entry is None:
            return False
        record("register.entry_corrected", subject=f"entry:{entry.pk}", by=request.actor, purpose=dossier, to=entry.version)
    messages.success(request, "Đã sửa mục sổ theo sổ giấy. Một người khác sẽ đối chiếu lại trước khi ký.")
    return True


def _back(request: HttpRequest, dossier: str, otherwise: str) -> HttpResponse:
    """To the dossier's draft, or to the leader's page of it, where the entry was opened for one."""
    if not dossier:
        return redirect(otherwise)
    is_leader = request.posting.role == Role.OFFICE_LEADER
    return redirect("desk:sign" if is_leader else "desk:draft", code=dossier)
