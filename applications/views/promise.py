"""The promise for anybody to check: the deadline of any moment with its reasons, and the year it is counted in."""

from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.day_strip import days_on_the_way
from applications.forms.moment import MomentForm, address_of, parts_of
from applications.one_stop import is_by_second_decree
from applications.policies import promise_of
from portal.accounts.guards import PUBLIC, serves
from portal.language import page_language
from portal.offices import naming
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.calendar_year import LETTERS, year_of
from portal.offices.models import CalendarException, CalendarYear, OpeningHours
from portal.offices.reference import EXTRACT_COPY

WEEKEND = timedelta(days=3)  # days of one occasion are at most that far apart


@serves("GET", to=PUBLIC)
def due_at_any_moment(request: HttpRequest) -> HttpResponse:
    """Without a moment in the address: now."""
    now, asked = timezone.now(), request.GET.copy()
    if not parts_of(now).keys() & asked.keys():
        asked.update(parts_of(now))
    form = MomentForm(asked, now=now)
    context = {"form": form, "known": _known(), "by_second_decree": is_by_second_decree(timezone.localdate(now))}
    if form.is_valid() and not form.places:
        context |= _answer(form)
    return render(request, "public/due.html", context, status=400 if form.errors else 200)


@serves("GET", to=PUBLIC)
def calendar_of_today(request: HttpRequest) -> HttpResponse:
    return redirect("public:calendar", year=timezone.localdate().year)


@serves("GET", to=PUBLIC)
def calendar_of_a_year(request: HttpRequest, year: int) -> HttpResponse:
    """Days in force only: what is proposed counts nowhere. One year beyond the last decided is shown as not decided."""
    known = _known()
    if known["first"] is None or not known["first"].year <= year <= known["last"].year + 1:
        raise Http404
    today = timezone.localdate()
    entries = CalendarException.objects.filter(status=CalendarException.Status.IN_FORCE, on__year=year).order_by("on")
    of_city = list(entries.filter(office__isnull=True))
    context = {
        "year": year_of(year, of_city, calendar_for(None), today=today),
        "decided": CalendarYear.objects.filter(year=year).first(),
        "years": [n for n in (year - 1, year, year + 1) if known["first"].year <= n <= known["last"].year + 1],
        "occasions": _occasions(of_city),
        "closures": entries.filter(office__isnull=False).select_related("office__parent"),
        "hours": _hours(year),
        "legend": [(kind.replace("_", "-"), letter, naming.KINDS_OF_DAY[kind]) for kind, letter in LETTERS.items()],
        "by_second_decree": is_by_second_decree(min(today, date(year, 12, 31))),
    }
    return render(request, "public/calendar.html", context)


def _answer(form: MomentForm) -> dict:
    moment = form.moment
    law = {"by_second_decree": is_by_second_decree(timezone.localdate(moment))}
    try:
        promise = promise_of(EXTRACT_COPY, moment, form.office)
    except CalendarMissing as fault:
        return law | {"missing": fault.day, "moment": moment}
    return law | {
        "promise": promise,
        "why": promise.why_en if page_language() == "en" else promise.why,
        "days": days_on_the_way(promise, calendar_for(form.office)),
        "own_address": address_of(moment, form.office),
        "command": f"manage.py due {moment:%Y-%m-%dT%H:%M:%S}",
    }


def _known() -> dict[str, date | None]:
    """From the first day decided to the last."""
    return CalendarYear.objects.aggregate(first=Min("known_from"), last=Max("known_until"))


def _occasions(entries: list[CalendarException]) -> list[list[CalendarException]]:
    """Days in order, those of one occasion together: the five days of Tết are one line."""
    groups = [entries[:1]] if entries else []
    for before, entry in pairwise(entries):
        is_one = _said(before) == _said(entry) and entry.on - before.on <= WEEKEND
        if is_one:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _said(entry: CalendarException) -> tuple[str, str, str]:
    return entry.kind, entry.name_vi, entry.legal_document


def _hours(year: int):
    touching = Q(valid_to__isnull=True) | Q(valid_to__year__gte=year)
    hours = OpeningHours.objects.in_force().filter(touching, valid_from__year__lte=year)
    return hours.select_related("office__parent").order_by("office__name", "session", "valid_from")
