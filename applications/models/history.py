"""The history of an application; at the same time the outbox: what has not been told yet is found by a query on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application
from applications.states import State
from portal.offices.models import Office


class StateChangeQuerySet(models.QuerySet):
    def real(self) -> "StateChangeQuerySet":
        """Without what was only exercised (Application.real)."""
        return self.exclude(application__office__in=Office.sandboxes())


class StateChange(models.Model):
    """One move, or one thing that happened without a move (from = to): who, in which role, when, why."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="history")
    verb = models.CharField(max_length=30)  # the action: "submit", "receive", "sign", …
    from_state = models.CharField(max_length=24, choices=State.choices)
    to_state = models.CharField(max_length=24, choices=State.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)  # what the message needs: due_at, items, tracking number; no names
    told_at = models.DateTimeField(null=True, blank=True)  # messages queued, or nothing to tell

    objects = StateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["application", "id"], name="change_of_application"),
            models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="change_to_tell"),
            models.Index(fields=["to_state", "at"], name="change_to_state_at"),
        ]
