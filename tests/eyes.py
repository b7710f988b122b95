"""What a real Chromium is started with, and what is wrong with the page it shows: axe-core's rules, scrolling sideways."""

import shutil

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-component-update", "--disable-sync")


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, as `rule: element`; and whether it scrolls sideways."""
    answer = Axe().run(page, options=RULES).response["violations"]
    said = [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in answer for node in rule["nodes"]]
    if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
        said.append("the page scrolls sideways")
    return said


def follow(page: Page, way: Locator) -> None:
    """Press what leads to another page and be there: who looks right after a click may still see the page before."""
    with page.expect_navigation():
        way.click()
