"""Who had which right on which day: of a unit, of all one manages, or of a person; on a page and as CSV."""

import csv
import io
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.accounts.models import Posting, User
from portal.audit.trail import record
from portal.csv_files import spreadsheet_safe
from portal.documents.sending import private_bytes
from portal.registrations.access import MANAGERS, get_person, units_of
from portal.registrations.forms import DayForm
from portal.registrations.rights import TITLES, Right, rights_on, table_of

SHOWN = 300


@serves("GET", to=MANAGERS)
def of_units(request: HttpRequest) -> HttpResponse:
    return _answer(request, Posting.objects.filter(office__in=units_of(request).values("pk")))


@serves("GET", to=MANAGERS)
def of_person(request: HttpRequest, user_id: int) -> HttpResponse:
    person = get_person(request, user_id)
    ours = Posting.objects.filter(user=person, office__in=units_of(request).values("pk"))
    return _answer(request, ours, person=person)


def _answer(request: HttpRequest, postings: QuerySet[Posting], *, person: User | None = None) -> HttpResponse:
    """Without a day: today. Every answer is recorded, an export as such."""
    asked = request.GET if "ngay" in request.GET else {"ngay": timezone.localdate().isoformat()}
    form = DayForm(asked, of_person=person is not None)
    if not form.is_valid():
        return render(request, "registrations/rights.html", {"form": form, "person": person, "rights": None})
    day = form.cleaned_data["ngay"]
    rights = rights_on(day, form.narrowed(postings))
    wants_file = request.GET.get("tep") == "csv"
    action = "accounts.rights_exported" if wants_file else "accounts.rights_viewed"
    subject = f"user:{person.pk}" if person else f"office:{request.office.code}"
    record(action, subject=subject, by=request.actor, day=f"{day}", rows=len(rights))
    if wants_file:
        return private_bytes(_csv(rights), f"quyen-{day:%Y-%m-%d}.csv", content_type="text/csv; charset=utf-8")
    query = urlencode({"ngay": day.isoformat(), "don_vi": form.cleaned_data.get("don_vi", ""), "tep": "csv"})
    context = {"form": form, "person": person, "day": day, "rights": rights[:SHOWN], "count": len(rights), "csv": query}
    return render(request, "registrations/rights.html", context)


def _csv(rights: list[Right]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(TITLES)
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in table_of(rights))
    return out.getvalue().encode("utf-8-sig")
