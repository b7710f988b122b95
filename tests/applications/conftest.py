"""A dossier of Hai Bà Trưng, filed on Friday 20/03/2026 at 9:22, and the same received by Bình at 9:40."""

import pytest

from applications import actions
from applications.models import Application
from tests import factories
from tests.factories import acting, hanoi


@pytest.fixture
def filed(years, office) -> Application:
    return factories.submitted(office, requester_email="duong@hotich.example")


@pytest.fixture
def received(filed, binh) -> Application:
    return actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
