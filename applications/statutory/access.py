"""The only way a request gets a report: those of the office the person works in, else 404."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.statutory.models import DossierExport, Report
from portal.accounts.models import Role

READERS = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]
ISSUERS = [Role.DEPARTMENT_ADMIN]


def reports_for(request: HttpRequest) -> QuerySet[Report]:
    related = ("office", "prepared_by", "issued_by", "corrects", "document")
    return Report.objects.filter(office=request.office).select_related(*related)


def get_report(request: HttpRequest, report_id: int) -> Report:
    return get_object_or_404(reports_for(request), pk=report_id)


def exports_for(request: HttpRequest) -> QuerySet[DossierExport]:
    return DossierExport.objects.filter(office=request.office).select_related("asked_by", "document")


def get_export(request: HttpRequest, export_id: int) -> DossierExport:
    return get_object_or_404(exports_for(request), pk=export_id)
