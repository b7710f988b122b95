"""Bringing in a year's decision from a CSV file: choose, see what becomes of each line, confirm. Whole or not at all.

Nothing is kept between the two steps: the text travels in the form and is judged anew when confirmed.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.csv_files import FileUnreadable, text_of
from portal.offices.calendar_forms import FileForm
from portal.offices.calendar_import import COLUMNS, import_days, plan_import
from portal.offices.calendar_views import KEEPERS, after
from portal.offices.errors import CalendarFault


@serves("GET", "POST", to=KEEPERS)
def bring_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "content" in request.POST:
        return _confirmed(request, request.POST["content"])
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            return _page(request, form, plan=plan_import(content), content=text_of(content))
        except FileUnreadable as fault:
            form.add_error("file", str(fault))
    return _page(request, form)


def _confirmed(request: HttpRequest, text: str) -> HttpResponse:
    content = text.encode()
    try:
        change = import_days(content, by=request.actor, at=timezone.now())
    except FileUnreadable as fault:
        return _page(request, FileForm(), fault=str(fault))
    except CalendarFault as fault:
        return _page(request, FileForm(), plan=plan_import(content), content=text, fault=str(fault))
    return after(request, change, "Đã nhập tệp vào lịch", year=change.year or timezone.localdate().year)


def _page(request: HttpRequest, form: FileForm, **shown) -> HttpResponse:
    return render(request, "calendar/import.html", {"form": form, "columns": COLUMNS} | shown)
