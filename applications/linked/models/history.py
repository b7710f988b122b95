"""What happened to each part, written once; what is still to be told of it; and what partners said, as it arrived."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.linked.models.authority import Authority
from applications.linked.models.child import ChildCase
from applications.linked.states import ChildState
from portal.audit.append_only import AppendOnly
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class ChildMove(AppendOnly):
    """One move, or one thing that happened without a move (from = to): who, in which role, when, why. Never changed."""

    child = models.ForeignKey(ChildCase, models.PROTECT, related_name="history")
    verb = models.CharField(max_length=24)
    from_state = models.CharField(max_length=24, choices=ChildState.choices)
    to_state = models.CharField(max_length=24, choices=ChildState.choices)
    at = models.DateTimeField()  # when it happened, as told by who did it
    known_at = models.DateTimeField()  # when the portal learned of it
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")  # whose part it was then
    attempt = models.PositiveSmallIntegerField(default=0)  # the hand-over it is about
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["child", "id"], name="linked_move_of_child")]


class UntoldMove(models.Model):
    """The outbox: a move the citizen has not been told of yet. Taken out in the transaction that queues the messages."""

    move = models.OneToOneField(ChildMove, models.PROTECT, related_name="untold")


class PartnerMessage(models.Model):
    """What a partner's system said, kept as it came: the same key twice is one message, an early one waits for its turn."""

    class Fate(models.TextChoices):
        WAITS = "waits", "Đến sớm, chờ bước trước"
        APPLIED = "applied", "Đã ghi"
        IGNORED = "ignored", "Không thay đổi gì"

    key = models.CharField(max_length=80, unique=True)
    child = models.ForeignKey(ChildCase, models.PROTECT, related_name="messages")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=24)
    told = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    fate = models.CharField(max_length=8, choices=Fate.choices, default=Fate.WAITS)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["child", "happened_at"], condition=Q(fate="waits"), name="linked_message_waits")]


class HandOverSlip(models.Model):
    """The printed record of a hand-over on paper: what it says is frozen, the PDF is made by a task."""

    child = models.ForeignKey(ChildCase, models.PROTECT, related_name="slips")
    attempt = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["child", "attempt"], name="linked_slip_once")]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="linked_slip_unprinted")]
