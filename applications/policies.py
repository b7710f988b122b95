"""Which limit a procedure has on a day: the row in force, else what its law says; as plain data for the rule."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from applications.deadlines import Promise, due
from applications.limits import Policy
from applications.models import DeadlinePolicy
from applications.procedures import PROCEDURES
from portal.days import local_day
from portal.offices.calendar import calendar_for
from portal.offices.models import Office


class PolicyUnknown(LookupError):
    """No limit is known for this procedure and day: the rule refuses instead of guessing."""

    def __init__(self, procedure_code: str, on: date) -> None:
        super().__init__(f"No limit is known for procedure {procedure_code} on {on.isoformat()}.")


def policy_for(procedure_code: str, on: date) -> Policy:
    """The policy in force on a local day. One query. Raises PolicyUnknown."""
    rows = DeadlinePolicy.objects.filter(procedure_code=procedure_code, valid_from__lte=on)
    row = rows.order_by("-valid_from").first()
    return row.as_policy() if row else _of_the_law(procedure_code, on)


def _of_the_law(procedure_code: str, on: date) -> Policy:
    if procedure_code not in PROCEDURES:
        raise PolicyUnknown(procedure_code, on)
    return PROCEDURES[procedure_code].limit


def all_policies() -> Callable[[str, date], Policy]:
    """As policy_for, for many dossiers: one query now, none later."""
    rows: dict[str, list[DeadlinePolicy]] = defaultdict(list)
    for row in DeadlinePolicy.objects.order_by("-valid_from"):
        rows[row.procedure_code].append(row)

    @cache
    def terms(procedure_code: str, on: date) -> Policy:
        row = next((row for row in rows[procedure_code] if row.valid_from <= on), None)
        return row.as_policy() if row else _of_the_law(procedure_code, on)

    return terms


def promise_of(procedure_code: str, at: datetime, office: Office | None, *, is_passed_on: bool = False) -> Promise:
    """What a dossier complete at `at` (aware) is promised at an office, or passed on to it then.

    Raises CalendarMissing, PolicyUnknown.
    """
    return due(at, calendar_for(office), policy_for(procedure_code, local_day(at)), is_passed_on=is_passed_on)
