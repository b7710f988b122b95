"""A linked case: what one filing of a linked procedure became beside the commune's own part."""

from django.db import models

from applications.linked.plans import Plan, plan_of
from applications.models import Application


class LinkedCase(models.Model):
    """Opened once for an application of a linked procedure; the application is the commune's part. `plan`: its version."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="linked_case")
    plan_version = models.CharField(max_length=40)  # "2.002621 2024-07-01"
    opened_at = models.DateTimeField()
    due_on = models.DateField()  # of the whole, counted from the filing
    ended_at = models.DateTimeField(null=True, blank=True)  # every part has ended, the commune's too

    class Meta:
        verbose_name = "hồ sơ liên thông"
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=models.Q(ended_at__isnull=True), name="linked_case_running")]

    def __str__(self) -> str:
        return self.application.code

    @property
    def plan(self) -> Plan:
        return plan_of(self.plan_version)
