"""R6: pass a dossier to the office that holds the book; and what this office has passed on."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import look_at_application, passed_on_by_official
from applications.destinations import found, proposed
from applications.errors import ApplicationError
from applications.forms.transfer import TransferForm
from applications.models import Application
from applications.views.desk.dossier import possible_steps
from applications.views.desk.files import STAFF
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from portal.accounts.guards import serves
from portal.offices.calendar import CalendarMissing
from portal.offices.models import Office
from portal.text import clean

LISTED = 100
LOOKS_BACK = timedelta(days=90)
QUERY_LIMIT = 80


@serves("GET", "POST", to=DESK)
def transfer(request: HttpRequest, code: str) -> HttpResponse:
    """GET ?q= looks for an office by name; POST, at the same address, passes the dossier on to one of those shown."""
    application, now = look_at_application(request, code), timezone.now()
    day, query = timezone.localdate(now), clean(request.GET.get("q", ""))[:QUERY_LIMIT]
    destinations = found(query, application, day) if query else proposed(application, day)
    form = TransferForm(request.POST or None, destinations=destinations, initial={"version": application.version})
    if request.method == "POST" and form.is_valid() and _passed_on(request, application, form, now):
        return redirect("desk:passed_on")
    refusal = application.slips.filter(kind="refusal", issued_at=None, declined_at=None).exists()
    context = {
        "dossier": application,
        "form": form,
        "query": query,
        "destinations": destinations,
        "is_possible": possible_steps(request, application, refusal=refusal)["transfer"] or request.method == "POST",
    }
    return render(request, "desk/transfer.html", context)


@serves("GET", to=STAFF)
def passed_on(request: HttpRequest) -> HttpResponse:
    """What went to other offices lately: where, when, by whom and why; the dossiers themselves are theirs now."""
    since = timezone.now() - LOOKS_BACK
    changes = list(passed_on_by_official(request, since=since)[:LISTED])
    offices = Office.objects.select_related("parent").in_bulk({change.detail["to"] for change in changes})
    rows = [(change, offices[change.detail["to"]]) for change in changes]
    return render(request, "desk/passed_on.html", {"rows": rows, "days": LOOKS_BACK.days})


def _passed_on(request: HttpRequest, application: Application, form: TransferForm, at: datetime) -> bool:
    """Passed on, and said so; or the reason why not is on the form."""
    cleaned = form.cleaned_data
    try:
        moved = actions.transfer(
            application.pk,
            to_id=cleaned["office"],
            reason=cleaned["reason"],
            by=request.actor,
            at=at,
            seen_version=cleaned["version"],
        )
    except (ApplicationError, CalendarMissing) as fault:
        form.add_error(None, told(fault))
        return False
    messages.success(request, f"Đã chuyển hồ sơ {application.code} đến {moved.office.authority_name}. Người nộp được báo ngay.")
    return True
