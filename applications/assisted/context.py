"""What every template knows of a sitting: the one that this browser serves, or None."""

from django.http import HttpRequest


def sitting(request: HttpRequest) -> dict:
    return {"sitting": getattr(request, "sitting", None)}
