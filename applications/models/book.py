"""The printed books of an office: asked for, printed once by the worker, kept byte for byte as of that moment.

Source: the follow-up register, TT 01/2018/TT-VPCP form 06; the register of copies issued, domain reference §2.5.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.documents.models import StoredDocument
from portal.offices.models import Office


class BookKind(models.TextChoices):
    FOLLOW_UP = "follow_up", "Sổ theo dõi hồ sơ"
    COPIES = "copies", "Sổ cấp bản sao trích lục hộ tịch"


class PrintedBook(models.Model):
    """One print of a book: what there was in its period at the moment it was asked for."""

    kind = models.CharField(max_length=12, choices=BookKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    number = models.CharField("quyển số", max_length=30, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "sổ in"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BookKind.values), name="book_kind_known"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="book_ends_after_it_begins"),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="book_of_office"),
            models.Index(fields=["id"], condition=Q(document__isnull=True), name="book_to_print"),
        ]

    @property
    def period(self) -> str:
        """ "tháng 3 năm 2026", "năm 2026"."""
        is_month = self.first_on.month == self.last_on.month
        return f"tháng {self.first_on.month} năm {self.first_on.year}" if is_month else f"năm {self.first_on.year}"
