"""Every page that a procedure's file asks, on the narrowest telephone: without scripts, and as axe-core sees it.

Source: WCAG 2.2 AA; 1.4.10 (320 px).
"""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.models import Application
from applications.procedures import procedures
from applications.procedures.base import Procedure
from tests.applications.registration.test_every_procedure import led_to

pytestmark = pytest.mark.browser
NARROW = 320


def asking() -> list[Procedure]:
    """Those with questions of their own that are taken today."""
    today = timezone.localdate()
    return [each for each in procedures().values() if each.is_filed_on(today) and any(step.questions for step in each.steps)]


def pages_of(page: Page, procedure: Procedure) -> Iterator[str]:
    """Begin a draft, then open each page of questions, answered as far as it hangs on pages before it; says which."""
    page.goto(f"/thu-tuc/{procedure.slug}/")
    page.get_by_role("button", name="Nộp hồ sơ trực tuyến").click()
    begun = page.url.rstrip("/").rpartition("/")[0]
    for step in procedure.steps:
        if step.questions:
            draft = Application.objects.get(ref=begun.rpartition("/")[2])
            led_to(draft, step)
            page.goto(f"{begun}/khai/{step.code}/")
            yield f"{procedure.code} {step.code}"


def test_they_fit_and_answer_without_scripts(people, window):
    page, wide = window(NARROW, scripts=False), []
    for procedure in asking():
        for name in pages_of(page, procedure):
            page.locator("form#buoc button.btn-primary").click()
            expect(page.get_by_role("alert").first, name).to_be_visible()
            wide += [name] if page.evaluate("document.scrollingElement.scrollWidth > innerWidth") else []
    assert wide == []


def test_nothing_is_wrong_with_them_as_they_come(people, window, faults):
    page = window(NARROW)
    wrong = {name: faults(page) for procedure in asking() for name in pages_of(page, procedure)}
    assert {name: said for name, said in wrong.items() if said} == {}
