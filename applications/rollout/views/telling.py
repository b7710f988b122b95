"""The checklist of one unit in one phase: seen, filled in, and taken back where it was told by mistake."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications.rollout import actions
from applications.rollout.access import READERS, TELLERS, get_unit_for
from applications.rollout.checklist import rows_of
from applications.rollout.forms import CoachingForm, EquipmentForm, NoticeForm
from applications.rollout.models import Coaching, Equipment, PhaseUnit, PublicNotice
from applications.rollout.reference import SERVICES
from portal.accounts.guards import serves
from portal.documents.sending import private_file

TOLD = {  # in the address -> form, verb, model, what was done
    "niem-yet": (NoticeForm, actions.tell_notice, PublicNotice, "Đã ghi việc niêm yết công khai."),
    "thiet-bi": (EquipmentForm, actions.tell_equipment, Equipment, "Đã ghi trang thiết bị."),
    "kem-cap": (CoachingForm, actions.tell_coaching, Coaching, "Đã ghi việc kèm tuần đầu."),
}


@serves("GET", to=READERS)
def unit(request: HttpRequest, code: str, unit_id: int) -> HttpResponse:
    found = get_unit_for(request, code, unit_id)
    return _page(request, found, timezone.localdate())


@serves("POST", to=TELLERS)
def tell(request: HttpRequest, code: str, unit_id: int, kind: str) -> HttpResponse:
    """What the unit has ready: `kind` is a key of TOLD."""
    found, now = get_unit_for(request, code, unit_id), timezone.now()
    form_class, verb, _model, done = _kind(kind)
    form = form_class(request.POST, request.FILES, today=timezone.localdate(now), prefix=kind)
    if not form.is_valid():
        return _page(request, found, timezone.localdate(now), wrong={kind: form})
    verb(found, **form.cleaned_data, by=request.actor, at=now)
    messages.success(request, done)
    return redirect("rollout:unit", code=code, unit_id=unit_id)


@serves("POST", to=TELLERS)
def withdraw(request: HttpRequest, code: str, unit_id: int, kind: str, told_id: int) -> HttpResponseRedirect:
    found = get_unit_for(request, code, unit_id)
    told = get_object_or_404(_kind(kind)[2], pk=told_id, unit=found)
    actions.withdraw(told, by=request.actor, at=timezone.now())
    messages.success(request, "Đã rút lại; mục này không còn được tính.")
    return redirect("rollout:unit", code=code, unit_id=unit_id)


@serves("GET", to=READERS)
def photo(request: HttpRequest, code: str, unit_id: int, told_id: int) -> HttpResponse:
    """What hangs on the wall: no person's data."""
    notice = get_object_or_404(PublicNotice, pk=told_id, unit=get_unit_for(request, code, unit_id), photo__isnull=False)
    return private_file(notice.photo, f"niem-yet-{notice.pk}.jpg", inline=True)


def _page(request: HttpRequest, found: PhaseUnit, today: date, wrong: dict | None = None) -> HttpResponse:
    wrong = wrong or {}
    told = {
        kind: {
            "form": wrong.get(kind) or form_class(today=today, prefix=kind),
            "rows": model.objects.filter(unit=found).select_related("told_by"),
            "is_wrong": kind in wrong,
        }
        for kind, (form_class, _verb, model, _done) in TOLD.items()
    }
    context = {
        "unit": found,
        "row": rows_of([found], found.phase, today=today)[0],
        "service": SERVICES.get(found.phase.procedure_code, found.phase.procedure_code),
        "notice": told["niem-yet"],
        "equipment": told["thiet-bi"],
        "coaching": told["kem-cap"],
        "form": next(iter(wrong.values()), None),
        "may_tell": bool(request.roles.intersection(TELLERS)),
        "today": today,
    }
    return render(request, "rollout/unit.html", context, status=400 if wrong else 200)


def _kind(kind: str) -> tuple:
    if kind not in TOLD:
        raise Http404
    return TOLD[kind]
