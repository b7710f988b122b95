"""How long to wait before the next try: longer each time, never for ever, and not all at the same moment."""

import random
from datetime import timedelta

SPREAD = 0.25


def pause(tries: int, *, longest: timedelta) -> timedelta:
    """After `tries` failures: 1, 2, 4 … minutes up to `longest`, a quarter more or less."""
    minutes = min(2.0 ** min(tries - 1, 20), longest.total_seconds() / 60)
    return timedelta(minutes=minutes * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 - keeps tries apart, hides nothing
