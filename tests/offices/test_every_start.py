"""Every start loads what stands in files; only the first finds something to enter."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command

from portal.operations.management.commands.prepare import LOADS

pytestmark = pytest.mark.django_db


def start() -> dict[str, int]:
    """What is in the database afterwards: rows by table."""
    for load in LOADS:
        call_command(load, verbosity=0, stdout=io.StringIO())
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_second_start_enters_nothing_twice():
    first = start()
    assert first["applications.DeadlinePolicy"] > 20
    assert start() == first
