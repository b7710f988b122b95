"""Letters and calls of the office where the person works now; another office's answer 404."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.messaging.models import Call, Letter


def letters_here(request: HttpRequest) -> QuerySet[Letter]:
    here = Letter.objects.filter(ladder__office_id=request.office.pk if request.office else None)
    return here.select_related("ladder", "posted_by", "document")


def calls_here(request: HttpRequest) -> QuerySet[Call]:
    return Call.objects.filter(ladder__office_id=request.office.pk if request.office else None).select_related("ladder")


def get_letter(request: HttpRequest, letter_id: int) -> Letter:
    return get_object_or_404(letters_here(request), pk=letter_id)


def get_call(request: HttpRequest, call_id: int) -> Call:
    return get_object_or_404(calls_here(request), pk=call_id)
