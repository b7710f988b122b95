"""Scans of the page of an entry, for the staff of the office that holds the book; each look is recorded."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from civil_registry.access import get_entry_for_official, get_scan_for_official
from civil_registry.forms_annotate import ScanForm, WithdrawScanForm
from civil_registry.purposes import purpose_of
from civil_registry.scans import TooManyScans, attach_scan, withdraw_scan
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.sending import private_file
from portal.uploading import OversizeFile
from portal.uploads import UploadRefused, check, errors


@serves("GET", "POST", to=[Role.CIVIL_STATUS_OFFICER])
def add_scan(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry, purpose = get_entry_for_official(entry_id, office=request.office), purpose_of(request)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_scan(entry.pk, file=_checked(form.cleaned_data["file"]), by=request.actor, at=timezone.now())
            messages.success(request, "Đã gắn bản quét vào mục sổ.")
            return redirect(f"{reverse('registry_desk:entry', args=[entry.pk])}{purpose.query}")
        except UploadRefused as fault:
            form.add_error("file", str(fault))
        except TooManyScans:
            form.add_error("file", "Mục này đã có đủ bản quét. Gỡ bản quét cũ trước khi gắn bản mới")
    return render(request, "registry/add_scan.html", {"form": form, "entry": entry, "purpose": purpose})


def _checked(file):
    """Raises UploadRefused."""
    if isinstance(file, OversizeFile):
        raise errors.too_big(file.name, file.size, settings.UPLOAD_MAX_BYTES)
    return check(file.name, file.read())


@serves("GET", to=[*READERS, Role.OFFICE_LEADER])
def scan(request: HttpRequest, scan_id: int) -> HttpResponse:
    found, purpose = get_scan_for_official(scan_id, office=request.office), purpose_of(request)
    if not purpose:
        return redirect("registry_desk:search" if request.roles.intersection(READERS) else "registry_desk:notes")
    record("register.scan_viewed", subject=f"entry:{found.entry_id}", by=request.actor, purpose=str(purpose), scan=found.pk)
    is_picture = found.document.content_type.startswith("image/")
    return private_file(found.document, f"trang-so-{found.pk}{'.jpg' if is_picture else '.pdf'}", inline=is_picture)


@serves("GET", "POST", to=[Role.CIVIL_STATUS_OFFICER])
def withdraw(request: HttpRequest, scan_id: int) -> HttpResponse:
    found, purpose = get_scan_for_official(scan_id, office=request.office), purpose_of(request)
    form = WithdrawScanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_scan(found.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, "Đã gỡ bản quét.")
        return redirect(f"{reverse('registry_desk:entry', args=[found.entry_id])}{purpose.query}")
    context = {"form": form, "scan": found, "entry": found.entry, "purpose": purpose}
    return render(request, "registry/withdraw_scan.html", context)
