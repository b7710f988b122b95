"""Messages to people: e-mail and SMS. A row is queued in the transaction of what it tells; a task delivers it later."""

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "Thư điện tử"
    SMS = "sms", "Tin nhắn SMS"


class MessageStatus(models.TextChoices):
    PENDING = "pending", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    OFF = "off", "Không gửi: kênh đang tắt"


class OutgoingMessage(models.Model):
    idempotency_key = models.CharField(max_length=80, unique=True)  # "change:1234:sms": told once per event and channel
    channel = models.CharField(max_length=8, choices=Channel.choices)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    subject_ref = models.CharField(max_length=60, db_index=True)  # "application:7QK4M92XAB"
    status = models.CharField(max_length=8, choices=MessageStatus.choices, default=MessageStatus.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], condition=models.Q(status="pending"), name="message_pending")]
