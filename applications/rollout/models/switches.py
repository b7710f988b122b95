"""Every decision to open or to close a service at a unit: the history of ServiceActivation. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.rollout.models.phases import Phase
from portal.offices.models import Office


class Switch(models.Model):
    """From which local day a procedure is open, or closed, at an office, and who said so."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="switches")
    procedure_code = models.CharField(max_length=20)
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="+")
    is_on = models.BooleanField()
    from_on = models.DateField()
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(is_on=True) | ~Q(reason=""), name="switch_off_has_a_reason")]
        indexes = [models.Index(fields=["office", "procedure_code", "at"], name="switch_of_office")]
