"""The numbers of a report: one tally for each row of it, days, the post, and how long was worked."""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date

from applications.reports.scope import Scope
from applications.reports.working_time import percentile


@dataclass(slots=True)
class Tally:
    """The statutory columns of one unit or of all, with the footnotes. Numbers in brackets are those of the form."""

    received: int = 0  # (4) sent online in the period, or passed on to here
    received_otherwise: int = 0  # (5) filed at the desk by an official for who sits there
    carried: int = 0  # (6) open from before
    early: int = 0  # (8)
    on_time: int = 0  # (9)
    late: int = 0  # (10)
    in_time: int = 0  # (12)
    overdue: int = 0  # (13)
    refused: int = 0
    withdrawn: int = 0
    lapsed: int = 0
    waiting: int = 0  # for the citizen's supplement; counted in (12)
    issued: int = 0
    copies: int = 0
    fee_vnd: int = 0
    passed_in: int = 0  # from another office; counted in (4) and (5)
    passed_on: int = 0  # to another office; counted in (8), (9), (10)
    supplemented: int = 0  # times that a supplement was asked for
    with_fee: int = 0  # of those issued: with a fee to pay
    paid_online: int = 0  # of those with a fee: all of it paid ahead of delivery
    paid_online_vnd: int = 0
    sent_after: int = 0  # of those sent in the period: after 15:00:00
    handed_over: int = 0  # parcels
    delivered: int = 0
    returned: int = 0
    delivery_days: int = 0  # of all parcels delivered, together

    @property
    def total(self) -> int:
        """(3) = (4) + (5) + (6)"""
        return self.received + self.received_otherwise + self.carried

    @property
    def resolved(self) -> int:
        """(7) = (8) + (9) + (10)"""
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        """(11) = (12) + (13)"""
        return self.in_time + self.overdue

    @property
    def is_balanced(self) -> bool:
        """(3) = (7) + (11)"""
        return self.total == self.resolved + self.pending

    @property
    def punctual(self) -> int:
        return self.early + self.on_time

    @property
    def punctual_share(self) -> float | None:
        """Early or on time, of what was resolved; None where nothing was."""
        return self.punctual / self.resolved if self.resolved else None

    @property
    def sent(self) -> int:
        """By citizens in the period: what was passed on between offices is not counted twice."""
        return self.received + self.received_otherwise - self.passed_in

    @property
    def online_share(self) -> float | None:
        came_in = self.received + self.received_otherwise
        return self.received / came_in if came_in else None

    @property
    def paid_online_share(self) -> float | None:
        return self.paid_online / self.with_fee if self.with_fee else None

    @property
    def mean_delivery_days(self) -> float | None:
        return self.delivery_days / self.delivered if self.delivered else None

    def add(self, other: "Tally") -> None:
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


NAMES = tuple(each.name for each in fields(Tally))


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    before: int  # sent no later than 15:00:00
    after: int

    @property
    def total(self) -> int:
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Post:
    handed_over: int
    delivered: int
    returned: int
    mean_days: float | None = None  # from the hand-over to the recipient, local days


@dataclass(frozen=True, slots=True)
class Figures:
    scope: Scope
    total: Tally
    by_office: dict[int, Tally]
    by_kind: dict[str, Tally]  # key of KIND_GROUPS
    days: list[Day]
    working_days: int
    median_minutes: int | None
    median_by_office: dict[int, int] = field(default_factory=dict)
    post: Post = Post(0, 0, 0)
    by_procedure: dict[str, Tally] = field(default_factory=dict)
    worked: Counter[int] = field(default_factory=Counter)  # working minutes of each issue -> how many issues
    worked_by_office: dict[int, Counter[int]] = field(default_factory=dict)

    @property
    def p90_minutes(self) -> int | None:
        return percentile(self.worked, 90)

    @property
    def p90_by_office(self) -> dict[int, int]:
        return {office_id: percentile(worked, 90) for office_id, worked in self.worked_by_office.items()}
