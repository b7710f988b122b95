"""S2 and S3: periodic reports of the Department. Sums and units only: no dossier and no person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.statutory import actions, reading
from applications.statutory.access import ISSUERS, READERS, get_report, reports_for
from applications.statutory.behind import addresses
from applications.statutory.errors import GoneMeanwhile, NeedsExplanation, NotToBeIssued
from applications.statutory.files import CSV_TYPE, XLSX_TYPE, file_name, table
from applications.statutory.forms import IssueForm, PrepareForm
from applications.statutory.models import Report
from applications.statutory.tables import head_rows
from applications.statutory.xlsx import workbook
from portal.accounts.guards import serves
from portal.documents.sending import being_printed, private_bytes, private_file

LISTED = 50


@serves("GET", "POST", to=READERS)
def reports(request: HttpRequest) -> HttpResponse:
    """S2: what was issued, what is prepared, and a form for another."""
    now = timezone.now()
    form = PrepareForm(request.POST if request.method == "POST" else None, now=now)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("first_on", "last_on", "as_of", "unit_ids", "units")}
        about = {"period_kind": form.cleaned_data["ky"], "by": request.actor, "at": now}
        made = actions.prepare(form.cleaned_data["bieu"], **asked, **about)
        return redirect("statutory:report", made.pk)
    mine = reports_for(request)
    context = {
        "form": form,
        "issued": mine.filter(issued_at__isnull=False).order_by("-year", "-number")[:LISTED],
        "prepared": mine.filter(issued_at__isnull=True)[:LISTED],
    }
    return render(request, "statutory/reports.html", context)


@serves("GET", to=READERS)
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """S3: the table, what was checked, and what has changed since."""
    return _page(request, get_report(request, report_id), IssueForm())


@serves("POST", to=ISSUERS)
def issue(request: HttpRequest, report_id: int) -> HttpResponse:
    found = get_report(request, report_id)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        issued = actions.issue(found.pk, explanation=form.cleaned_data["giai_trinh"], by=request.actor, at=timezone.now())
    except NeedsExplanation as why:
        form.add_error("giai_trinh", str(why))
        return _page(request, found, form, status=422)
    except GoneMeanwhile as why:
        messages.error(request, str(why))
        return redirect("statutory:reports")
    except NotToBeIssued as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"Đã chốt báo cáo số {issued.number_text}. Số liệu được giữ nguyên từ nay.")
    return redirect("statutory:report", found.pk)


@serves("POST", to=READERS)
def correct(request: HttpRequest, report_id: int) -> HttpResponseRedirect:
    found = get_report(request, report_id)
    if not found.is_issued:
        return redirect("statutory:report", found.pk)
    try:
        made = actions.correct(found.pk, by=request.actor, at=timezone.now())
    except NotToBeIssued as why:
        messages.warning(request, str(why))
        return redirect("statutory:report", found.pk)
    return redirect("statutory:report", made.pk)


@serves("POST", to=READERS)
def discard(request: HttpRequest, report_id: int) -> HttpResponseRedirect:
    found = get_report(request, report_id)
    if found.is_issued:
        messages.error(request, "Báo cáo đã chốt được giữ nguyên, không bỏ được.")
        return redirect("statutory:report", found.pk)
    if actions.discard(found.pk, by=request.actor, at=timezone.now()):
        messages.success(request, "Đã bỏ báo cáo chưa chốt.")
    else:
        messages.info(request, "Báo cáo này vừa có người khác chốt hoặc bỏ.")
    return redirect("statutory:reports")


@serves("GET", to=READERS)
def report_xlsx(request: HttpRequest, report_id: int) -> HttpResponse:
    found = get_report(request, report_id)
    content = workbook(found.content, issued=_issued_words(found))
    return private_bytes(content, file_name(found.content, "xlsx"), content_type=XLSX_TYPE)


@serves("GET", to=READERS)
def report_csv(request: HttpRequest, report_id: int) -> HttpResponse:
    found = get_report(request, report_id)
    return private_bytes(table(found.content), file_name(found.content, "csv"), content_type=CSV_TYPE)


@serves("GET", to=READERS)
def report_pdf(request: HttpRequest, report_id: int) -> HttpResponse:
    """The kept paper; the page to wait on until the worker has printed it. Prepared reports have none."""
    found = get_report(request, report_id)
    back = reverse("statutory:report", args=[found.pk])
    if not found.is_issued:
        messages.warning(request, "Chốt báo cáo rồi mới có bản PDF. Bản chuẩn bị có thể tải XLSX hoặc in từ trình duyệt.")
        return redirect(back)
    if page := being_printed(request, found.document, task=actions.PAPER, pk=found.pk, back=back):
        return page
    return private_file(found.document, file_name(found.content, "pdf"))


def _page(request: HttpRequest, found: Report, form: IssueForm, *, status: int = 200) -> HttpResponse:
    checks = reading.checks(found)
    context = {
        "report": found,
        "content": found.content,
        "heads": head_rows(found.content["columns"]),
        "addresses": addresses(found.content, found.asked, found.pk),
        "checks": checks,
        "is_sound": all(check.holds for check in checks if check.must),
        "is_odd": any(not check.holds for check in checks),
        "is_open": found.asked.is_open,
        "form": form,
        "may_issue": bool(request.roles.intersection(ISSUERS)),
    }
    if found.is_issued:
        context |= {
            "differs": reading.changed_since(found, at=timezone.now()),
            "newest": reading.newest(found),
            "is_as_issued": found.is_as_issued,
        }
    return render(request, "statutory/report.html", context, status=status)


def _issued_words(found: Report) -> str:
    if not found.is_issued:
        return ""
    day = timezone.localtime(found.issued_at)
    return f"Báo cáo số {found.number_text}, chốt lúc {day:%H:%M ngày %d/%m/%Y}, bản {found.version}. SHA-256: {found.sha256}"
