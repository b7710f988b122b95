"""A unit that trains: Bình enters its sandbox on Friday 20/03/2026 at 09:00."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from applications.training.models import ExerciseRun, Sandbox
from civil_registry.management.commands.load_forms import load_forms
from tests.factories import hanoi


@pytest.fixture
def clock():
    with time_machine.travel(hanoi(20, 9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def terms(years, clock) -> None:
    call_command("load_fees")
    load_forms()


@pytest.fixture
def inside(terms, client_of) -> Callable[[object], Client]:
    """`inside(binh)`: a browser in which the person has entered training mode."""

    def entered(person) -> Client:
        browser = client_of(person)
        assert browser.post("/mot-cua/tap-huan/vao/").status_code == 302
        return browser

    return entered


@pytest.fixture
def begun() -> Callable[[Client, str], ExerciseRun]:
    def begin(browser: Client, exercise: str) -> ExerciseRun:
        browser.post(f"/mot-cua/tap-huan/bai/{exercise}/")
        return ExerciseRun.objects.select_related("application", "sandbox__office").latest("pk")

    return begin


@pytest.fixture
def sandbox_office() -> Callable[[], object]:
    return lambda: Sandbox.objects.latest("pk").office
