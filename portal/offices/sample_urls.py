"""Values with which the calendar's addresses open: taken from the rows there are. See portal/routes.py."""

from django.utils import timezone

from portal.offices.models import CalendarException, Level, Office, OpeningHours
from portal.routes import Samples


def an_exception() -> int | None:
    """A proposal where there is one: it can be confirmed and withdrawn."""
    proposed_first = CalendarException.objects.live().order_by("-status")
    return proposed_first.values_list("pk", flat=True).first()


def some_hours() -> int | None:
    return OpeningHours.objects.in_force().values_list("pk", flat=True).first()


def an_office() -> str | None:
    standing = Office.objects.standing_on(timezone.localdate()).filter(level=Level.COMMUNE)
    return standing.values_list("slug", flat=True).first()


def any_unit() -> int | None:
    """Of today or of before: one of today leads on to its page."""
    return Office.objects.filter(level=Level.COMMUNE).values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "offices:office/slug": an_office,
    "offices:former/office_id": any_unit,
    "reports:choose_successor/office_id": any_unit,
    "accounts:enter_former/office_id": any_unit,
    "calendar:confirm/pk": an_exception,
    "calendar:withdraw/pk": an_exception,
    "calendar:withdraw_hours/pk": some_hours,
}
