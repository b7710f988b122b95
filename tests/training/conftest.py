"""A unit that trains: people enter its sandbox on Friday 20/03/2026 at 09:00."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client

from applications.training.models import ExerciseRun, Sandbox
from civil_registry.management.commands.load_forms import load_forms
from portal.accounts.models import User
from portal.offices.models import Office
from tests.factories import hanoi


@pytest.fixture
def clock(monkeypatch) -> list[datetime]:
    """The last moment in the list is now."""
    moments = [hanoi(20, 9)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments


@pytest.fixture
def terms(years, clock) -> None:
    call_command("load_fees", verbosity=0)
    load_forms()


@pytest.fixture
def inside(terms, client_of) -> Callable[[User], Client]:
    """`inside(binh)`: a browser in which the person has entered training mode."""

    def entered(person: User) -> Client:
        browser = client_of(person)
        assert browser.post("/mot-cua/tap-huan/vao/").status_code == 302
        return browser

    return entered


@pytest.fixture
def begun() -> Callable[[Client, str], ExerciseRun]:
    """`begun(browser, "tu-choi")`: the run that pressing Bắt đầu made."""

    def begin(browser: Client, exercise: str) -> ExerciseRun:
        browser.post(f"/mot-cua/tap-huan/bai/{exercise}/")
        return ExerciseRun.objects.select_related("application", "sandbox__office").latest("pk")

    return begin


@pytest.fixture
def sandbox_office() -> Callable[[], Office]:
    return lambda: Sandbox.objects.latest("pk").office
