"""Difficulties, read only: they are kept at /mot-cua/kien-nghi/ and /so-tu-phap/kien-nghi/."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin

admin.site.register(list(apps.get_app_config("difficulties").get_models()), ReadOnlyAdmin)
