"""Wrong office: the dossier goes to the one that holds the book. Guide, do not refuse.

Source: 60/2014/QH13 Art. 9(3); domain reference §5.2: a new received time there, the same submission reference.
"""

from datetime import datetime

from django.utils import timezone

from applications.actions.moves import move, not_before_history
from applications.actions.signing import discard_open_paper
from applications.broken import broken_on
from applications.errors import NotTheRightOffice, ReasonMissing
from applications.models import Application
from applications.models.slip import SIGNED_BY_THE_HEAD
from applications.offering import is_offered
from applications.policies import promise_of
from portal.accounts.actors import Actor
from portal.offices.models import Office


def transfer(
    application_id: int, *, to_id: int, reason: str, by: Actor, at: datetime, seen_version: int | None = None
) -> Application:
    """Pass a dossier to another office: promised anew from now by its calendar, received and numbered anew there.

    Papers go along; drafts of copies, refusals and apologies do not. The history keeps the old code. Raises ReasonMissing,
    NotTheRightOffice, ChangedMeanwhile, CalendarMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with move(application_id, "transfer", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        office = Office.objects.filter(pk=to_id).exclude(pk=application.office_id).first()
        if application.office.is_training:  # an invented dossier never reaches a real desk
            raise NotTheRightOffice
        if office is None or not is_offered(office, application.procedure_code, timezone.localdate(at)):
            raise NotTheRightOffice
        discard_open_paper(application)
        _close_proposals(application, at)
        moving.reason = reason.strip()
        moving.detail = {"from": application.office_id, "to": office.pk, "old_code": application.dossier_code or ""}
        broken = broken_on(application, at)
        moving.left_office_id, moving.left_promised_on = application.office_id, application.promised_on
        passed_at = not_before_history(application, at)
        application.transfer(promise_of(application.limit_code, passed_at, office, is_passed_on=True), office=office)
        if broken is not None:  # what was promised and broken here is not mended by passing it on
            application.promised_on = broken
            moving.detail["broken_on"] = broken.isoformat()
        moving.detail["due_at"] = application.due_at.isoformat()
    return application


def _close_proposals(application: Application, at: datetime) -> None:
    """Refusals and apologies that nobody signed: this office refuses and apologises for nothing any more."""
    waiting = application.slips.filter(kind__in=SIGNED_BY_THE_HEAD, issued_at__isnull=True, declined_at__isnull=True)
    waiting.update(declined_at=at, declined_reason="Hồ sơ đã chuyển cơ quan khác.")
