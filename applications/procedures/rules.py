"""What answers must say together, by name: a step of a procedure's file lists the rules that look at it.

A rule takes all checked answers and the local day, and yields what is wrong, beside which field of its step. Nothing here is
a guess about law: each rule names its source.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from applications.procedures.base import Answers, Step
from portal.language import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and how to mend it, beside a field of the step."""

    field: str
    words: Words


Rule = Callable[[Answers, str, date], Iterable[Fault]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Gives the function's name to the files of procedures."""
    RULES[function.__name__] = function
    return function


def faults_of(step: Step, answers: Answers, today: date) -> Iterator[Fault]:
    """What the step's rules have to say. Raises KeyError for a rule that nobody wrote."""
    for name in step.rules:
        yield from RULES[name](answers, step.code, today)


def oddities_of(step: Step, answers: Answers, today: date) -> Iterator[Fault]:
    """What the step's doubts have to say: told, never held against the person. Raises KeyError as faults_of does."""
    for name in step.doubts:
        yield from RULES[name](answers, step.code, today)


def before(one: str, other: str) -> bool:
    """Whether a partial ISO date is surely before another: "1990" is not before "1990-03"."""
    shortest = min(len(one), len(other))
    return bool(one and other) and one[:shortest] < other[:shortest]
