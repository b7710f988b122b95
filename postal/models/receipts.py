"""Official receipts (biên lai): pads of numbers given to those who collect, and each number used or void; and our own slip.

Source: domain reference §7.3. The official receipt is printed by others; here its number is kept and accounted for.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class ReceiptBook(models.Model):
    """A pad: form, series, first and last number, and who tears them off."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="receipt_books")
    form = models.CharField(max_length=20)  # "01BLP2-001"
    series = models.CharField(max_length=20)  # "HN-26P"
    first_number = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="receipt_books")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # handed back: no number of it is given any more

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_number__gte=1, last_number__gte=F("first_number"), last_number__lte=9_999_999),
                name="receipt_book_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.first_number:07d}-{self.last_number:07d}"


class Receipt(models.Model):
    """A number that has left its pad: for a fee, or void with a reason. The database lets each be used once."""

    book = models.ForeignKey(ReceiptBook, models.PROTECT, related_name="receipts")
    series = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="receipts")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="receipts")
    amount_vnd = models.PositiveIntegerField(default=0)
    void_reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "series", "number"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=False, amount_vnd__gt=0, void_reason="")
                | Q(application__isnull=True, amount_vnd=0) & ~Q(void_reason=""),
                name="receipt_used_or_void",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.number:07d}"


class PaymentSlip(models.Model):
    """Our own acknowledgement of a payment (biên nhận): asked for, frozen, printed by the worker."""

    number = models.CharField(max_length=40, unique=True)  # "BN-00256-26-0001"
    application = models.ForeignKey(Application, models.PROTECT, related_name="payment_slips")
    office = models.ForeignKey(Office, models.PROTECT, related_name="payment_slips")
    content = models.JSONField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
