"""Photos and PDFs that a citizen attached, as stored after checking and re-encoding."""

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from portal.documents.models import StoredDocument


class Attachment(models.Model):
    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    slot = models.CharField(max_length=40)  # which required paper: "id_front" (procedures/)
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    thumbnail = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    original_name = models.CharField(max_length=200)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    warning = models.CharField(max_length=200, blank=True)  # let through, but said: "Ảnh nhỏ, …"
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["application"], condition=Q(removed_at__isnull=True), name="attachment_present"),
        ]
