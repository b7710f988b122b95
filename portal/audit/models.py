"""Append-only evidence of who did or saw what. The database refuses to change a row."""

from django.conf import settings
from django.db import models

from portal.audit.append_only import AppendOnly


class Entry(AppendOnly):
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=40)  # "application.received", "extract.viewed"
    subject = models.CharField(max_length=60, db_index=True)  # "application:7QK4M92XAB"; never a name or a number of a person
    # Without an index of its own: the one of actor and moment begins with it.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=24)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=45, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["actor", "at"], name="audit_actor_at")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
