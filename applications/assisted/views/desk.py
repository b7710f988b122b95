"""The sitting at the desk: begin, resume, and the one key that ends it and wipes the browser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.actions.collecting import SHOWN
from applications.assisted import actions
from applications.assisted.errors import SittingOpen
from applications.assisted.figures import last_days
from applications.assisted.forms import BeginForm
from applications.assisted.middleware import WIPE
from applications.assisted.models import Sitting
from applications.assisted.sittings import HELPERS, forget, open_sitting_of, serve
from applications.catalogue import catalogue
from applications.procedures import procedures
from applications.procedures.base import Procedure
from applications.states import State
from portal.accounts.guards import serves
from portal.offices.reference import EXTRACT_COPY


@serves("GET", "POST", to=HELPERS)
def home(request: HttpRequest) -> HttpResponse:
    """Begin a sitting; or what to do in the one that is open."""
    sitting = open_sitting_of(request)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _begin(request, form)
    draft = sitting.application if sitting and not sitting.filed_at else None
    context = {
        "form": form,
        "open_sitting": sitting,
        "shown": SHOWN.get(sitting.shown, "") if sitting else "",
        "is_served_here": bool(sitting) and sitting == request.sitting,
        "draft": draft if draft and draft.state == State.DRAFT else None,
        "others": [] if draft else _other_procedures(),
        "days": last_days(request.office, now=timezone.now()),
        "last": None if sitting else _last_ended(request),
    }
    return render(request, "assisted/home.html", context, status=400 if form.errors else 200)


@serves("POST", to=HELPERS)
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with one's open sitting in this browser: after logging in anew, or at another window."""
    sitting = open_sitting_of(request)
    if sitting is not None:
        serve(request, sitting)
        actions.touch(sitting.pk, at=timezone.now())
    return redirect("assisted:home")


@serves("POST", to=HELPERS)
def end(request: HttpRequest) -> HttpResponse:
    """One key: the sitting ends, the draft goes, and the browser is told to forget its pages and stores."""
    sitting = open_sitting_of(request)
    if sitting is not None:
        actions.end(sitting.pk, by=request.actor, at=timezone.now())
    forget(request)
    response = redirect("assisted:home")
    response["Clear-Site-Data"] = WIPE
    response["Cache-Control"] = "no-store, private"
    return response


def _begin(request: HttpRequest, form: BeginForm) -> HttpResponse:
    seen = {name: form.cleaned_data[name] for name in ("shown", "last_digits")}
    try:
        sitting = actions.begin(**seen, by=request.actor, at=timezone.now())
    except SittingOpen as fault:
        messages.error(request, str(fault))
        return redirect("assisted:home")
    serve(request, sitting)
    return redirect("assisted:home")


def _other_procedures() -> list[Procedure]:
    """What can be filed today beside extract copies, which have a start page of their own; by groups, as in the catalogue."""
    today, slugs = timezone.localdate(), {each.slug: each for each in procedures().values()}
    filed = (slugs[listed.slug] for _group, row in catalogue().by_group() for listed in row if listed.slug in slugs)
    return [each for each in filed if each.code != EXTRACT_COPY and each.is_filed_on(today)]


def _last_ended(request: HttpRequest) -> Sitting | None:
    """The last one of this official today, so that he sees that it has ended, and how."""
    ended = Sitting.objects.filter(official_id=request.user.pk, office_id=request.office.pk, ended_at__isnull=False)
    last = ended.order_by("-ended_at").first()
    return last if last and timezone.localdate(last.ended_at) == timezone.localdate() else None
