"""What a person has in hand at an office when his posting is about to end. The project knows no application: each app that
hands out work offers `open_work.open_work_of(user_id, office_id)` with sentences that say how much, and what becomes of it.
"""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def open_work_of(user_id: int, office_id: int) -> list[str]:
    found = []
    for app in apps.get_app_configs():
        if app.name != __package__ and module_has_submodule(app.module, "open_work"):
            found += import_module(f"{app.name}.open_work").open_work_of(user_id, office_id)
    return found
