"""The terms of a promise: what a policy may say. The rule that keeps them is deadlines.py; the rows are DeadlinePolicy."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Limit(StrEnum):
    SAME_DAY = "same_day"  # the day counted, or after the cut-off the next working day
    WORKING_DAYS = "working_days"  # the n-th working day after the day counted
    WORKING_HOURS = "working_hours"  # n hours of open doors from the moment counted, the noon break left out


class Clock(StrEnum):
    COUNTED = "counted"  # an official who leaves a dossier lying gains nothing
    RECEIVED = "received"  # strict law since 2020: NĐ 87/2020/NĐ-CP, Art. 12(3)


@dataclass(frozen=True, slots=True)
class Policy:
    """A dated version of the promise of one procedure."""

    limit: Limit = Limit.SAME_DAY
    amount: int = 0  # working days or hours; none for the same day
    cutoff: time = time(15)
    clock: Clock = Clock.COUNTED
    needs_payment: bool = False  # the fee is a condition of being received
    pauses_for_confirmation: bool = True  # the clock stands still while the citizen reads a draft
    version: str = ""  # "2.000635 2016-01-01"


SAME_DAY = Policy()


def limit_code_of(policy: str, procedure_code: str) -> str:
    """Under which code the limit of a promise stands; `policy` is its version: "1.004859/bo_sung 2016-01-01 +3"."""
    named = policy.split(" ")[0]
    return named if named.startswith(f"{procedure_code}/") else procedure_code
