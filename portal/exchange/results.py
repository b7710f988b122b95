"""What became of one try to tell a partner something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The partner has it and says so, naming its key."""


@dataclass(frozen=True, slots=True)
class Written:
    """It lies where the partner fetches it; that proves nothing yet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The partner read it and will never take it."""

    why: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing is known: it may have arrived or not. `is_partners`: so will the next one fail, let it rest."""

    why: str
    is_partners: bool = False


Result = Confirmed | Written | Refusal | Failed
