"""Look-ups, read only and without what was asked and answered."""

from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin
from portal.population.models import LookUp


@admin.register(LookUp)
class LookUpAdmin(ReadOnlyAdmin):
    exclude = ("asked", "answer")
