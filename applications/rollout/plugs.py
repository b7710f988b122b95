"""What apps nearer to the citizen's door know of units: the road runs away from us, so they offer and we ask.

An app offers in `unit_facts.py`:
`AGREEMENTS(office_ids, on) -> {office_id: "Bưu điện …, từ …"}`: agreements with the post in force on a local day;
`PASSED(office_ids, procedure_code) -> {office_id: (people, local day of the last)}`: who passed an exercise on the screens;
`LINKS(office, roles) -> [(words, address), …]`: its pages about one unit, for the unit's page.
"""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from portal.offices.models import Office

MODULE = "unit_facts"


def agreements_of(office_ids: Collection[int], on: date) -> dict[int, str]:
    """The agreement of each office that has one in force on that day, in words."""
    found: dict[int, str] = {}
    for module in _offering():
        if hasattr(module, "AGREEMENTS"):
            found |= module.AGREEMENTS(office_ids, on)
    return found


def passed_of(office_ids: Collection[int], procedure_code: str) -> dict[int, tuple[int, date]]:
    """Of each office: how many of its people passed an exercise about the procedure, and when the last did."""
    found: dict[int, tuple[int, date]] = {}
    for module in _offering():
        if hasattr(module, "PASSED"):
            found |= module.PASSED(office_ids, procedure_code)
    return found


def links_of(office: Office, roles: Collection[str]) -> list[tuple[str, str]]:
    """(words, address) of other pages about the unit that somebody in these roles may open."""
    return [link for module in _offering() if hasattr(module, "LINKS") for link in module.LINKS(office, roles)]


def _offering() -> Iterator[ModuleType]:
    return iter(_modules())


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [app.name for app in apps.get_app_configs() if module_has_submodule(app.module, MODULE)]
    return tuple(import_module(f"{name}.{MODULE}") for name in names)
