"""R26: an office's own figures, by the definitions of the Department. Sums only: no dossier and no person."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.statutory.checks import checks_of
from applications.statutory.content import content_of
from applications.statutory.files import CSV_TYPE, XLSX_TYPE, file_name, table
from applications.statutory.forms import PeriodForm, usual
from applications.statutory.periods import in_words
from applications.statutory.resolution import OF_ONE_OFFICE
from applications.statutory.tables import Question, head_rows
from applications.statutory.xlsx import workbook
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.documents.sending import private_bytes

STAFF = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER]


@serves("GET", to=STAFF)
def own(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    context = {"form": form, "query": request.GET.urlencode()}
    if form.is_valid():
        now = timezone.now()
        content = _count(request, form, now)
        context |= {
            "asked_at": now,
            "is_open": form.cleaned_data["last_on"] >= timezone.localdate(now),
            "content": content,
            "heads": head_rows(content["columns"]),
            "checks": checks_of(content),
            "total": dict(zip([column["key"] for column in content["columns"]], content["rows"][-1]["cells"], strict=True)),
        }
    return render(request, "statutory/own.html", context)


@serves("GET", to=STAFF)
def own_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx")


@serves("GET", to=STAFF)
def own_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv")


def _file(request: HttpRequest, kind: str) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return redirect(f"{reverse('statutory:own')}?{request.GET.urlencode()}")
    content = _count(request, form, timezone.now())
    if kind == "csv":
        return private_bytes(table(content), file_name(content, "csv"), content_type=CSV_TYPE)
    words = f"Số liệu của {request.office.full_name}, để theo dõi tại đơn vị."
    return private_bytes(workbook(content, issued=words), file_name(content, "xlsx"), content_type=XLSX_TYPE)


def _form(request: HttpRequest) -> PeriodForm:
    today = timezone.localdate()
    return PeriodForm({name: str(value) for name, value in usual(today).items()} | request.GET.dict(), today=today)


def _count(request: HttpRequest, form: PeriodForm, now: datetime) -> dict:
    asked = Question(form.cleaned_data["first_on"], form.cleaned_data["last_on"], now, (request.office.pk,))
    period = in_words(form.cleaned_data["ky"], asked.first_on, asked.last_on)
    return content_of(OF_ONE_OFFICE, asked, period=period, units=request.office.full_name)
