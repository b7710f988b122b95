"""A9: digitised registers: choose a file, see its first rows and what is wrong with them, start, watch, take the report."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from civil_registry.access import imports_seen_from
from civil_registry.forms_import import ImportForm
from civil_registry.importing import running, templates
from civil_registry.models import EventKind, ImportState, RegisterImport
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.csv_files import FileUnreadable
from portal.documents.sending import guarded
from portal.uploads import UploadRefused
from portal.uploads.checking import clean_name
from portal.uploads.scanner import scan

IMPORTERS = [Role.CIVIL_STATUS_OFFICER, Role.IT_OFFICER, Role.DEPARTMENT_ADMIN]
SHOWN_PROBLEMS = 100
EVERY_SECONDS, MOST_LOOKS = 3, 200  # ten minutes; a page that reloads for ever would never be logged out


@serves("GET", "POST", to=IMPORTERS)
def imports(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None, office=request.office)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("registry_desk:import", import_id=_uploaded(request, form).pk)
        except (FileUnreadable, UploadRefused) as fault:
            form.add_error("file", str(fault))
    runs = imports_seen_from(request.office).select_related("office", "uploaded_by")[:20]
    return render(request, "registry/imports.html", {"form": form, "runs": runs, "kinds": EventKind.choices})


def _uploaded(request: HttpRequest, form: ImportForm) -> RegisterImport:
    """Raises FileUnreadable, UploadRefused."""
    file = form.cleaned_data["file"]
    name, content = clean_name(file.name), file.read()
    scan(name, content)
    return running.upload(
        content,
        name=name,
        content_type="application/octet-stream",
        office=form.office,
        kind=form.cleaned_data["kind"],
        by=request.actor,
        at=timezone.now(),
    )


@serves("GET", to=IMPORTERS)
def import_(request: HttpRequest, import_id: int) -> HttpResponse:
    """Before the start what would be entered; while it runs the progress, reloading by itself; then the report."""
    run = _run(request, import_id)
    context: dict = {"run": run, "problems": run.problems.all()[:SHOWN_PROBLEMS]}
    if run.state == ImportState.UPLOADED:
        record("register.import_previewed", subject=f"import:{run.pk}", by=request.actor)
        context["preview"] = running.preview(run)
    response = render(request, "registry/import.html", context)
    asked = request.GET.get("cho", "")
    looks = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    if run.state == ImportState.STARTED and looks < MOST_LOOKS:
        response["Refresh"] = f"{EVERY_SECONDS}; url={request.path}?cho={looks + 1}"
    return response


@serves("POST", to=IMPORTERS)
def start_import(request: HttpRequest, import_id: int) -> HttpResponse:
    return _moved(request, import_id, running.start)


@serves("POST", to=IMPORTERS)
def discard_import(request: HttpRequest, import_id: int) -> HttpResponse:
    return _moved(request, import_id, running.discard)


def _moved(request: HttpRequest, import_id: int, verb) -> HttpResponse:
    run = _run(request, import_id)
    try:
        verb(run.pk, by=request.actor, at=timezone.now())
    except TransitionNotAllowed:
        messages.info(request, "Tệp này đã được bắt đầu nhập hoặc đã bỏ trước đó.")
    return redirect("registry_desk:import", import_id=run.pk)


@serves("GET", to=IMPORTERS)
def import_report(request: HttpRequest, import_id: int) -> StreamingHttpResponse:
    run = _run(request, import_id)
    record("register.import_report_taken", subject=f"import:{run.pk}", by=request.actor)
    return _csv(StreamingHttpResponse(templates.report(run)), f"nhap-so-{run.pk}-dong-khong-nhap.csv")


@serves("GET", to=IMPORTERS)
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in EventKind.values:
        raise Http404
    return _csv(HttpResponse(templates.template(kind)), f"mau-nhap-so-{kind}.csv")


def _csv(response, name: str):
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guarded(response)


def _run(request: HttpRequest, import_id: int) -> RegisterImport:
    return get_object_or_404(
        imports_seen_from(request.office).select_related("office", "uploaded_by", "document"), pk=import_id
    )
