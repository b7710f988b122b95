"""A real Chromium before the real pages. Playwright runs a loop in this thread, which Django would take for async code."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stands before pytest-playwright's own, which is defined in a way pytest warns about."""


@pytest.fixture
def faults():
    """What axe-core finds wrong with the page as it stands, as `rule: element`; and whether it scrolls sideways."""

    def found(page: Page) -> list[str]:
        answer = Axe().run(page, options=RULES).response["violations"]
        said = [f"{rule['id']}: {node['target']}" for rule in answer for node in rule["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            said.append("the page scrolls sideways")
        return said

    return found
