"""What apps know of an office for its public page: offices are the ground of all, so they offer and we ask.

An app offers in `office_facts.py`:
`REGISTERS(office) -> [(kind, first year, last year), …]`: registers the office holds today, kinds in Vietnamese.
"""

from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from portal.offices.models import Office

MODULE = "office_facts"


def registers_of(office: Office) -> list[tuple[str, int, int]]:
    return [row for module in _modules() if hasattr(module, "REGISTERS") for row in module.REGISTERS(office)]


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [app.name for app in apps.get_app_configs() if module_has_submodule(app.module, MODULE)]
    return tuple(import_module(f"{name}.{MODULE}") for name in names)
