"""Offices to look at; calendars and hours to enter."""

from django.contrib import admin

from portal.accounts.admin_site import CarefulAdmin, ReadOnlyAdmin
from portal.offices.models import (
    CalendarException,
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


admin.site.register((CalendarException, CalendarYear, OpeningHours), CarefulAdmin)
admin.site.register((OfficeSuccession, ServiceActivation), ReadOnlyAdmin)
