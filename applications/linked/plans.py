"""What a linked procedure is made of, by day: which authorities resolve which part, in what order and within how many days.

One file of `data/` is one version of one procedure; a wrong file stops the start. Pure: asks no database.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from applications.limits import Limit, Policy
from portal.language import Words

DATA = Path(__file__).parent / "data"
JUSTICE = "justice"  # the commune's own part: the application itself
SEEN = frozenset({"requester", "subject", "justice_result"})
AUTHORITIES = frozenset({"police", "social_insurance", "social_affairs"})


class WrongPlan(ValueError):
    """A file of `data/` contradicts itself: which file, and what is wrong."""


@dataclass(frozen=True, slots=True)
class ChildPlan:
    """One authority's part. `days`: working days from the moment it has confirmed the hand-over."""

    key: str
    authority: str  # kind of authority
    name: Words
    gives: Words
    days: int
    starts_after: str = JUSTICE  # "justice", or the key of another child
    stops_when_refused: bool = False  # the law: nothing is left to do where what it starts after ends without result
    sees: tuple[str, ...] = ()  # what of the declaration this authority needs
    answers: tuple[str, ...] = ()  # paths of the declaration it needs: "household.clinic"
    papers: tuple[tuple[str, Words], ...] = ()  # slots of the application's papers it needs, and what they are


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a linked procedure, in force on `valid_from` to `valid_to` (local days, both inclusive)."""

    code: str
    name: Words
    justice: Words  # what the commune registers
    valid_from: date
    valid_to: date | None
    overall_days: int
    source: str
    needs_review: str
    children: tuple[ChildPlan, ...]

    @property
    def version(self) -> str:
        """ "2.002621 2024-07-01" """
        return f"{self.code} {self.valid_from.isoformat()}"

    def child(self, key: str) -> ChildPlan:
        return next(child for child in self.children if child.key == key)

    def policy_of(self, key: str) -> Policy:
        """The limit of one child, in the terms of the rule."""
        return Policy(Limit.WORKING_DAYS, self.child(key).days, version=f"{self.version} {key}")

    @property
    def overall(self) -> Policy:
        return Policy(Limit.WORKING_DAYS, self.overall_days, version=self.version)

    def is_in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def plan_for(code: str, on: date) -> Plan | None:
    """The version of a procedure in force on a local day; None where it is closed, not begun, or not linked at all."""
    return next((plan for plan in plans() if plan.code == code and plan.is_in_force_on(on)), None)


def plan_of(version: str) -> Plan:
    """The version a case was opened with, whatever is in force today. Raises KeyError."""
    return {plan.version: plan for plan in plans()}[version]


@cache
def linked_codes() -> frozenset[str]:
    return frozenset(plan.code for plan in plans())


@cache
def plans() -> tuple[Plan, ...]:
    return tuple(_read(path) for path in sorted(DATA.glob("*.toml")))


def _read(path: Path) -> Plan:
    return plan_from(tomllib.loads(path.read_text(encoding="utf-8")), where=path.name)


def plan_from(told: dict, *, where: str) -> Plan:
    """A plan from what a file says. Raises WrongPlan."""
    try:
        children = tuple(_child(child) for child in told["children"])
        plan = Plan(
            told["code"],
            Words(**told["name"]),
            Words(**told["justice"]),
            told["valid_from"],
            told.get("valid_to"),
            told["overall_days"],
            told["source"],
            told.get("needs_review", ""),
            children,
        )
    except (KeyError, TypeError) as fault:
        raise WrongPlan(f"{where}: {fault}") from fault
    if fault := _fault(plan):
        raise WrongPlan(f"{where}: {fault}")
    return plan


def _child(told: dict) -> ChildPlan:
    words = {name: Words(**told.pop(name)) for name in ("name", "gives")}
    sees, answers = tuple(told.pop("sees", ())), tuple(told.pop("answers", ()))
    papers = tuple((paper["slot"], Words(paper["vi"], paper["en"])) for paper in told.pop("papers", ()))
    return ChildPlan(**told, **words, sees=sees, answers=answers, papers=papers)


def _fault(plan: Plan) -> str:
    known = {JUSTICE}
    for child in plan.children:
        if child.key in known:
            return f"two parts are called {child.key}"
        if child.starts_after not in known:
            return f"{child.key} starts after {child.starts_after}, which does not stand before it"
        if child.authority not in AUTHORITIES or not set(child.sees) <= SEEN:
            return f"{child.key} names an authority or a fact that is not known"
        if child.days < 1:
            return f"{child.key} has no limit"
        known.add(child.key)
    return "" if plan.children else "no authority takes part"
