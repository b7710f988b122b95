"""Labels asked for together."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.documents.models import StoredDocument
from portal.offices.models import Office


class LabelSheet(models.Model):
    """Labels asked for together: what each prints, frozen; the same labels asked for again are the same sheet."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="label_sheets")
    labels = models.JSONField()  # postal.labels.label_of, in the order of the sheet
    digest = models.CharField(max_length=64)  # SHA-256 of the labels
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "digest"], name="label_sheet_once")]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="label_sheet_to_render")]
