"""Registration lists: template, upload, the preview of exactly what will change, apply or discard, the result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.csv_files import FileUnreadable
from portal.documents.sending import private_bytes, private_file
from portal.registrations import lists
from portal.registrations.access import MANAGERS, allowed_ids, lists_of
from portal.registrations.columns import HELP, TITLES
from portal.registrations.errors import RegistrationRefused
from portal.registrations.forms import ListForm
from portal.registrations.models import RegistrationList
from portal.registrations.template import roles_for, template_of
from portal.registrations.units import standing_units
from portal.uploads import UploadRefused
from portal.uploads.checking import clean_name
from portal.uploads.scanner import scan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@serves("GET", "POST", to=MANAGERS)
def upload(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("registrations:list", list_id=_kept(request, form).pk)
        except (FileUnreadable, UploadRefused, RegistrationRefused) as fault:
            form.add_error("file", str(fault))
    columns = [(TITLES[name], need, how) for name, need, how in HELP]
    context = {"form": form, "lists": lists_of(request)[:20], "columns": columns}
    return render(request, "registrations/upload.html", context)


@serves("GET", to=MANAGERS)
def template(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    units = standing_units(today, allowed_ids(request)) or [request.office]
    content = template_of(units, roles_for(units, request.posting.role), today=today)
    return private_bytes(content, "danh-sach-dang-ky-tai-khoan.xlsx", content_type=XLSX)


@serves("GET", to=MANAGERS)
def one(request: HttpRequest, list_id: int) -> HttpResponse:
    """Waiting: what applying would change now. Applied: what came of it. Every look is recorded."""
    asked = get_object_or_404(lists_of(request), pk=list_id)
    record("accounts.list_viewed", subject=f"registrations:{asked.pk}", by=request.actor)
    return _page(request, asked)


@serves("POST", to=MANAGERS)
def apply(request: HttpRequest, list_id: int) -> HttpResponse:
    asked = get_object_or_404(lists_of(request), pk=list_id)
    digest = request.POST.get("digest", "")[:64]
    try:
        lists.apply(asked.pk, digest=digest, allowed=allowed_ids(request), by=request.actor, at=timezone.now())
    except (RegistrationRefused, FileUnreadable) as fault:
        return _page(request, asked, fault=str(fault))
    messages.success(request, "Đã áp dụng danh sách. Người mới nhận liên kết dùng một lần để tự đặt mật khẩu.")
    return redirect("registrations:list", list_id=asked.pk)


@serves("POST", to=MANAGERS)
def discard(request: HttpRequest, list_id: int) -> HttpResponse:
    asked = get_object_or_404(lists_of(request), pk=list_id)
    try:
        lists.discard(asked.pk, by=request.actor, at=timezone.now())
    except RegistrationRefused as fault:
        return _page(request, asked, fault=str(fault))
    messages.success(request, "Đã bỏ danh sách, không thay đổi gì.")
    return redirect("registrations:upload")


@serves("GET", to=MANAGERS)
def file(request: HttpRequest, list_id: int) -> HttpResponse:
    """The bytes as they were uploaded."""
    asked = get_object_or_404(lists_of(request), pk=list_id)
    record("accounts.list_downloaded", subject=f"registrations:{asked.pk}", by=request.actor)
    return private_file(asked.document, asked.file_name)


def _kept(request: HttpRequest, form: ListForm) -> RegistrationList:
    """Raises FileUnreadable, UploadRefused, RegistrationRefused."""
    chosen = form.cleaned_data["file"]
    name, content = clean_name(chosen.name), chosen.read()
    scan(name, content)
    return lists.upload(content, name=name, allowed=allowed_ids(request), by=request.actor, at=timezone.now())


def _page(request: HttpRequest, asked: RegistrationList, *, fault: str = "") -> HttpResponse:
    context = {"list": asked, "fault": fault}
    if asked.is_waiting:
        allowed = allowed_ids(request)
        context["plan"] = lists.preview(asked, allowed=allowed, by=request.actor, today=timezone.localdate())
    return render(request, "registrations/list.html", context)
