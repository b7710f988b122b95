"""When a result written on a lost line happened: told by the phone in its own clock, said in ours. Pure: no database.

The phone sends the moment of writing and the moment of sending, both in its own clock. Only the time between them counts, so a
clock that is wrong by hours does no harm; what cannot be (sent before it was written, written before the envelope was taken
over) is not believed, and the result counts from when it reached us.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

AT_ONCE = timedelta(minutes=1)  # what is sent within it happened when it came


@dataclass(frozen=True, slots=True)
class Told:
    """`arrived_at` only where it came later than it happened; `skew_seconds`: how far the phone's clock is ahead of ours."""

    at: datetime
    arrived_at: datetime | None = None
    skew_seconds: int = 0


def told_by_phone(happened_ms: str, sent_ms: str, *, now: datetime, not_before: datetime) -> Told:
    """Milliseconds since 1970 as the phone counts them, or anything else; `not_before`: when the post took the envelope."""
    happened, sent = _moment(happened_ms), _moment(sent_ms)
    if happened is None or sent is None:
        return Told(now)
    waited, skew = sent - happened, round((sent - now).total_seconds())
    if waited < AT_ONCE or waited > now - not_before:
        return Told(now, skew_seconds=skew)
    return Told(now - waited, arrived_at=now, skew_seconds=skew)


def _moment(typed: str) -> datetime | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 14):
        return None
    return datetime.fromtimestamp(int(typed) / 1000, tz=UTC)
