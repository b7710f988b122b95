"""More time where something has to be verified: once, for a reason, as far as the procedure's own law goes.

Source: NĐ 123/2015/NĐ-CP Art. 9 and 60/2014/QH13 Art. 18(2), 25(2) (data of each procedure: [extension]).
"""

from datetime import datetime

from applications.actions.moves import move
from applications.broken import broken_on
from applications.errors import ChangedMeanwhile, NoExtension, ReasonMissing
from applications.models import Application
from applications.policies import days_extended, policy_for, promise_of
from applications.procedures import procedure_for
from applications.states import State
from portal.accounts.actors import Actor
from portal.days import local_day
from portal.text import clean


def may_extend(application: Application) -> bool:
    """Received, its law knows an extension, and it was not extended before: not under an earlier promise either."""
    if application.state != State.RECEIVED or procedure_for(application.procedure_code).extension is None:
        return False
    if application.limit_code != application.procedure_code:  # the law that extends the one limit says nothing of the other
        return False
    return not application.history.filter(verb="extend").exists()


def extend(application_id: int, *, reason: str, by: Actor, at: datetime, seen_version: int | None = None) -> Application:
    """A new promise from the same beginning; the citizen is told why. Raises ReasonMissing, NoExtension, ChangedMeanwhile."""
    if not clean(reason):
        raise ReasonMissing
    with move(application_id, "extend", by=by, at=at, seen_version=seen_version) as moving:
        application = moving.application
        if application.state != State.RECEIVED:
            raise ChangedMeanwhile(application.history.last())
        if not may_extend(application) or application.due_at < at:
            raise NoExtension
        code, begin = application.procedure_code, application.clock_from
        days = days_extended(policy_for(code, local_day(begin)), procedure_for(code).extension)
        broken = broken_on(application, at)
        application.extend(promise_of(code, begin, application.office, extended_days=days), days=days)
        application.promised_on = broken or application.promised_on  # more time mends nothing that another office broke
        moving.reason = clean(reason)
        moving.detail = {"due_at": application.due_at.isoformat(), "days": days}
    return application
