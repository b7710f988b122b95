"""Labels asked for together, and the paper an office prints them on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.documents.models import StoredDocument
from portal.offices.models import Office


class LabelFormat(models.TextChoices):
    """What comes out of the printer: a label to stick on, or the envelope itself."""

    STICKER = "sticker", "Nhãn 100 × 70 mm"
    A6 = "a6", "Nhãn A6, 105 × 148 mm"
    DL = "dl", "Phong bì DL, 220 × 110 mm"
    C5 = "c5", "Phong bì C5, 229 × 162 mm"


class LabelChoice(models.Model):
    """The paper an office printed on last: offered first."""

    office = models.OneToOneField(Office, models.CASCADE, related_name="label_choice")
    format = models.CharField(max_length=10, choices=LabelFormat.choices)


class LabelSheet(models.Model):
    """Labels asked for together: what each prints, frozen; the same labels asked for again are the same sheet."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="label_sheets")
    format = models.CharField(max_length=10, choices=LabelFormat.choices, default=LabelFormat.STICKER)
    labels = models.JSONField()  # postal.labels.label_of, in the order of the sheet
    digest = models.CharField(max_length=64)  # SHA-256 of the labels
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "format", "digest"], name="label_sheet_once"),
            models.CheckConstraint(condition=Q(format__in=LabelFormat.values), name="label_format_known"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="label_sheet_to_render")]
