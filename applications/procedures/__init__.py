"""The procedures on offer, by national code."""

from applications.procedures.base import Procedure
from applications.procedures.extract_copy import EXTRACT_COPY

PROCEDURES: dict[str, Procedure] = {procedure.code: procedure for procedure in (EXTRACT_COPY,)}


def procedure_for(code: str) -> Procedure:
    """Raises KeyError for a code this portal does not offer."""
    return PROCEDURES[code]
