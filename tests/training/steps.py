"""The steps of a desk and of a leader, pressed as on the real pages."""

from django.test import Client
from django.urls import reverse

from applications.models import Application
from civil_registry.models import RegisterEntry


def press(browser: Client, route: str, application: Application, **typed):
    """POST a step of the desk with the version that the page shows."""
    application.refresh_from_db()
    return browser.post(reverse(f"desk:{route}", args=[application.code]), {"version": application.version, **typed})


def receive(browser: Client, application: Application) -> None:
    press(browser, "receive", application, checked="on")


def draw_up_and_send(browser: Client, application: Application) -> None:
    entry = RegisterEntry.objects.get(book__holder=application.office, subject_name=application.subject_name)
    press(browser, "draw_up", application, entry_id=entry.pk)
    press(browser, "draft", application, note="", send="1")


def sign(browser: Client, application: Application) -> None:
    press(browser, "sign", application, sign="1")
