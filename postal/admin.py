"""Parcels and hand-overs: read only; they move through actions."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("postal").get_models()), ReadOnlyAdmin)
