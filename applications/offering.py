"""Where a procedure is filed on a day: offices are switched on for its own code, or for the group it came with in a phase."""

from collections.abc import Iterable
from datetime import date

from applications.procedures import procedures
from portal.offices.models import Office
from portal.offices.succession import live_offices, was_closed


def offering_codes(procedure_code: str) -> tuple[str, ...]:
    """The codes of switches that open it: its own, and that of its group."""
    procedure = procedures().get(procedure_code)
    return tuple(dict.fromkeys((procedure_code, procedure.offered_as))) if procedure else (procedure_code,)


def is_offered(office: Office, procedure_code: str, day: date) -> bool:
    """Two queries per wave of mergers, for each code."""
    return office.pk in offices_offering([office], procedure_code, day)


def was_withdrawn(office: Office, procedure_code: str, day: date, *, stamp: str | None = None) -> bool:
    """Whether somebody decided that the office takes no more of it, and nothing else opens it.

    For most one query for each code, none where the `stamp` of what processes keep has just been asked for.
    """
    is_closed = any(was_closed(office, code, day, stamp=stamp) for code in offering_codes(procedure_code))
    return is_closed and not is_offered(office, procedure_code, day)


def offices_offering(offices: Iterable[Office], procedure_code: str, day: date) -> set[int]:
    """The ids of those among `offices` that stand and take the procedure on that local day."""
    offices = list(offices)
    return {pk for code in offering_codes(procedure_code) for pk in live_offices(offices, code, day)}
