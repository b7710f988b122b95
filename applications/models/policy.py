"""The limit of each procedure by day of effect. Source: domain reference §6.1, §11; each row names its own law."""

from datetime import time

from django.db import models
from django.db.models import Q

from applications.limits import Clock, Limit, Policy


class DeadlinePolicy(models.Model):
    """In force from `valid_from` until the next row of the same procedure. Local days (Asia/Ho_Chi_Minh)."""

    procedure_code = models.CharField(max_length=20)
    valid_from = models.DateField()
    limit = models.CharField(max_length=16, choices=[(limit.value, limit.value) for limit in Limit])
    amount = models.PositiveSmallIntegerField(default=0)  # of working days or hours
    cutoff = models.TimeField(default=time(15))  # of a same-day limit: in time up to this second
    clock = models.CharField(max_length=10, choices=[(clock.value, clock.value) for clock in Clock], default=Clock.COUNTED)
    needs_payment = models.BooleanField(default=False)
    pauses_for_confirmation = models.BooleanField(default=True)
    legal_document = models.CharField(max_length=200)
    is_certain = models.BooleanField(default=True)  # false: deduced, to be confirmed by the Department

    class Meta:
        ordering = ["procedure_code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "valid_from"], name="deadline_policy_once"),
            models.CheckConstraint(
                condition=Q(limit="same_day", amount=0) | Q(limit__in=["working_days", "working_hours"], amount__gte=1),
                name="deadline_policy_has_amount",
            ),
            models.CheckConstraint(condition=Q(clock__in=["counted", "received"]), name="deadline_policy_clock_known"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.valid_from.isoformat()}"

    def as_policy(self) -> Policy:
        return Policy(
            limit=Limit(self.limit),
            amount=self.amount,
            cutoff=self.cutoff,
            clock=Clock(self.clock),
            needs_payment=self.needs_payment,
            pauses_for_confirmation=self.pauses_for_confirmation,
            version=str(self),
        )
