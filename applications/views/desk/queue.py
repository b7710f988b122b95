"""R1: the queue of one's own office, and taking the next dossier."""

import secrets
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from applications import actions, search
from applications.access import applications_for_official, running_for_official
from applications.errors import ChangedMeanwhile, NotHere
from applications.forecast import forecast_for_office
from applications.numbers import numbers_here
from civil_registry.models import EventKind
from portal.accounts.guards import serves
from portal.accounts.models import Role, User
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendar_for
from portal.text import clean

DESK = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER]
SEARCH, SEARCHES, SEARCHES_KEPT = "tim", "queue_searches", 10  # in the address, in the session; pages open side by side
KINDS = [(kind.value, Truncator(kind.label).chars(40)) for kind in EventKind]


@serves("GET", "POST", to=[*DESK, Role.OFFICE_LEADER])
def queue(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return redirect(reverse("desk:queue") + _address_of(request))
    words = request.session.get(SEARCHES, {}).get(request.GET.get(SEARCH, ""), "")
    now, filters = timezone.now(), search.Filters.of(request.GET, query=words)
    mine = applications_for_official(request)
    calendar = calendar_for(request.office)
    rows = search.queue(mine, filters, calendar=calendar, user_id=request.user.pk, now=now)
    page = search.page(rows, request.GET.get("sau", ""), now=now)
    context = {
        "counts": numbers_here(request),
        "filters": filters,
        "groups": _grouped(page.rows),
        "page": page,
        "next_url": _with(request, sau=page.next_cursor) if page.next_cursor else "",
        "first_url": "" if page.is_first else _with(request, sau=None),
        "views": search.VIEWS,
        "kinds": KINDS,
        "people": _colleagues(request),
        "next_day": _next_working_day(calendar, now),
        "forecast": forecast_for_office(request.office.pk, calendar, now=now),
    }
    return render(request, "desk/queue.html", context)


@serves("POST", to=DESK)
def take_next(request: HttpRequest) -> HttpResponseRedirect:
    """Assign the dossier that runs out first and that nobody has; another one where a colleague was quicker."""
    waiting = running_for_official(request).filter(assigned_to=None).order_by("runs_out_at", "id")
    for application_id in list(waiting.values_list("pk", flat=True)[:5]):
        try:
            return redirect("desk:dossier", code=actions.take(application_id, by=request.actor, at=timezone.now()).code)
        except ChangedMeanwhile:
            messages.info(request, "Hồ sơ vừa được đồng nghiệp nhận trước. Đã chuyển sang hồ sơ kế tiếp.")
        except NotHere as fault:
            messages.error(request, str(fault))
            return redirect("desk:schedule")
    messages.info(request, "Không còn hồ sơ nào chưa phân công.")
    return redirect("desk:queue")


def _address_of(request: HttpRequest) -> str:
    """Of what was asked. Words may be a name or a personal id: they stay in the session, the address says only which."""
    asked = {name: value for name in ("loai", "xem", "nguoi") if (value := request.POST.get(name, "")[:20])}
    if words := clean(request.POST.get("q", ""))[: search.QUERY_LIMIT]:
        asked[SEARCH] = secrets.token_hex(4)
        kept = list(request.session.get(SEARCHES, {}).items())[1 - SEARCHES_KEPT :]
        request.session[SEARCHES] = dict([*kept, (asked[SEARCH], words)])
    return f"?{urlencode(asked)}" if asked else ""


def _grouped(rows: list[search.Row]) -> list[tuple[str, list[search.Row]]]:
    """Rows in runs of one group, in their order."""
    groups: list[tuple[str, list[search.Row]]] = []
    for row in rows:
        if not groups or groups[-1][0] != row.group:
            groups.append((row.group, []))
        groups[-1][1].append(row)
    return groups


def _colleagues(request: HttpRequest) -> list[tuple[int, str]]:
    people = User.objects.filter(postings__office_id=request.office.pk, postings__role__in=DESK, is_active=True)
    return list(people.distinct().order_by("full_name").values_list("pk", "full_name"))


def _next_working_day(calendar: WorkingCalendar, now: datetime) -> date | None:
    try:
        return calendar.next_working_day(timezone.localdate(now))
    except CalendarMissing:
        return None


def _with(request: HttpRequest, **changes: str | None) -> str:
    """This page with some parts of its query changed."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
