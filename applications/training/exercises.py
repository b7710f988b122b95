"""The exercises as the data file says them. Read once: the file changes only with the code."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path

from portal.accounts.models import Role

DATA = Path(__file__).parent / "data" / "exercises.toml"
WHO = {
    "desk": frozenset({Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER}),
    "leader": frozenset({Role.OFFICE_LEADER}),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`check` names a function of results.py."""

    check: str
    text: str


@dataclass(frozen=True, slots=True)
class Exercise:
    code: str
    title: str
    task: str
    roles: frozenset[str]
    kind: str  # EventKind
    begins: str  # "submitted", "awaiting_signature", "issued"
    has_entry: bool
    relationship: str
    slots: tuple[str, ...]
    steps: tuple[Step, ...]
    until: time | None = None
    must_ask: tuple[tuple[str, ...], ...] = ()  # a supplement names one word of each group


@cache
def exercises() -> dict[str, Exercise]:
    """By code, in the order of the page."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["exercise"]
    return {row["code"]: _exercise(row) for row in rows}


def exercises_for(roles: Collection[str]) -> list[Exercise]:
    """Those that somebody in these roles can do."""
    return [exercise for exercise in exercises().values() if exercise.roles.intersection(roles)]


def _exercise(row: dict) -> Exercise:
    return Exercise(
        code=row["code"],
        title=row["title"],
        task=row["task"],
        roles=WHO[row["for"]],
        kind=row["kind"],
        begins=row["begins"],
        has_entry=row["has_entry"],
        relationship=row["relationship"],
        slots=tuple(row["slots"]),
        steps=tuple(Step(**step) for step in row["steps"]),
        until=time.fromisoformat(row["until"]) if "until" in row else None,
        must_ask=tuple(tuple(words) for words in row.get("must_ask", [])),
    )
