"""The history of an application; at the same time the outbox: what has not been told yet is found by a query on it.

Each row also says what the figures depend on as it stood after the row was written, so that a report of a past moment is
counted from rows of that time and stays the same number, whatever happens to the dossier later.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.application import Application, Channel
from applications.states import State
from civil_registry.models import EventKind
from portal.offices.models import Office


class StateChangeQuerySet(models.QuerySet):
    def real(self) -> "StateChangeQuerySet":
        """Without what was only exercised (Application.real)."""
        return self.exclude(dossier_office__in=Office.sandboxes())


class StateChange(models.Model):
    """One move, or one thing that happened without a move (from = to): who, in which role, when, why."""

    # Without an index of its own what begins one in Meta: each move writes them all.
    application = models.ForeignKey(Application, models.PROTECT, related_name="history", db_index=False)
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

    # What the figures depend on, after this row. Never written again.
    known_at = models.DateTimeField()  # when the portal learned of it: `at`, or later where the post told late
    dossier_office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)  # competent from here on
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    procedure_code = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE)
    promised_on = models.DateField()
    due_at = models.DateTimeField()
    copies = models.PositiveSmallIntegerField()
    fee_vnd = models.PositiveIntegerField()
    fee_paid_vnd = models.PositiveIntegerField()
    # Of a dossier passed on: the office it left, and the day promised there.
    left_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+", db_index=False)
    left_promised_on = models.DateField(null=True)
    worked_minutes = models.PositiveIntegerField(null=True)  # of an issue: opening hours from the counted moment to signing
    delivery_days = models.PositiveSmallIntegerField(null=True)  # of a delivery by post: local days since the hand-over

    objects = StateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["application", "id"], name="change_of_application"),
            models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="change_to_tell"),
            models.Index(fields=["to_state", "at"], name="change_to_state_at"),
            models.Index(fields=["known_at", "id"], name="change_known_at"),
            models.Index(fields=["dossier_office", "known_at", "id"], name="change_of_office"),
            # What falls due within a day, for what is open at an hour of it.
            models.Index(
                fields=["due_at"], condition=Q(to_state__in=[State.SUBMITTED, State.RECEIVED]), name="change_falls_due"
            ),
            models.Index(fields=["left_office", "known_at"], condition=Q(left_office__isnull=False), name="change_left_office"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_office__isnull=True, left_promised_on__isnull=True)
                | Q(left_office__isnull=False, left_promised_on__isnull=False),
                name="left_with_its_promise",
            ),
        ]

    @classmethod
    def of(cls, application: Application, verb: str, *, at: datetime, known_at: datetime | None = None, **told) -> Self:
        """A row, not saved, that keeps what the figures need of the application as it is now. `at` and `known_at` are aware."""
        return cls(
            application=application,
            verb=verb,
            from_state=told.pop("from_state", application.state),
            to_state=application.state,
            at=at,
            known_at=known_at or at,
            dossier_office_id=application.office_id,
            kind=application.kind,
            procedure_code=application.procedure_code,
            channel=application.channel,
            promised_on=application.promised_on or application.due_on,
            due_at=application.due_at,
            copies=application.copies,
            fee_vnd=application.fee_vnd,
            fee_paid_vnd=application.fee_paid_vnd,
            **told,
        )
