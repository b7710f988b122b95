"""A month of work in three offices, seen by Mai of the Department on Friday 20/03/2026 at 16:30."""

from collections.abc import Iterator
from datetime import date, datetime
from unittest import mock

import pytest
from django.utils import timezone

from tests import calendars, factories, traffic

SEEN_AT = factories.hanoi(20, 16, 30)


@pytest.fixture
def now() -> Iterator[datetime]:
    """The page asks the server's clock; here it stands still."""
    with mock.patch.object(timezone, "now", return_value=SEEN_AT):
        yield SEEN_AT


@pytest.fixture
def offices(years) -> list:
    names = ("Phường Hai Bà Trưng", "Phường Bạch Mai", "Xã Sóc Sơn")
    return [factories.office(name, code=f"0025{index}") for index, name in enumerate(names)]


@pytest.fixture
def month(offices) -> list:
    first, last = date(2026, 2, 16), date(2026, 3, 20)
    return traffic.spread(offices, calendars.seeded(), first=first, last=last, number=240, until=SEEN_AT)
