"""A counter-record: what a confirmed hand-over record said wrongly, and what holds instead. The record itself stays."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.documents.models import StoredDocument
from postal.models.hand_over import HandOver


class HandOverCorrection(models.Model):
    """Numbered in the same series as the records; valid once the other side has confirmed it, and never changed after."""

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="corrections")
    record_number = models.PositiveIntegerField()
    record = models.JSONField()  # everything the paper prints
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=models.F("made_by")),
                name="two_sides_confirm_a_correction",
            ),
        ]
