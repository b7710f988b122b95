"""Messages to people: e-mail and SMS. A row is queued in the transaction of what it tells; a task delivers it later.

What must reach its person has a `Ladder`: where neither e-mail nor SMS arrives a letter is printed, then somebody telephones.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.audit.append_only import AppendOnly
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class Channel(models.TextChoices):
    EMAIL = "email", "Thư điện tử"
    SMS = "sms", "Tin nhắn SMS"


class MessageStatus(models.TextChoices):
    PENDING = "pending", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    OFF = "off", "Không gửi: kênh đang tắt"


class Ladder(models.Model):
    """One telling that must reach its person, with the words of its lower rungs as they were when it was told.

    Its lock is what one climb at a time is held by. E-mail and SMS go out side by side: the letter is next when both are lost.
    """

    occasion = models.CharField(max_length=60, unique=True)  # "change:1234"
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # whose desk prints and telephones
    subject_ref = models.CharField(max_length=60, db_index=True)  # as of its messages
    code = models.CharField(max_length=40)  # as people name the dossier
    person = models.CharField(max_length=200)
    address = models.CharField(max_length=500, blank=True)  # empty: no letter can be sent
    phone = models.CharField(max_length=15, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()  # of the letter
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "việc phải báo đến người dân"

    def __str__(self) -> str:
        return f"{self.code}: {self.subject}"


class OutgoingMessage(models.Model):
    idempotency_key = models.CharField(max_length=80, unique=True)  # "change:1234:sms": told once per event and channel
    channel = models.CharField(max_length=8, choices=Channel.choices)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    subject_ref = models.CharField(max_length=60, db_index=True)  # "application:7QK4M92XAB"
    ladder = models.ForeignKey(Ladder, models.PROTECT, null=True, blank=True, related_name="messages")
    status = models.CharField(max_length=8, choices=MessageStatus.choices, default=MessageStatus.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], condition=models.Q(status="pending"), name="message_pending")]


class Letter(models.Model):
    """The rung below e-mail and SMS: printed by the worker, put into an envelope and posted by the desk."""

    ladder = models.OneToOneField(Ladder, models.PROTECT, related_name="letter")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    failed_at = models.DateTimeField(null=True, blank=True)  # came back, or the address is none
    failed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "thư giấy"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, posted_by__isnull=True)
                | Q(posted_at__isnull=False, posted_by__isnull=False),
                name="letter_posted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(document__isnull=True), name="letter_to_print"),
            models.Index(fields=["id"], condition=Q(posted_at__isnull=True, failed_at__isnull=True), name="letter_to_post"),
        ]


class CallOutcome(models.TextChoices):
    REACHED = "reached", "Đã nói với người nộp"
    NOT_REACHED = "not_reached", "Không nghe máy, gọi lại sau"
    WRONG_NUMBER = "wrong_number", "Sai số"
    NOT_NEEDED = "not_needed", "Không cần gọi nữa"


class Call(models.Model):
    """The last rung: somebody of the desk telephones. Open while `outcome` is empty."""

    ladder = models.OneToOneField(Ladder, models.PROTECT, related_name="call")
    asked_at = models.DateTimeField()
    call_from = models.DateTimeField()  # not tried again before
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=12, choices=CallOutcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "cuộc gọi phải thực hiện"
        ordering = ["call_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | Q(outcome__in=["reached", "wrong_number", "not_needed"], closed_at__isnull=False),
                name="call_closed_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["call_from"], condition=Q(closed_at__isnull=True), name="call_open")]


class CallAttempt(AppendOnly):
    """What came of one try, as the official noted it."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="tries")
    outcome = models.CharField(max_length=12, choices=CallOutcome.choices)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lần gọi"
        ordering = ["id"]
