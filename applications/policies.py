"""Which limit a procedure has on a day: the row in force, else what its law says; as plain data for the rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from applications.deadlines import Promise, due
from applications.limits import Limit, Policy
from applications.procedures import procedures
from applications.procedures.base import Extension
from applications.terms import terms_now
from portal.days import local_day
from portal.offices.calendar import calendar_for, current_stamp
from portal.offices.models import Office


class PolicyUnknown(LookupError):
    """No limit is known for this procedure and day: the rule refuses instead of guessing."""

    def __init__(self, procedure_code: str, on: date) -> None:
        super().__init__(f"No limit is known for procedure {procedure_code} on {on.isoformat()}.")


def policy_for(procedure_code: str, on: date, *, stamp: str | None = None) -> Policy:
    """The policy in force on a local day, also of a procedure's other limit ("1.004859/bo_sung").

    One query, none where the `stamp` is known. Raises PolicyUnknown.
    """
    limits = terms_now(stamp).limits
    row = next((row for row in limits if row.procedure_code == procedure_code and row.valid_from <= on), None)
    return row.as_policy() if row else _of_the_law(procedure_code, on)


def _of_the_law(procedure_code: str, on: date) -> Policy:
    procedure = procedures().get(procedure_code.partition("/")[0])
    if procedure is None:
        raise PolicyUnknown(procedure_code, on)
    limits = {procedure.code: procedure.limit} | {other.code: other.limit for other in procedure.other_limits}
    if procedure_code not in limits:
        raise PolicyUnknown(procedure_code, on)
    return limits[procedure_code]


def all_policies() -> Callable[[str, date], Policy]:
    """As policy_for, for many dossiers: one query now, none later."""
    stamp = current_stamp()
    return cache(lambda procedure_code, on: policy_for(procedure_code, on, stamp=stamp))


def extended(policy: Policy, days: int | None) -> Policy:
    """The policy for a dossier in which something is verified: `days` working days; the same where nothing is."""
    return replace(policy, limit=Limit.WORKING_DAYS, amount=days, version=f"{policy.version} +{days}"[:40]) if days else policy


def days_extended(policy: Policy, extension: Extension) -> int:
    """How many working days an extension makes of the limit."""
    return extension.working_days if extension.is_total else policy.amount + extension.working_days


def promise_of(
    procedure_code: str,
    at: datetime,
    office: Office | None,
    *,
    is_passed_on: bool = False,
    extended_days: int | None = None,
    stamp: str | None = None,
) -> Promise:
    """What a dossier complete at `at` (aware) is promised at an office, or passed on to it then.

    One query, none where the `stamp` has just been asked for. Raises CalendarMissing, PolicyUnknown.
    """
    stamp = stamp or current_stamp()
    policy = extended(policy_for(procedure_code, local_day(at), stamp=stamp), extended_days)
    return due(at, calendar_for(office, stamp=stamp), policy, is_passed_on=is_passed_on)
