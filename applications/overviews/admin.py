"""Overviews: targets are kept here, by date; all else is read only."""

from django.apps import apps
from django.contrib import admin

from applications.overviews.models import PunctualTarget
from portal.accounts.admin_site import ReadOnlyAdmin


@admin.register(PunctualTarget)
class PunctualTargetAdmin(admin.ModelAdmin):
    list_display = ["valid_from", "percent", "minimum", "procedure_code", "level", "basis"]


_kept = [model for model in apps.get_app_config("overviews").get_models() if model is not PunctualTarget]
admin.site.register(_kept, ReadOnlyAdmin)
