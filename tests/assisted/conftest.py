"""What assisted filing needs: the world of filing, and an official at the desk with somebody before him."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.assisted.models import Screen, Sitting
from applications.models import Application
from tests.applications.filing.conftest import REQUESTER, Filing, city, clock, district, dong_mac  # noqa: F401

WITHOUT_PHONE = {name: value for name, value in REQUESTER.items() if name != "phone"}


class Desk(Filing):
    """An official at a browser, filing for who sits there; `screen` is the browser that faces the person."""

    def __init__(self, client, place) -> None:
        super().__init__(client)
        self.place, self.screen = place, Client()

    def sit_down(self, **changes):
        seen = {"shown": "cccd", "last_digits": "2345", "checked": "on"}
        return self.client.post(reverse("assisted:home"), {**seen, **changes})

    def sitting(self) -> Sitting:
        return Sitting.objects.latest("id")

    def draft_ready(self, requester=None) -> Application:
        """All steps answered; whoever sits there receives the copy at the desk."""
        self.sit_down()
        draft = self.begin()
        self.answer_all(draft, self.place)
        self.post(draft, "requester", requester or WITHOUT_PHONE)
        self.post(draft, "delivery", {"method": "desk"})
        draft.refresh_from_db()
        return draft

    def pair(self):
        self.screen.post(reverse("assisted_screen:show_code"))
        code = Screen.objects.latest("id").code
        return self.client.post(reverse("assisted:pair"), {"code": code})

    def ask(self, way: str = "screen"):
        return self.client.post(reverse("assisted:ask"), {"way": way})

    def look(self):
        return self.screen.get(reverse("assisted_screen:screen"))

    def say(self, answer: str, complaint: str = ""):
        """Press a button of the second screen as it stands now."""
        reading = self.look().context["reading"]
        said = {"reading": reading.pk if reading else 1, "answer": answer, "complaint": complaint}
        return self.screen.post(reverse("assisted_screen:answer"), said)

    def confirmed(self) -> Application:
        draft = self.draft_ready()
        self.pair()
        self.ask()
        self.say("right")
        return draft

    def file_it(self, draft: Application):
        page = self.client.get(self.url(draft, "check"))
        form = page.context["form"]
        data = {name: form[name].value() or "" for name in ("key", "due_on", "seen")}
        return self.client.post(self.url(draft, "check"), data)

    def end(self):
        return self.client.post(reverse("assisted:end"))


@pytest.fixture
def desk(client_of, binh, dong_mac) -> Desk:  # noqa: F811
    return Desk(client_of(binh), dong_mac)
