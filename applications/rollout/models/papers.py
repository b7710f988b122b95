"""Posters and leaflets for the public posting: what each prints is frozen when it is asked for, the worker prints it.

Source: seed 1 (niêm yết công khai quy trình thực hiện tại trụ sở; biên soạn và phát hành tài liệu tuyên truyền).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.rollout.models.phases import Phase
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class PaperKind(models.TextChoices):
    POSTER = "poster", "Áp phích A3"
    LEAFLET = "leaflet", "Tờ rơi A4"


class UnitPaper(models.Model):
    """A poster or leaflet of a unit; one that would print the same is the same row."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="posters")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    facts = models.JSONField()  # rollout.posters.facts_of
    digest = models.CharField(max_length=64)  # SHA-256 of the facts
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "digest"], name="unit_paper_once"),
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="unit_paper_kind_known"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="unit_paper_to_print")]


class PaperBatch(models.Model):
    """The papers of one kind of a whole phase, in one file for the print shop, in the order of `papers`."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    papers = models.JSONField()  # ids of UnitPaper, in their order
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="paper_batch_to_join")]
