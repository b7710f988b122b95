"""Offices, calendars and hours to look at: what changes a calendar makes a new version of it (calendar_keeping)."""

from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin
from portal.offices.models import (
    CalendarException,
    CalendarVersion,
    CalendarYear,
    Office,
    OfficeSuccession,
    OpeningHours,
    ServiceActivation,
)


@admin.register(Office)
class OfficeAdmin(ReadOnlyAdmin):
    list_display = ("name", "code", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("name", "code", "search_name")


admin.site.register((CalendarException, CalendarVersion, CalendarYear, OpeningHours), ReadOnlyAdmin)
admin.site.register((OfficeSuccession, ServiceActivation), ReadOnlyAdmin)
