"""The second screen: it faces the person, shows a code until it is paired, then only what he is to read, in big type.

Without scripts it looks again by itself (meta refresh); screen.js asks whether something has changed and reloads only then.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.assisted import actions, screens
from applications.assisted.errors import NoLongerAsked, SittingOver
from applications.assisted.forms import ScreenForm
from applications.assisted.models import Reading, Screen, Way
from applications.assisted.readings import is_answerable
from applications.assisted.sittings import helper_of
from applications.states import State
from portal.accounts.guards import PUBLIC, serves
from portal.accounts.limits import is_within_limit

CODES = "20/m/ip"
FREE, CODE, WAITING, READ, WRONG, RIGHT, FILED = "free", "code", "waiting", "read", "wrong", "right", "filed"
OVER = "over"  # said once, in answer to a button that was pressed too late


@serves("GET", to=PUBLIC)
def screen(request: HttpRequest) -> HttpResponse:
    found = screens.screen_of(request)
    stage, reading = _stage(found)
    return _page(request, {"screen": found, "stage": stage, "reading": reading, "mark": _mark(stage, reading)})


@serves("GET", to=PUBLIC)
def look(request: HttpRequest) -> HttpResponse:
    """What the screen shows now, as one word for screen.js; nothing of the person."""
    return JsonResponse({"mark": _mark(*_stage(screens.screen_of(request)))})


@serves("POST", to=PUBLIC)
def show_code(request: HttpRequest) -> HttpResponse:
    response = redirect("assisted_screen:screen")
    if is_within_limit(request, "screen_code", CODES):
        screens.remember(response, screens.show_code(at=timezone.now()))
    return response


@serves("POST", to=PUBLIC)
def answer(request: HttpRequest) -> HttpResponse:
    """Right, or what is not right. Only what is shown now, and as it stands now, can be answered."""
    found, form = screens.screen_of(request), ScreenForm(request.POST)
    stage, reading = _stage(found)
    if stage == FREE:
        return _too_late(request)
    if stage == READ and form.is_valid() and form.cleaned_data["reading"] == reading.pk:
        said = {"is_right": form.cleaned_data["answer"] == "right", "complaint": form.cleaned_data["complaint"]}
        by = helper_of(found.sitting, request.META.get("REMOTE_ADDR", ""))
        try:
            actions.answer(found.sitting_id, reading.pk, **said, by=by, at=timezone.now())
        except SittingOver:
            return _too_late(request)
        except NoLongerAsked:
            pass  # the next page shows what is asked now
    return redirect("assisted_screen:screen")


def _too_late(request: HttpRequest) -> HttpResponse:
    """The sitting ended while the person was reading: her answer counts nothing, and the screen says so."""
    return _page(request, {"stage": OVER, "mark": FREE}, status=409)


def _page(request: HttpRequest, context: dict, *, status: int = 200) -> HttpResponse:
    response = render(request, "assisted/screen.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _stage(found: Screen | None) -> tuple[str, Reading | None]:
    """What the screen shows, and of which reading."""
    if found is None:
        return FREE, None
    if found.sitting is None:
        return (CODE if found.code_until > timezone.now() else FREE), None
    draft = found.sitting.application
    reading = draft.readings.filter(way=Way.SCREEN).last() if draft else None
    if found.sitting.filed_at and draft:
        return FILED, reading
    if reading is None or draft.state != State.DRAFT or reading.saved_at != draft.saved_at:
        return WAITING, None
    if is_answerable(reading, draft):
        return READ, reading
    return (RIGHT if reading.is_right else WRONG), reading


def _mark(stage: str, reading: Reading | None) -> str:
    return f"{stage}-{reading.pk}" if reading else stage
