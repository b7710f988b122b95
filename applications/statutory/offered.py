"""The forms there are: an app offers its own in `statutory_forms.FORMS`, in the order in which they are listed.

So the post's figures stay with the post, which may read dossiers, while nothing here reads the post.
"""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from applications.statutory.tables import Form


@cache
def all_forms() -> dict[str, Form]:
    """By code, in the order of the apps."""
    found: dict[str, Form] = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "statutory_forms"):
            for form in import_module(f"{app.name}.statutory_forms").FORMS:
                found[form.code] = form
    return found
