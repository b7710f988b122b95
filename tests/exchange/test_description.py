"""The description that partners read says what runs: its addresses, its patterns, the answers it promises."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve

from portal.exchange.content import KEY, KIND
from portal.exchange.models import Outcome

pytestmark = pytest.mark.pure

DESCRIPTION = json.loads((Path(settings.BASE_DIR) / "docs/exchange.openapi.json").read_text())


def test_each_address_is_there_with_its_methods_and_no_more():
    for path, told in DESCRIPTION["paths"].items():
        view = resolve(path.replace("{partner}", "CATP").replace("{key}", "k")).func
        assert set(view.methods) == {name.upper() for name in told if name != "parameters"}


def test_patterns_and_states_are_those_of_the_code():
    schemas = DESCRIPTION["components"]["schemas"]
    assert schemas["Key"]["pattern"] == f"^{KEY.pattern}$"
    assert schemas["Message"]["properties"]["kind"]["pattern"] == f"^{KIND.pattern}$"
    assert schemas["State"]["properties"]["state"]["enum"] == Outcome.values
