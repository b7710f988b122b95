"""R10, R11: the print tray, one run with its progress, scanning sheets back signed and sealed, printing a spoilt one again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from civil_registry import print_runs, scanning
from civil_registry.access import get_print_run_for_official, print_runs_for_official
from civil_registry.extracts import mark_printed
from civil_registry.forms_print import ChooseCopiesForm, ReprintForm, SerialForm
from civil_registry.models import PrintRun
from civil_registry.run_rows import row_of, tallied
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.sending import looks_again, private_stream

DESK = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER]
READERS = [*DESK, Role.OFFICE_LEADER]
LISTED_RUNS = 20


@serves("GET", "POST", to=DESK)
def tray(request: HttpRequest) -> HttpResponse:
    """What is signed and not printed, in the order of the issue register; the last runs below."""
    form = ChooseCopiesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            run = print_runs.ask_for_run(request.office, form.cleaned_data["copy"], by=request.actor, at=timezone.now())
            return redirect("registry_desk:print_run", run.number)
        except print_runs.PrintRunError as fault:
            form.add_error(None, str(fault))
    waiting = print_runs.waiting_to_print(request.office).select_related("entry")
    context = {
        "form": form,
        "waiting": waiting[: print_runs.AT_MOST],
        "count": waiting.count(),
        "most": print_runs.AT_MOST,
        "runs": tallied(print_runs_for_official(request))[:LISTED_RUNS],
    }
    return render(request, "registry/print_tray.html", context)


@serves("POST", to=READERS)
def open_run(request: HttpRequest) -> HttpResponseRedirect:
    """The run whose cover sheet, or one of whose sheets, was scanned."""
    run = scanning.run_named(request.POST.get("code", ""), request.office)
    if run is None:
        messages.error(request, "Không có đợt in với mã này ở cơ quan. Quét mã vạch trên tờ bìa hoặc ở chân tờ bản sao.")
        return redirect("registry_desk:print_tray")
    return redirect("registry_desk:print_run", run.number)


@serves("GET", to=READERS)
def print_run(request: HttpRequest, number: str) -> HttpResponse:
    """One run: made ready by the worker, then scanned back; what is missing is in view."""
    run = get_print_run_for_official(request, number)
    response = render(request, "registry/print_run.html", _context(request, run, ReprintForm()))
    if run.document_id is None and not print_runs.is_quiet(run, timezone.now()):
        looks_again(request, response)
    return response


@serves("POST", to=DESK)
def scan(request: HttpRequest, number: str) -> HttpResponseRedirect:
    run, form = get_print_run_for_official(request, number), SerialForm(request.POST)
    serial = form.cleaned_data["security_serial"] if form.is_valid() else ""
    try:
        code = request.POST.get("code", "")[:40]
        sheet = scanning.scan_back(run.pk, code, by=request.actor, at=timezone.now(), security_serial=serial)
    except print_runs.PrintRunError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"Đã nhận tờ {sheet.index}/{sheet.copy.quantity} của bản sao số {sheet.copy.serial_text}.")
    return redirect("registry_desk:print_run", number)


@serves("POST", to=DESK)
def write_serial(request: HttpRequest, number: str, sheet_id: int) -> HttpResponseRedirect:
    """The serial of the paper, where it was not typed while scanning."""
    run, form = get_print_run_for_official(request, number), SerialForm(request.POST)
    if not run.sheets.filter(pk=sheet_id).exists() or not form.is_valid():
        messages.error(request, "Số seri dài nhất 30 ký tự, chỉ ghi cho tờ của đợt này.")
        return redirect("registry_desk:print_run", number)
    try:
        scanning.write_serial(sheet_id, form.cleaned_data["security_serial"], by=request.actor, at=timezone.now())
        messages.success(request, "Đã ghi số seri.")
    except print_runs.PrintRunError as fault:
        messages.error(request, str(fault))
    return redirect("registry_desk:print_run", number)


@serves("POST", to=DESK)
def reprint(request: HttpRequest, number: str) -> HttpResponse:
    run, form = get_print_run_for_official(request, number), ReprintForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data
        try:
            again = print_runs.reprint(run.pk, words["sheet"], reason=words["reason"], by=request.actor, at=timezone.now())
            messages.success(request, f"Đã lập đợt in lại {again.total} tờ. Hủy các tờ hỏng, không giao cho người dân.")
            return redirect("registry_desk:print_run", again.number)
        except print_runs.PrintRunError as fault:
            form.add_error(None, str(fault))
    return render(request, "registry/print_run.html", _context(request, run, form))


@serves("GET", to=DESK)
def run_file(request: HttpRequest, number: str) -> HttpResponse:
    """The kept bytes, a piece at a time; fetching is recorded and marks the copies printed."""
    run = get_print_run_for_official(request, number)
    if run.document is None:
        return redirect("registry_desk:print_run", number)
    now = timezone.now()
    mark_printed(*run.sheets.values_list("copy_id", flat=True).distinct(), at=now)
    record("print_run.fetched", subject=f"print_run:{run.number}", by=request.actor, at=now, sheets=run.total)
    return private_stream(run.document, f"dot-in-{run.number}.pdf")


def _context(request: HttpRequest, run: PrintRun, form: ReprintForm) -> dict:
    sheets = list(run.sheets.select_related("copy__entry", "scanned_by", "reprinted_as__run").order_by("position"))
    rows = [row_of(sheet) for sheet in sheets]
    live = [row for row in rows if not row.is_spoiled]
    newest = max((row for row in live if row.scanned_at), key=lambda row: row.scanned_at, default=None)
    may_act, said = bool(request.roles.intersection(DESK)), list(messages.get_messages(request))
    may_scan = may_act and run.document_id is not None  # then answers stand beside the field
    return {
        "run": run,
        "rows": rows,
        "live": len(live),
        "back": sum(1 for row in live if row.scanned_at),
        "missing": [row for row in live if not row.scanned_at],
        "newest": newest,
        "form": form,
        "serial_form": SerialForm(),
        "is_slow": print_runs.is_quiet(run, timezone.now()),
        "may_act": may_act,
        "answers": said if may_scan else [],
        "messages": [] if may_scan else said,
    }
