"""Partners and messages, read only: they are kept at /so-tu-phap/trao-doi/. Contents are nobody's to look at."""

from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner

admin.site.register(Partner, ReadOnlyAdmin)


@admin.register(OutgoingMessage, IncomingMessage)
class MessageAdmin(ReadOnlyAdmin):
    exclude = ("payload",)
