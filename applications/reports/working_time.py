"""The middle and the ninetieth of many working times. One time is measured by portal.offices.working_hours when it ends."""

from collections import Counter


def median(worked: Counter[int]) -> int | None:
    """The middle of whole minutes, of an even number of them the mean of both in the middle; None of none."""
    number = worked.total()
    if not number:
        return None
    low, high = _ranked(worked, (number + 1) // 2), _ranked(worked, number // 2 + 1)
    return round((low + high) / 2)


def percentile(worked: Counter[int], percent: int) -> int | None:
    """The least time within which so many per cent of all were done (nearest rank); None of none."""
    number = worked.total()
    return _ranked(worked, -(-number * percent // 100)) if number else None


def _ranked(worked: Counter[int], rank: int) -> int:
    """The time of the rank-th, counted from the shortest and from one."""
    passed = 0
    for minutes in sorted(worked):
        passed += worked[minutes]
        if passed >= rank:
            return minutes
    raise ValueError(rank)
