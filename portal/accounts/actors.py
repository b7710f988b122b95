"""Who acts, as actions and history know it: ids and a role, never a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role at an office, a citizen without an account (user_id None), or the clock itself."""

    role: str  # a Role value, "citizen" or "system"
    user_id: int | None = None
    office_id: int | None = None
    address: str = ""  # network address, for the evidence only


CITIZEN = "citizen"
SYSTEM = Actor(role="system")
