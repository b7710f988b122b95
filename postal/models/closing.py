"""What ends a period: the day's close of an office, the month's deposit at the Treasury, the nightly proof of the ledger.

Source: TT 281/2016/TT-BTC Art. 6(1) (last month's takings by the 5th).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.offices.models import Office


class DayClose(models.Model):
    """The books of an office up to a local day, both totals side by side; frozen. Countered only in a later day."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="day_closes")
    day = models.DateField()
    totals = models.JSONField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="day_closed_once")]


class TreasuryDeposit(models.Model):
    """Fees of one month paid into the Treasury. Never postage."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="treasury_deposits")
    month = models.DateField()  # its first day
    amount_vnd = models.PositiveIntegerField()
    deposited_on = models.DateField()
    voucher = models.CharField(max_length=60)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "voucher"], name="deposit_voucher_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="deposit_of_something"),
            models.CheckConstraint(condition=Q(month__day=1), name="deposit_month_is_a_first"),
        ]


class LedgerProof(models.Model):
    """One run of the proof over all accounts. `differences` names what does not add up; empty: every đồng is accounted for."""

    at = models.DateTimeField()
    accounts = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    @property
    def is_proved(self) -> bool:
        return not self.differences
