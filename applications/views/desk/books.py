"""The books of the office as papers, and the control sheet of a dossier: asked for here, printed by the worker."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.forms.books import BookForm
from applications.models import PrintedBook
from applications.views.desk.files import STAFF
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file

LISTED = 30


@serves("GET", "POST", to=STAFF)
def books(request: HttpRequest) -> HttpResponse:
    """The prints of the last time, and a form for another."""
    now = timezone.now()
    today = timezone.localdate(now)
    initial = {"kind": "copies", "year": today.year, "month": today.month}
    form = BookForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("first_on", "last_on", "number")}
        book = actions.ask_for_book(form.cleaned_data["kind"], office_id=request.office.pk, by=request.actor, at=now, **asked)
        return redirect("desk:book", book_id=book.pk)
    return render(request, "desk/books.html", {"form": form, "books": _of_office(request)[:LISTED]})


@serves("GET", to=STAFF)
def book(request: HttpRequest, book_id: int) -> HttpResponse:
    found = get_object_or_404(_of_office(request), pk=book_id)
    back = reverse("desk:books")
    if page := being_printed(request, found.document, task="applications.tasks.render_book", pk=found.pk, back=back):
        return page
    record("book.viewed", subject=f"book:{found.pk}", by=request.actor, kind=found.kind)
    return private_file(found.document, f"{found.kind}-{found.first_on:%Y-%m}.pdf")


@serves("POST", to=STAFF)
def control_sheet(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """The sheet as the history stands now; then the page that waits for it."""
    application = get_application_for_official(request, code)
    slip = actions.issue_control_sheet(application.pk, by=request.actor, at=timezone.now())
    return redirect("desk:slip", code=application.code, slip_id=slip.pk)


def _of_office(request: HttpRequest):
    return PrintedBook.objects.filter(office_id=request.office.pk).select_related("asked_by", "document")
