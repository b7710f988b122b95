"""Finished dossiers in numbers: so many in time and so many late, at an office, resolved on a day of March 2026."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from applications.models import Application, StateChange
from applications.states import State
from tests import factories, traffic
from tests.factories import hanoi

SEEN_AT = hanoi(20, 16, 30)


@pytest.fixture
def now() -> Iterator[datetime]:
    with mock.patch.object(timezone, "now", return_value=SEEN_AT):
        yield SEEN_AT


@pytest.fixture
def done(years) -> Callable[..., None]:
    """`done(office, in_time=29, late=1, on=date(2026, 3, 10))`"""
    serial = iter(range(10_000))

    def finished(office, *, in_time: int, late: int = 0, on: date = date(2026, 3, 10)) -> None:
        resolved_at = hanoi(on.day, 11, month=on.month, year=on.year)
        rows = [
            _refused(office, resolved_at, on - timedelta(days=1 if index < late else 0), next(serial))
            for index in range(in_time + late)
        ]
        made = Application.objects.bulk_create(rows)
        StateChange.objects.bulk_create(change for row in made for change in traffic.history_of(row))

    return finished


def _refused(office, resolved_at: datetime, promised_on: date, number: int) -> Application:
    sent_at = resolved_at - timedelta(days=1)
    due_at = hanoi(promised_on.day, 17, month=promised_on.month, year=promised_on.year)
    return Application(
        ref=f"V{number:09d}",
        dossier_code=f"H26.V-{number:07d}",
        procedure_code=factories.EXTRACT_COPY,
        kind="birth",
        state=State.REFUSED,
        office=office,
        copies=1,
        fee_vnd=8000,
        submitted_at=sent_at,
        counted_at=sent_at,
        due_on=promised_on,
        promised_on=promised_on,
        due_at=due_at,
        received_at=sent_at,
        resolved_at=resolved_at,
        closing_reason="Không tìm thấy trong Sổ.",
        created_at=sent_at,
        saved_at=sent_at,
    )
