"""Values with which the calendar's addresses open: taken from the rows there are. See portal/routes.py."""

from portal.offices.models import CalendarException, OpeningHours
from portal.routes import Samples


def an_exception() -> int | None:
    """A proposal where there is one: it can be confirmed and withdrawn."""
    proposed_first = CalendarException.objects.live().order_by("-status")
    return proposed_first.values_list("pk", flat=True).first()


def some_hours() -> int | None:
    return OpeningHours.objects.in_force().values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "calendar:confirm/pk": an_exception,
    "calendar:withdraw/pk": an_exception,
    "calendar:withdraw_hours/pk": some_hours,
}
