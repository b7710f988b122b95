"""Lists, proposals, links, rounds and the history of rights: read only."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("registrations").get_models()), ReadOnlyAdmin)
