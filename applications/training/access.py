"""The only way a request gets a run: the person's own, of the unit where he works, else 404."""

from django.http import Http404, HttpRequest

from applications.training.models import ExerciseRun, Sandbox
from applications.training.sandboxes import current_sandbox
from portal.offices.models import Office


def unit_of(request: HttpRequest) -> Office:
    """The real office behind the one the person works in now."""
    return request.office.parent if request.office.is_training else request.office


def sandbox_of(request: HttpRequest) -> Sandbox | None:
    """The sandbox the person is in now; None at real work, and where it was closed under him."""
    sandbox = current_sandbox(unit_of(request)) if request.office.is_training else None
    return sandbox if sandbox and sandbox.office_id == request.office.pk else None


def get_run_of_trainee(request: HttpRequest, run_id: int) -> ExerciseRun:
    """Raises Http404, also for a colleague's."""
    own = ExerciseRun.objects.filter(sandbox__unit=unit_of(request), trainee_id=request.user.pk)
    run = own.select_related("sandbox__office", "application__extract", "application__office").filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run
