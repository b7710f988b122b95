"""Stored files, counters and signing keys: read only, the secrets of keys not at all."""

from django.contrib import admin

from portal.accounts.admin_site import ReadOnlyAdmin
from portal.documents.models import Counter, SigningChoice, SigningKey, StoredDocument

admin.site.register([StoredDocument, Counter, SigningChoice], ReadOnlyAdmin)


@admin.register(SigningKey)
class SigningKeyAdmin(ReadOnlyAdmin):
    exclude = ("secret",)
