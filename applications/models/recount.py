"""One order to compute open promises anew after the calendar changed, and how far it has come."""

from django.conf import settings
from django.db import models


class Recount(models.Model):
    """`version` is the calendar's; rows counted with it carry that number, so an interrupted recount knows what is left."""

    version = models.PositiveIntegerField(unique=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    later = models.PositiveIntegerField(default=0)
    earlier = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]

    @property
    def moved(self) -> int:
        return self.later + self.earlier
