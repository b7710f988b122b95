"""Before anything is filed the person reads it: on the second screen, or on paper that he signs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from applications import filing
from applications.assisted import actions, screens
from applications.assisted.errors import CannotPrintYet, CodeUnknown, NoLongerAsked, SittingOver
from applications.assisted.forms import PairForm, SignedForm
from applications.assisted.models import Sitting, Way
from applications.assisted.readings import content_of
from applications.assisted.sittings import HELPERS, get_sitting
from applications.models import Application
from applications.states import State
from portal.accounts.guards import serves
from portal.accounts.limits import is_within_limit
from portal.documents.sending import being_printed, private_file
from portal.uploads import Checked, UploadRefused, check

SCAN = "scan"
PAIRING_TRIES = "20/m/user"


@serves("POST", to=HELPERS)
def ask(request: HttpRequest) -> HttpResponse:
    """Put the answers on the second screen, or have them printed."""
    sitting = get_sitting(request)
    draft, now = _draft(sitting), timezone.now()
    way = request.POST.get("way")
    if filing.missing_from(draft, filing.slots_present(draft), today=timezone.localdate(now)):
        messages.error(request, str(CannotPrintYet()))
    elif way in Way.values:
        try:
            actions.ask_to_read(sitting.pk, way=way, content=content_of(draft, now), saved_at=draft.saved_at, at=now)
        except SittingOver as fault:
            return _to_a_new_one(request, fault)
    return _back(draft)


@serves("POST", to=HELPERS)
def pair(request: HttpRequest) -> HttpResponse:
    """The official types the six digits that the screen shows."""
    sitting = get_sitting(request)
    form = PairForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["code"][0])
    elif not is_within_limit(request, "pair_screen", PAIRING_TRIES):
        messages.error(request, "Nhập sai quá nhiều lần. Chờ một phút rồi nhập lại.")
    else:
        try:
            screens.pair(sitting.pk, form.cleaned_data["code"], at=timezone.now())
        except (CodeUnknown, SittingOver) as fault:
            messages.error(request, str(fault))
        else:
            messages.success(request, "Đã ghép màn hình thứ hai.")
    return _back(_draft(sitting)) if sitting.application_id else redirect("assisted:home")


@serves("POST", to=HELPERS)
def signed(request: HttpRequest) -> HttpResponse:
    """The person has signed the sheet; a photo or scan of it may be kept."""
    sitting = get_sitting(request)
    draft, form = _draft(sitting), SignedForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return _back(draft)
    on_paper = get_object_or_404(draft.readings, pk=form.cleaned_data["reading"], way=Way.PAPER)
    try:
        actions.answer(sitting.pk, on_paper.pk, is_right=True, scan=_scan(request), by=request.actor, at=timezone.now())
    except (UploadRefused, NoLongerAsked) as fault:
        messages.error(request, str(fault))
    except SittingOver as fault:
        return _to_a_new_one(request, fault)
    return _back(draft)


@serves("GET", to=HELPERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The last sheet asked for, or the page to wait on."""
    draft = _draft(get_sitting(request))
    reading = draft.readings.select_related("document").filter(way=Way.PAPER).last()
    if reading is None:
        raise Http404
    back = reverse("applications:check", args=[draft.ref])
    task = "applications.assisted.tasks.render_reading"
    if page := being_printed(request, reading.document, task=task, pk=reading.pk, back=back):
        return page
    return private_file(reading.document, "ban-de-doc-lai.pdf")


def _draft(sitting: Sitting) -> Application:
    drafts = Application.objects.select_related("office").filter(state=State.DRAFT)
    return get_object_or_404(drafts, pk=sitting.application_id)


def _scan(request: HttpRequest) -> Checked | None:
    """Raises UploadRefused."""
    file = request.FILES.get(SCAN)
    return check(file.name or "", file.read()) if file else None


def _back(draft: Application) -> HttpResponse:
    return redirect(reverse("applications:check", args=[draft.ref]) + "#xac-nhan")


def _to_a_new_one(request: HttpRequest, fault: SittingOver) -> HttpResponse:
    """The sitting ended by itself, or in another window, while this was being pressed."""
    messages.error(request, str(fault))
    return redirect("assisted:home")
