"""Pages and their versions, read only: they are kept at /so-tu-phap/noi-dung/."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("pages").get_models()), ReadOnlyAdmin)
