"""Small invented worlds for the tests of the rule: three weeks with days off, worked weekends and changing hours.

A world is described by hand; `calendar()` says it in the rule's terms, and the enumerating answers below read the description
alone: no method of the calendar, no comparison of the rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from hypothesis import strategies as st

from applications.limits import Limit, Policy
from portal.days import HANOI
from portal.offices.calendar import Exceptional, Hours, WorkingCalendar

FIRST, LAST = date(2026, 3, 2), date(2026, 4, 5)  # Monday to Sunday, five weeks; moments are drawn from the first three
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
CHANGE = date(2026, 3, 11)  # a Wednesday: from here on the second hours hold
Span = tuple[time, time]


@dataclass(frozen=True)
class World:
    off: frozenset[date] = frozenset()  # weekdays: holidays, swaps, a closure of the office
    worked: frozenset[date] = frozenset()  # weekend days worked instead
    before: Span = (time(8), time(17))  # hours until CHANGE
    after: Span = (time(8), time(17))
    saturday: Span | None = None
    saturday_counts: bool = False

    def calendar(self) -> WorkingCalendar:
        exceptions = {day: Exceptional("emergency_closure", "Đóng cửa") for day in self.off}
        exceptions |= {day: Exceptional("swap_working", "Làm bù") for day in self.worked}
        hours = (Hours(*self.after, valid_from=CHANGE), Hours(*self.before, valid_to=CHANGE - timedelta(days=1)))
        saturdays = (Hours(*self.saturday, counts=self.saturday_counts),) if self.saturday else ()
        return WorkingCalendar(exceptions, ((FIRST, LAST),), hours, saturdays)

    def is_worked(self, day: date) -> bool:
        return day in self.worked or (day not in self.off and (day.weekday() < 5 or self._is_session(day)))

    def doors(self, day: date) -> Span:
        """When they open and close on a day that is worked."""
        if self._is_session(day):
            return self.saturday
        return self.before if day < CHANGE else self.after

    def _is_session(self, day: date) -> bool:
        return day.weekday() == 5 and self.saturday_counts and self.saturday is not None and day not in self.worked | self.off


def expected(moment: datetime, world: World, policy: Policy) -> tuple[datetime, datetime] | None:
    """(counted, due) by listing open seconds; None where the world ends too early to say."""
    asked = _second(moment)
    try:
        counted = next(second for span in _open(world) for second in _from(asked, span))
        return _moment(counted), _moment(_due(counted, world, policy))
    except (StopIteration, IndexError):
        return None


def _due(counted: int, world: World, policy: Policy) -> int:
    """The second at which the doors close on the due day, or at which the last second worked is over."""
    if policy.limit == Limit.WORKING_HOURS:
        worked = (second for span in _open(world) for part in _without_noon(span) for second in _from(counted, part))
        return next(islice(worked, policy.amount * 3600 - 1, None)) + 1
    closes = [span[-1] + 1 for span in _open(world) if span[-1] >= counted]
    if policy.limit == Limit.WORKING_DAYS:
        return closes[policy.amount]
    midnight = _second(_moment(counted).replace(hour=0, minute=0, second=0))
    in_time = range(midnight, midnight + 15 * 3600 + 1)
    return closes[0] if counted in in_time else closes[1]


def _open(world: World) -> Iterator[range]:
    """Every worked day's seconds, first to last."""
    for day in DAYS:
        if world.is_worked(day):
            opens_at, closes_at = (_second(datetime.combine(day, wall, HANOI)) for wall in world.doors(day))
            yield range(opens_at, closes_at)


def _without_noon(span: range) -> tuple[range, range]:
    noon = _second(_moment(span[0]).replace(hour=12, minute=0, second=0))
    return range(span.start, min(span.stop, noon)), range(max(span.start, noon + 3600), span.stop)


def _from(asked: int, span: range) -> range:
    return range(max(asked, span.start), span.stop)


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, HANOI)


weekdays, weekends = ([day for day in DAYS if (day.weekday() < 5) == usual] for usual in (True, False))
# No two of them have one and the same close, and all are open at some time outside the noon break.
spans = st.sampled_from(
    [
        (time(8), time(17)),
        (time(7, 30), time(16, 30)),
        (time(8, 30), time(11, 45)),
        (time(13, 15), time(18)),
        (time(9), time(15)),
    ]
)
worlds = st.builds(
    World,
    off=st.frozensets(st.sampled_from(weekdays), max_size=9),
    worked=st.frozensets(st.sampled_from(weekends), max_size=3),
    before=spans,
    after=spans,
    saturday=st.none() | st.just((time(7, 30), time(11, 30))),
    saturday_counts=st.booleans(),
)
policies = st.one_of(
    st.just(Policy()),
    st.builds(Policy, limit=st.just(Limit.WORKING_DAYS), amount=st.integers(0, 7)),
    st.builds(Policy, limit=st.just(Limit.WORKING_HOURS), amount=st.integers(1, 20)),
)
_edges = [time(0), time(7, 30), time(8), time(11, 45), time(12), time(13), time(13, 15), time(15), time(16, 30), time(17)]
moments = st.builds(
    lambda day, wall, seconds: datetime.combine(day, wall, HANOI) + timedelta(seconds=seconds),
    st.sampled_from(DAYS[1:22]),
    st.sampled_from(_edges) | st.times().map(lambda wall: wall.replace(microsecond=0)),
    st.integers(-2, 2),
)
