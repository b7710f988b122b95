"""The evidence: read only, like every row of it."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("audit").get_models()), ReadOnlyAdmin)
