"""Values with which the addresses of appointments open: taken from the rows there are. See portal/routes.py."""

from applications.visits.models import Appointment
from portal.routes import Samples


def _last() -> Appointment | None:
    return Appointment.objects.select_related("application").order_by("-pk").first()


def a_ref() -> str | None:
    return one.application.ref if (one := _last()) else None


SAMPLES: Samples = {
    "visits:choose/ref": a_ref,
    "visits:cancel/ref": a_ref,
    "visits_desk:mark/appointment_id": lambda: one.pk if (one := _last()) else None,
    "visits_desk:mark/verb": lambda: "den",
}
