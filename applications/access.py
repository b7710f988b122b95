"""The only way a request gets an application: the person's own, or 404.

A citizen opens what his account began; without an account, what this device began; and for half an hour a filed one whose
telephone answered with a one-time code. An official who files for somebody at the desk opens the draft of that sitting, and
meanwhile no draft of his own (applications/assisted). Drafts stay drafts: one already filed raises AlreadyFiled, and an
account's draft met on its own device after the session ended raises SessionEnded.
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from applications.device import device_hash
from applications.models import Application, Correction, StateChange
from applications.states import State
from portal.audit.trail import record

OPENED = "opened"  # session: {ref: ISO moment until which a one-time code opens it}
OPEN_FOR = timedelta(minutes=30)


class AlreadyFiled(Exception):
    """The draft has become an application: the page to show is its confirmation."""

    def __init__(self, application: Application) -> None:
        super().__init__("already filed")
        self.application = application


class SessionEnded(Exception):
    """The draft belongs to an account that was signed in on this device and no longer is."""

    def __init__(self, application: Application) -> None:
        super().__init__("session ended")
        self.application = application


def applications_for_citizen(request: HttpRequest) -> QuerySet[Application]:
    """Everything this person may open: of the account, and of this device where no account owns it."""
    if request.sitting:
        return Application.objects.filter(pk=request.sitting.application_id, state=State.DRAFT)
    mine = Q(pk__in=[])
    if request.user.is_authenticated:
        mine |= Q(applicant_id=request.user.pk)
    if device := device_hash(request):
        mine |= Q(applicant__isnull=True, device_hash=device)
    if opened := _opened_by_code(request):
        mine |= Q(ref__in=opened) & ~Q(state=State.DRAFT)
    return Application.objects.filter(mine)


def drafts_for_citizen(request: HttpRequest) -> QuerySet[Application]:
    return applications_for_citizen(request).filter(state=State.DRAFT).order_by("-saved_at")


def get_application_for_citizen(request: HttpRequest, ref: str) -> Application:
    """A filed application of this person. Raises Http404, also for drafts and for other people's."""
    application = applications_for_citizen(request).select_related("office").filter(ref=ref).exclude(state=State.DRAFT).first()
    if application is None:
        raise Http404
    return application


def get_draft_for_citizen(request: HttpRequest, ref: str) -> Application:
    """A draft of this person. Raises AlreadyFiled, SessionEnded, Http404."""
    application = get_object_or_404(Application.objects.select_related("office"), ref=ref)
    if not _is_of(request, application):
        if _is_of_signed_out(request, application):
            raise SessionEnded(application)
        raise Http404
    if application.state != State.DRAFT:
        raise AlreadyFiled(application)
    return application


def open_by_code(request: HttpRequest, application: Application, *, at: datetime) -> None:
    """The telephone has answered: this session opens the application for OPEN_FOR. The session gets a new key."""
    request.session.cycle_key()
    still_open = {ref: until for ref, until in request.session.get(OPENED, {}).items() if datetime.fromisoformat(until) > at}
    request.session[OPENED] = still_open | {application.ref: (at + OPEN_FOR).isoformat()}


def _opened_by_code(request: HttpRequest) -> list[str]:
    now = timezone.now()
    return [ref for ref, until in request.session.get(OPENED, {}).items() if datetime.fromisoformat(until) > now]


def _is_of(request: HttpRequest, application: Application) -> bool:
    if request.sitting:
        return application.pk == request.sitting.application_id
    if application.applicant_id is not None:
        return request.user.is_authenticated and application.applicant_id == request.user.pk
    return bool(application.device_hash) and application.device_hash == device_hash(request)


def _is_of_signed_out(request: HttpRequest, application: Application) -> bool:
    if request.sitting:
        return False
    is_draft = application.applicant_id is not None and application.state == State.DRAFT
    on_its_device = bool(application.device_hash) and application.device_hash == device_hash(request)
    return is_draft and not request.user.is_authenticated and on_its_device


# --- Officials: the dossiers of the office they work in now; any other one answers 404 ---------------------------------


def applications_for_official(request: HttpRequest) -> QuerySet[Application]:
    """Everything filed at the official's office."""
    if request.office is None:
        return Application.objects.none()
    return Application.objects.filter(office_id=request.office.pk).exclude(state=State.DRAFT)


def running_for_official(request: HttpRequest) -> QuerySet[Application]:
    """What is on the clock at the official's office: the index of the queue, and nothing else."""
    return Application.objects.filter(office_id=request.office.pk if request.office else None, runs_out_at__isnull=False)


def get_correction_for_official(request: HttpRequest, correction_id: int) -> Correction:
    """Raises Http404, also for another office's."""
    here = Correction.objects.filter(office_id=request.office.pk if request.office else None)
    related = ("application__office", "wrong_copy", "draft__entry__book", "proposed_by")
    correction = here.select_related(*related).filter(pk=correction_id).first()
    if correction is None:
        raise Http404
    return correction


def passed_on_by_official(request: HttpRequest, *, since: datetime) -> QuerySet[StateChange]:
    """The moves by which the official's office passed dossiers on; the dossiers are not theirs to open any more."""
    here = request.office.pk if request.office else None
    changes = StateChange.objects.filter(to_state=State.SUBMITTED, at__gte=since, verb="transfer", office_id=here)
    return changes.select_related("application", "actor").order_by("-at", "-id")


def look_at_application(request: HttpRequest, code: str) -> Application:
    """As get_application_for_official(), for a page that shows who it is about: that it was opened is recorded."""
    application = get_application_for_official(request, code)
    if request.method == "GET":
        record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    return application


def get_application_for_official(request: HttpRequest, code: str) -> Application:
    """By dossier code or, before reception, by reference. Raises Http404, also for another office's."""
    application = (
        applications_for_official(request)
        .select_related("office", "office__parent", "extract", "extract__drafted_by", "assigned_to", "registered_at__parent")
        .filter(Q(dossier_code=code) | Q(ref=code))
        .first()
    )
    if application is None:
        raise Http404
    return application
