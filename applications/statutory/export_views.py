"""The dossiers of a period as a file: asked for, watched while a worker writes it, downloaded a piece at a time."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.statutory import actions
from applications.statutory.access import READERS, exports_for, get_export
from applications.statutory.forms import PeriodForm
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import looks_again, private_stream

LISTED = 20


@serves("GET", "POST", to=READERS)
def exports(request: HttpRequest) -> HttpResponseBase:
    now = timezone.now()
    form = PeriodForm(request.POST if request.method == "POST" else None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("first_on", "last_on")}
        actions.ask_for_export(**asked, by=request.actor, at=now)
        return redirect("statutory:exports")
    listed = list(exports_for(request)[:LISTED])
    response = render(request, "statutory/exports.html", {"form": form, "exports": listed})
    if request.method == "GET" and any(export.document_id is None for export in listed):
        looks_again(request, response)
    return response


@serves("GET", to=READERS)
def export_csv(request: HttpRequest, export_id: int) -> HttpResponseBase:
    found = get_export(request, export_id)
    if found.document is None:
        messages.info(request, "Tệp đang được ghi. Trang này tự tải lại khi có tiến độ mới.")
        return redirect("statutory:exports")
    record("statutory.export_viewed", subject=f"export:{found.pk}", by=request.actor)
    return private_stream(found.document, f"ho-so-{found.first_on:%Y%m%d}-{found.last_on:%Y%m%d}.csv")
