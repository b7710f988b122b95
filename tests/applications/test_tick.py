"""What a minute's tick asks the database: few questions, whatever stands open. bin/bench measures their time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import nudges, watch
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
TICK = (watch.mark_overdue, watch.remind_before_close, nudges.tell_forecasts, nudges.tell_supervisors)


@pytest.fixture
def quiet(years, office, binh, dung, mai) -> None:
    """Many open dossiers, all due on Monday; the rounds of the hour are done."""
    for minute in range(6):
        factories.submitted(office, at=hanoi(20, 15, minute + 1))
    for hour in (8, 14, 16):
        tick(hanoi(20, hour, 31))


def tick(at) -> None:
    for task in TICK:
        task(at=at)


@pytest.mark.parametrize(("hour", "questions"), [(8, 5), (11, 5), (13, 3), (14, 4), (15, 3), (16, 4)])
def test_a_tick_with_nothing_to_do_asks_few_questions_and_writes_nothing(hour, questions, quiet):
    with CaptureQueriesContext(connection) as asked:
        tick(hanoi(20, hour, 40))
    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == questions
    assert all(sql.startswith("SELECT") for sql in statements)
