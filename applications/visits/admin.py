"""Appointments, read only: they are kept at /ho-so/…/lich-hen/ and /mot-cua/lich-hen/."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("visits").get_models()), ReadOnlyAdmin)
