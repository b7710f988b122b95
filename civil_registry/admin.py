"""Registers and extract copies: read only; every look is recorded."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("civil_registry").get_models()), ReadOnlyAdmin)
