"""A person sits at the desk and an official files for him: the sitting, the screen that faces him, what he read and confirmed.

Of the person a sitting keeps only which paper he showed and its last four characters; everything else is in his application.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class Ended(models.TextChoices):
    """How a sitting ended."""

    KEY = "key", "Cán bộ kết thúc"
    SILENCE = "silence", "Tự kết thúc vì không có thao tác"


class Sitting(models.Model):
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    official = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)  # of the official, when he began
    shown = models.CharField(max_length=10)  # kind of identity paper, as actions.collecting.SHOWN
    last_digits = models.CharField(max_length=4)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()  # something was done for the person
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, choices=Ended.choices, blank=True)
    application = models.OneToOneField(Application, models.SET_NULL, null=True, blank=True, related_name="sitting")
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phiên nộp hộ"
        constraints = [
            models.UniqueConstraint(fields=["official"], condition=Q(ended_at__isnull=True), name="one_open_sitting"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="") | Q(ended_at__isnull=False) & ~Q(ended_how=""),
                name="sitting_ended_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["last_seen_at"], condition=Q(ended_at__isnull=True), name="sitting_open"),
            models.Index(fields=["office", "started_at"], name="sitting_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.pk}"


class Way(models.TextChoices):
    SCREEN = "screen", "Trên màn hình thứ hai"
    PAPER = "paper", "Trên giấy, đã ký"


class Reading(models.Model):
    """The answers as they were given to the person to read, and what he said. `saved_at` is the draft's: later ones differ."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="readings")
    way = models.CharField(max_length=8, choices=Way.choices)
    content = models.JSONField()  # {"kind", "sections": [{"title", "rows"}], "papers", "lines"}: as shown, word for word
    saved_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_right = models.BooleanField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)  # the person's name, as declared
    complaint = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # the sheet
    scan = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # signed by hand

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_right__isnull=True, answered_at__isnull=True, answered_by="")
                | Q(is_right__isnull=False, answered_at__isnull=False) & ~Q(answered_by=""),
                name="reading_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(way="paper", document__isnull=True), name="reading_to_print"),
        ]


class Screen(models.Model):
    """A browser that faces the person. Before it is paired it shows a code; a sitting that ends forgets it."""

    token_hash = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=6)
    code_until = models.DateTimeField()
    sitting = models.OneToOneField(Sitting, models.CASCADE, null=True, blank=True, related_name="screen")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(sitting__isnull=True), name="screen_code_once"),
        ]


class KeptDraft(models.Model):
    """A draft that the person took home on paper: the code opens it on a device of his own. Only its hash is stored."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="kept")
    code_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
