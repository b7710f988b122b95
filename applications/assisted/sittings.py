"""Which sitting a request belongs to: the open one of this official at this office, in the browser that began or resumed it."""

from django.contrib import messages
from django.http import Http404, HttpRequest

from applications.assisted.models import Sitting
from portal.accounts.actors import Actor
from portal.accounts.models import Role

HELPERS = [Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER]
KEY = "sitting"  # session: the id of the sitting that this browser serves


def open_sitting_of(request: HttpRequest) -> Sitting | None:
    """The official's own open sitting at this office, whichever browser serves it."""
    if not request.user.is_authenticated or request.office is None or not request.roles.intersection(HELPERS):
        return None
    sittings = Sitting.objects.filter(official_id=request.user.pk, office_id=request.office.pk, ended_at__isnull=True)
    return sittings.select_related("application", "office", "official").first()


def sitting_here(request: HttpRequest) -> Sitting | None:
    """The open sitting that this browser serves. No question to the database where it serves none."""
    wanted = request.session.get(KEY)
    sitting = open_sitting_of(request) if wanted else None
    return sitting if sitting and sitting.pk == wanted else None


def get_sitting(request: HttpRequest) -> Sitting:
    """Raises Http404 where this browser serves none, also for a colleague's."""
    if not request.sitting:
        raise Http404
    return request.sitting


def serve(request: HttpRequest, sitting: Sitting) -> None:
    """This browser serves the sitting from now on. The session gets a new key."""
    request.session.cycle_key()
    request.session[KEY] = sitting.pk


def forget(request: HttpRequest) -> None:
    """Nothing of the person stays with the session, which gets a new key; the official stays logged in."""
    list(messages.get_messages(request))  # what was to be said next is about the person
    request.session.pop(KEY, None)
    request.session.cycle_key()


def helper_of(sitting: Sitting, address: str = "") -> Actor:
    """Who files: the official, in the role in which he sat down."""
    return Actor(sitting.role, sitting.official_id, sitting.office_id, address)
