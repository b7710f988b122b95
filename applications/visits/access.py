"""The appointments of the office where the person works now; another office's answer 404."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from applications.visits.models import Appointment


def appointments_here(request: HttpRequest) -> QuerySet[Appointment]:
    here = Appointment.objects.filter(slot__office_id=request.office.pk if request.office else None)
    return here.select_related("application", "slot")


def get_appointment(request: HttpRequest, appointment_id: int) -> Appointment:
    return get_object_or_404(appointments_here(request), pk=appointment_id)
