"""S11, the working calendar: a year to read, and the Department's changes to it. Each change is one page with a form.

Source: screens S11; domain reference §4.2 (who keeps it), §6.3.
"""

from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import Max, Min, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.calendar import calendar_for
from portal.offices.calendar_comparison import differences
from portal.offices.calendar_forms import ConfirmForm, ExceptionForm, ReasonForm, YearForm
from portal.offices.calendar_keeping import confirm_exception, decide_year, enter_exceptions, withdraw_exception
from portal.offices.calendar_rules import FIRST_YEAR, LAST_YEAR
from portal.offices.calendar_versions import Change
from portal.offices.calendar_year import LETTERS, decision_missing, year_of
from portal.offices.errors import CalendarFault
from portal.offices.models import CalendarException, CalendarVersion, CalendarYear, OpeningHours

READERS = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN, Role.DISTRICT_SUPERVISOR]
KEEPERS = [Role.DEPARTMENT_ADMIN]
# Who recomputes promises owns this page and gives it this name; the row of the version says what may have moved.
CHANGE_PAGE = "reports:calendar_change"
VERSIONS_SHOWN = 8
YEARS_BESIDE = 2


@serves("GET", to=READERS)
def year(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    number = _year_asked(request, today)
    people = ("entered_by", "confirmed_by", "withdrawn_by", "office__parent")
    entries = list(CalendarException.objects.filter(on__year=number).select_related(*people).order_by("on", "entered_at"))
    of_city = [entry for entry in entries if entry.office_id is None]
    live = [entry for entry in of_city if entry.status != CalendarException.Status.WITHDRAWN]
    hours = OpeningHours.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__year__gte=number), valid_from__year__lte=number)
    context = {
        "year": year_of(number, live, calendar_for(None), today=today),
        "decided": CalendarYear.objects.filter(year=number).first(),
        "years": _years(number),
        "missing": decision_missing(today),
        "entries": of_city,
        "closures": [entry for entry in entries if entry.office_id],
        "proposals": sum(entry.status == CalendarException.Status.PROPOSED for entry in live),
        "hours": hours.select_related("office__parent", "entered_by", "withdrawn_by").order_by("office__name", "-valid_from"),
        "versions": CalendarVersion.objects.select_related("by")[:VERSIONS_SHOWN],
        "legend": [(kind.value.replace("_", "-"), LETTERS[kind], kind.label) for kind in CalendarException.Kind],
        "may_keep": bool(request.roles.intersection(KEEPERS)),
        "is_compared": "doi_chieu" in request.GET,
    }
    if context["is_compared"]:
        context["differences"] = differences(number, of_city)
    return render(request, "calendar/year.html", context)


@serves("GET", "POST", to=KEEPERS)
def enter(request: HttpRequest) -> HttpResponse:
    form = ExceptionForm(sent(request), today=timezone.localdate())
    if form.is_valid():
        days = form.new_days()
        change = attempt(form, lambda: enter_exceptions(days, by=request.actor, at=timezone.now()))
        if change:
            said = "Đã đưa vào lịch" if change.version else "Đã lưu đề xuất, chưa dùng để tính hạn"
            return after(request, change, said, year=days[0].on.year)
    return _form_page(request, form, title="Thêm ngày vào lịch", button="Lưu")


@serves("GET", "POST", to=KEEPERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(CalendarException.objects.select_related("office__parent"), pk=pk)
    initial = {"legal_document": entry.legal_document, "announced_on": entry.announced_on}
    form = ConfirmForm(sent(request), initial=initial, needs_document=entry.kind != CalendarException.Kind.EMERGENCY_CLOSURE)
    if form.is_valid():
        told = form.confirmation()
        change = attempt(form, lambda: confirm_exception(pk, told, by=request.actor, at=timezone.now()))
        if change:
            return after(request, change, f"Đã xác nhận ngày {entry.on:%d/%m/%Y}", year=entry.on.year)
    return _form_page(request, form, title="Xác nhận đề xuất", button="Xác nhận, đưa vào lịch", entry=entry, year=entry.on.year)


@serves("GET", "POST", to=KEEPERS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(CalendarException.objects.select_related("office__parent"), pk=pk)
    form = ReasonForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        change = attempt(form, lambda: withdraw_exception(pk, reason=reason, by=request.actor, at=timezone.now()))
        if change:
            return after(request, change, f"Đã rút ngày {entry.on:%d/%m/%Y}", year=entry.on.year)
    return _form_page(request, form, title="Rút khỏi lịch", button="Rút", is_danger=True, entry=entry, year=entry.on.year)


@serves("GET", "POST", to=KEEPERS)
def decide(request: HttpRequest) -> HttpResponse:
    number = _year_asked(request, timezone.localdate())
    initial = {"year": number, "known_from": date(number, 1, 1), "known_until": date(number, 12, 31)}
    form = YearForm(sent(request), initial=initial)
    if form.is_valid():
        told = dict(form.cleaned_data)
        number = told.pop("year")
        change = attempt(form, lambda: decide_year(number, **told, by=request.actor, at=timezone.now()))
        if change:
            return after(request, change, f"Đã ghi quyết định lịch năm {number}", year=number)
    lead = (
        "Nhập các ngày nghỉ và ngày làm bù của năm trước, rồi mới ghi quyết định này: từ lúc đó thời hạn được tính theo lịch."
    )
    return _form_page(request, form, title="Quyết định lịch năm", button="Ghi quyết định", lead=lead, year=number)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: even an empty one that was sent is answered."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.Form, act) -> Change | None:
    """What the action did, or None with its fault told on the form."""
    try:
        return act()
    except CalendarFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return None


def after(request: HttpRequest, change: Change, said: str, *, year: int) -> HttpResponse:
    """On to the page that shows which promises move, where there is one; else back to the year."""
    version = f". Lịch có phiên bản {change.version}" if change.version else ""
    messages.success(request, f"{said}{version}.")
    for warning in change.warnings:
        messages.warning(request, f"{warning}.")
    if change.version:
        try:
            return redirect(CHANGE_PAGE, change.version)
        except NoReverseMatch:
            pass
    return redirect(f"{reverse('calendar:year')}?nam={year}")


def _form_page(request: HttpRequest, form: forms.Form, **words) -> HttpResponse:
    return render(request, "calendar/form.html", {"form": form} | words)


def _year_asked(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("nam", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    return number if FIRST_YEAR <= number <= LAST_YEAR else today.year


def _years(shown: int) -> list[int]:
    """Years to choose from: those around the one shown, as far as any is decided, and one more to decide."""
    decided = CalendarYear.objects.aggregate(first=Min("year"), last=Max("year"))
    first = max(shown - YEARS_BESIDE, min(decided["first"] or shown, shown))
    last = min(shown + YEARS_BESIDE, max((decided["last"] or shown) + 1, shown))
    return list(range(first, last + 1))
