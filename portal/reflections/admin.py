"""Reflections, read only: they are kept at /cong-chuc/phan-anh/."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("reflections").get_models()), ReadOnlyAdmin)
