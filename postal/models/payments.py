"""Money that comes without cash: lines of the bank's statement, and payments begun at a gateway."""

from django.db import models
from django.db.models import Q

from applications.models import Application, BankAccount
from portal.offices.models import Office


class BankLine(models.Model):
    """One credit of a statement. `identity` is drawn from the row: the same row in two files counts once."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="lines")
    office = models.ForeignKey(Office, models.PROTECT, related_name="bank_lines")
    identity = models.CharField(max_length=64)
    paid_at = models.DateTimeField()
    amount_vnd = models.PositiveBigIntegerField()
    note = models.CharField(max_length=500)
    payer = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="bank_lines")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-paid_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "identity"], name="bank_line_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="bank_line_is_a_credit"),
        ]


class GatewayPayment(models.Model):
    """A payment begun at the gateway: what was asked, and what its signed answer said."""

    number = models.CharField(max_length=40, unique=True)  # vnp_TxnRef
    application = models.ForeignKey(Application, models.PROTECT, related_name="gateway_payments")
    amount_vnd = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    response_code = models.CharField(max_length=10, blank=True)  # "00": paid
    transaction_number = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="gateway_payment_of_something"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, response_code="") | Q(answered_at__isnull=False) & ~Q(response_code=""),
                name="gateway_answer_whole",
            ),
        ]
