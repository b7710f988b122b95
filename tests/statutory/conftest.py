"""The month of three offices, and reports prepared from it by Huy of the Department on Friday 20/03/2026 at 16:30."""

from datetime import date

import pytest

from applications.statutory import actions
from applications.statutory.models import Report
from tests import calendars, traffic
from tests.factories import acting, hanoi
from tests.reports.conftest import SEEN_AT, now, offices  # noqa: F401  fixtures

FEBRUARY = {"period_kind": "custom", "first_on": date(2026, 2, 16), "last_on": date(2026, 2, 28)}
MARCH = {"period_kind": "custom", "first_on": date(2026, 3, 1), "last_on": date(2026, 3, 14)}


@pytest.fixture
def month(offices) -> list:  # noqa: F811
    first, last = date(2026, 2, 16), date(2026, 3, 20)
    return traffic.spread(offices, calendars.seeded(), first=first, last=last, number=60, until=SEEN_AT)


@pytest.fixture
def prepared(month, huy):
    """`prepared(form="ii-07b", **terms)`: a report nobody has issued yet; the first half of March where nothing is said."""

    def made(form: str = "ii-06a", **terms) -> Report:
        about = MARCH | {"as_of": SEEN_AT, "units": "Toàn thành phố Hà Nội", "by": acting(huy), "at": SEEN_AT} | terms
        return actions.prepare(form, **about)

    return made


def with_one_more_left(report: Report) -> Report:
    """Sound in itself, and not what the next period begins with."""
    keys = [column["key"] for column in report.content["columns"]]
    line = next(row for row in report.content["rows"] if row["level"] == "line")
    for row in [line, *(other for other in report.content["rows"] if other["level"] != "line")]:
        for name in ("pending", "in_time", "total", "received"):
            row["cells"][keys.index(name)] += 1
    report.save()
    return report


@pytest.fixture
def issued(prepared, huy):
    """The same, issued."""

    def made(form: str = "ii-06a", **terms) -> Report:
        return actions.issue(prepared(form, **terms).pk, by=acting(huy), at=hanoi(20, 16, 40))

    return made
