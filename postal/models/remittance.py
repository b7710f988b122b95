"""A remittance: cash handed on with a slip that lists its dossiers (Bảng kê nộp tiền), counted by who receives it.

Source: QĐ 45/2016/QĐ-TTg Art. 6(6), 7(5); domain reference §7.2: two confirmations for every movement of money.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.documents.models import StoredDocument
from portal.offices.models import Office


class Remittance(models.Model):
    """Fees of one office to its cashier, or postage to the post office itself; never both on one slip."""

    number = models.CharField(max_length=40, unique=True)  # "NT-00256-260320-01"
    office = models.ForeignKey(Office, models.PROTECT, related_name="remittances")  # whose dossiers they are
    post_office = models.ForeignKey(Office, models.PROTECT, related_name="remittances_made")
    payee = models.ForeignKey(Office, models.PROTECT, related_name="remittances_received")
    total_vnd = models.PositiveIntegerField()
    content = models.JSONField()  # frozen: what the slip prints
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    key = models.CharField(max_length=60, unique=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    received_vnd = models.PositiveIntegerField(null=True, blank=True)  # as counted

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(total_vnd__gt=0), name="remittance_of_something"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, received_vnd__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, received_vnd__isnull=False),
                name="remittance_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("made_by")), name="remittance_two_sides"
            ),
        ]
        indexes = [models.Index(fields=["payee"], condition=Q(confirmed_at__isnull=True), name="remittance_to_confirm")]

    def __str__(self) -> str:
        return self.number

    @property
    def is_postage(self) -> bool:
        return self.payee_id == self.post_office_id

    @property
    def difference_vnd(self) -> int:
        """Counted less what the slip says; 0 until it is counted."""
        return 0 if self.received_vnd is None else self.received_vnd - self.total_vnd
