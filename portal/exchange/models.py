"""Messages with partner authorities: whom we talk with, what is to go out, what came in. Knows no application.

Both tables are memory as well as queue: a row stays when its content is emptied, so that a key is known for ever.
"""

from datetime import date

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from portal.audit.append_only import EvidenceIsKept

CODE = RegexValidator(r"\A[A-Z0-9][A-Z0-9._-]{1,39}\Z", "Mã gồm chữ hoa không dấu, chữ số, dấu chấm hoặc gạch nối")


class Transport(models.TextChoices):
    HTTP = "http", "Qua mạng (HTTP có ký)"
    FILES = "files", "Qua tệp có ký trong thư mục"


class PartnerQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "PartnerQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Partner(models.Model):
    """An authority with a system of its own. Its secrets are no rows: settings.EXCHANGE_SECRETS, by code."""

    code = models.CharField(max_length=40, unique=True, validators=[CODE])
    name = models.CharField(max_length=200)
    transport = models.CharField(max_length=8, choices=Transport.choices)
    address = models.CharField(max_length=300, blank=True)  # where its system is reached; the folder of files is named by code
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_paused = models.BooleanField(default=False)
    talking_until = models.DateTimeField(null=True, blank=True)  # a lease: one worker at a time waits for a slow system
    rests_until = models.DateTimeField(null=True, blank=True)
    failed_tries = models.PositiveIntegerField(default=0)  # since it last confirmed anything
    silent_since = models.DateTimeField(null=True, blank=True)
    last_fault = models.CharField(max_length=200, blank=True)
    last_acknowledged_at = models.DateTimeField(null=True, blank=True)
    last_heard_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="partner_over_http_has_an_address", condition=~Q(transport=Transport.HTTP) | ~Q(address="")
            ),
            models.CheckConstraint(
                name="partner_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class OutgoingQuerySet(models.QuerySet):
    def waiting(self) -> "OutgoingQuerySet":
        return self.filter(acknowledged_at=None, refused_at=None)


class OutgoingMessage(models.Model):
    """What a partner is to learn. It counts as sent when the partner has confirmed it: `acknowledged_at`, nothing earlier."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="outgoing")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)  # last left us; proves nothing
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)  # the partner will not take it: waits for a person
    fault = models.CharField(max_length=200, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("partner", "key", name="exchange_outgoing_key"),
            models.CheckConstraint(
                name="exchange_confirmed_was_sent", condition=Q(acknowledged_at=None) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(name="exchange_one_end_only", condition=Q(acknowledged_at=None) | Q(refused_at=None)),
            models.CheckConstraint(name="exchange_refused_has_reason", condition=Q(refused_at=None) | ~Q(fault="")),
        ]
        indexes = [
            models.Index(
                fields=["partner", "next_attempt_at"],
                name="exchange_outgoing_waiting",
                condition=Q(acknowledged_at=None, refused_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Outcome(models.TextChoices):
    WAITING = "waiting", "Chờ xử lý"
    DONE = "done", "Đã xử lý"
    REFUSED = "refused", "Từ chối"


class IncomingQuerySet(models.QuerySet):
    def waiting(self) -> "IncomingQuerySet":
        return self.filter(outcome=Outcome.WAITING)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EvidenceIsKept


class IncomingMessage(models.Model):
    """What a partner told us: kept first, handled once. A trigger refuses to change what was said and when."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="incoming")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    fault = models.CharField(max_length=200, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("partner", "key", name="exchange_incoming_key"),
            models.CheckConstraint(
                name="exchange_handled_has_outcome",
                condition=Q(outcome=Outcome.WAITING, handled_at=None)
                | (~Q(outcome=Outcome.WAITING) & Q(handled_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="exchange_incoming_waiting", condition=Q(outcome=Outcome.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise EvidenceIsKept
