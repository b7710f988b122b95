"""A fee paid ahead of delivery: kept with the dossier; where it is the condition of being received, the limit starts with it.

Source: NĐ 61/2018/NĐ-CP Art. 22; NĐ 87/2020/NĐ-CP Art. 12(3); domain reference §7.1, §13 A9. The money's books are the post
desk's (postal/actions/ledger.py), which calls this verb.
"""

from datetime import datetime

from applications.actions.moves import move, not_before_history
from applications.deadlines import starts_at
from applications.models import Application
from applications.policies import policy_for, promise_of
from applications.states import State
from portal.accounts.actors import Actor
from portal.days import local_day


def pay(
    application_id: int, *, amount_vnd: int, paid_at: datetime, at_desk: bool = False, by: Actor, at: datetime
) -> Application:
    """Part or all of the fee has come, ahead or `at_desk`; `paid_at` is when (aware), `at` is now. Raises CalendarMissing."""
    with move(application_id, "pay", by=by, at=at) as moving:
        application = moving.application
        application.fee_paid_vnd += amount_vnd
        moving.detail = {"paid_vnd": amount_vnd, "paid_at": paid_at.isoformat(), "left_vnd": application.fee_left_vnd}
        moving.detail |= {"at_desk": True} if at_desk else {}
        if application.fee_paid_at is None and application.fee_paid_vnd >= application.fee_vnd:
            application.fee_paid_at = paid_at
            _start_clock(application, at)
    return application


def _start_clock(application: Application, at: datetime) -> None:
    """Form and fee are both there. A moment before what the history knows gives no earlier promise."""
    policy = policy_for(application.limit_code, local_day(application.clock_from))
    if application.state != State.SUBMITTED or not policy.needs_payment:
        return
    start = starts_at(policy, application.clock_from, received_at=at, paid_at=application.fee_paid_at)
    if start > application.clock_from:
        begin = min(start, not_before_history(application, at))
        days = application.extended_days
        application.promise(promise_of(application.limit_code, begin, application.office, extended_days=days))
