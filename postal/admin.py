"""Parcels and hand-overs: read only; they move through actions. Who carries for whom is entered here."""

from django.apps import apps
from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin
from postal.models import Carrier

SETTINGS = {Carrier}
READ_ONLY = [model for model in apps.get_app_config("postal").get_models() if model not in SETTINGS]

admin.site.register(READ_ONLY, ReadOnlyAdmin)


@admin.register(Carrier)
class CarrierAdmin(admin.ModelAdmin):
    """How a post office trades news with its carrier. The columns of its files are set by its supervisor."""

    list_display = ("post_office", "adapter", "address", "customer_code")
    fields = ("post_office", "adapter", "address", "customer_code")
    raw_id_fields = ("post_office",)
