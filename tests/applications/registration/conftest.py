"""What registering needs: an office opened for the level-3 services, and a person who answers every page of a procedure."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.procedures import procedure_for
from portal.offices.models import ServiceActivation
from tests.applications.filing.conftest import DELIVERY, REQUESTER, Filing, attach, city, clock, district, dong_mac  # noqa: F401
from tests.factories import acting, hanoi

AT_THE_DESK = {"method": "desk"}
Answers = dict[str, dict[str, str]]


def opened_for_registrations(office):
    """The same office, opened for the group of services of the second seed."""
    opened = {"procedure_code": "L3-TU-PHAP", "online_level": 3, "valid_from": "2016-11-01", "phase": "1", "basis": "named"}
    ServiceActivation.objects.create(office=office, **opened)
    return office


@pytest.fixture
def open_office(city):  # noqa: F811
    return opened_for_registrations(city)


class Registering(Filing):
    """A person at a browser who asks for a registration: page by page, as the procedure's file leads."""

    def begin_procedure(self, slug: str) -> Application:
        self.client.post(reverse("applications:begin", args=[slug]))
        return Application.objects.latest("id")

    def answer(self, draft: Application, step: str, answers: dict):
        """Post one page of a procedure's own questions."""
        return self.client.post(reverse("applications:questions", args=[draft.ref, step]), answers)

    def ready_procedure(self, slug: str, office, answers: Answers, *, delivery: dict = AT_THE_DESK) -> Application:
        """A draft with every page answered and every required paper there; says which page was refused, if one was."""
        draft = self.begin_procedure(slug)
        self.post(draft, "office", {"noi": office.pk})
        self.post(draft, "requester", REQUESTER)
        for step, values in answers.items():
            response = self.answer(draft, step, values)
            assert response.status_code == 302, (step, response.context["form"].errors)
        self.post(draft, "delivery", delivery)
        draft.refresh_from_db()
        for slot in procedure_for(draft.procedure_code).papers(draft.answers):
            if slot.required:
                attach(draft, slot.code)
        return draft

    def filed(self, slug: str, office, answers: Answers, **how) -> Application:
        draft = self.ready_procedure(slug, office, answers, **how)
        response = self.file(draft)
        assert response.status_code == 302, response.context["missing"]
        draft.refresh_from_db()
        return draft


@pytest.fixture
def registering(client) -> Registering:
    return Registering(client)


@pytest.fixture
def desk(client_of, binh, dung):
    """An official and a leader, each at a browser."""
    return Desk(client_of(binh), client_of(dung), binh, dung)


class Desk:
    def __init__(self, official, leader, binh, dung) -> None:
        self.official, self.leader, self.binh, self.dung = official, leader, binh, dung

    def receive(self, application: Application) -> Application:
        return actions.receive(application.pk, by=acting(self.binh), at=hanoi(20, 9, 40))

    def compose(self, application: Application, **changes):
        """Open the page of what will be written and save it as it stands, with `changes`."""
        address = reverse("desk:register", args=[application.code])
        form = self.official.get(address).context["form"]
        values = {}
        for field in form:
            value = field.value() or ""
            if hasattr(field.field.widget, "decompress"):
                for part, one in zip(("day", "month", "year"), field.field.widget.decompress(value), strict=True):
                    values[f"{field.name}_{part}"] = one
            else:
                values[field.name] = value
        return self.official.post(address, values | changes)

    def sign(self, application: Application) -> Application:
        """Compose, send for signature, sign."""
        response = self.compose(application)
        assert response.status_code == 302, response.context["form"].errors
        actions.send_for_signature(application.pk, by=acting(self.binh), at=hanoi(20, 10))
        return actions.sign(application.pk, by=acting(self.dung), at=hanoi(20, 10, 30))

    def registered(self, application: Application) -> Application:
        return self.sign(self.receive(application))
