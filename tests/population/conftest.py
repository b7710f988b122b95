"""The population database as it runs, and a dossier of the office with a declared requester."""

from collections.abc import Iterator
from datetime import date

import pytest

from applications.models import Application
from portal.exchange.models import Partner
from tests import factories
from tests.population import simulator


@pytest.fixture
def population(db, settings) -> Iterator[simulator.Population]:
    settings.POPULATION_ADAPTER, settings.POPULATION_PARTNER = "http", "CSDLDC"
    settings.EXCHANGE_SECRETS = {"CSDLDC": "p" * 40}
    settings.EXCHANGE_SKEW_SECONDS = 40 * 86400  # a test's clock runs ahead
    with simulator.running(simulator.Population("CSDLDC")) as database:
        named = {"code": "CSDLDC", "name": "CSDLQG về dân cư", "transport": "http", "address": database.url}
        Partner.objects.create(**named, valid_from=date(2020, 1, 1))
        yield database


@pytest.fixture
def dossier(office, an, years) -> Application:
    made = factories.submitted(office, an)
    requester = {"full_name": "Nguyễn Thị Thuỳ Dương", "birth_date": "1990", "personal_id": "001190012345"}
    requester |= {"id_kind": "personal_id", "residence_kind": "abroad", "abroad": "12 Rue de Paris"}
    Application.objects.filter(pk=made.pk).update(answers=made.answers | {"requester": requester})
    made.refresh_from_db()
    return made
