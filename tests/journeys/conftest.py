"""A real Chromium before the real pages. Playwright runs a loop in this thread, which Django would take for async code."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.core.management import call_command
from playwright.sync_api import ConsoleMessage, Page

from portal.accounts.models import User
from postal.demo import cast
from tests import eyes
from tests.factories import hanoi

HEIGHT = 844
import_module("portal.documents.signing.pades")  # as in a server that has been up: nobody waits for it with a finger on "Ký"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    return {**browser_type_launch_args, "executable_path": eyes.CHROMIUM, "args": list(eyes.ARGUMENTS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stands before pytest-playwright's own, which is defined in a way pytest warns about."""


@pytest.fixture
def faults():
    return eyes.faults


@pytest.fixture
def morning(monkeypatch) -> None:
    """The clock goes on from 09:05 of a working Friday, so that what is filed is promised for today."""
    begun = datetime.now(UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5) + (datetime.now(UTC) - begun))


@pytest.fixture
def people(morning, live_server) -> dict[str, User]:
    """The city as it is installed, and the cast of the demonstration by login name."""
    call_command("load_reference", verbosity=0)
    call_command("load_fees", verbosity=0)
    people = cast.load()
    cast.give_keys(people)
    return people


@pytest.fixture
def window(browser, live_server) -> Callable[..., Page]:
    """`window(390)`: the page of another person's own browser, that wide. No script and no policy may have complained."""
    contexts, complaints = [], []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:  # an answer of 400 is a form shown again
            complaints.append(message.text)

    def opened(width: int, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",  # no colour is half on its way when axe looks
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("console", heard)
        context.on("weberror", lambda fault: complaints.append(str(fault.error)))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
