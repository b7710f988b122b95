"""Keys that sign papers, and how each leader signs: digitally or on paper."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, FSMModelMixin, transition

from portal.offices.models import Office


class SignedHow(models.TextChoices):
    PAPER = "paper", "Ký trên giấy"
    DIGITAL = "digital", "Ký số"


class KeyKind(models.TextChoices):
    PKCS12 = "pkcs12", "Tệp khóa (PKCS#12)"
    PKCS11 = "pkcs11", "Thiết bị (PKCS#11)"


class KeyState(models.TextChoices):
    ACTIVE = "active", "Đang dùng"
    STOPPED = "stopped", "Đã ngừng dùng"


class SigningKey(FSMModelMixin, models.Model):
    """The key of one leader at one office, with its certificate. The key itself lies here encrypted, or stays on its token."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_keys")
    office = models.ForeignKey(Office, models.PROTECT, related_name="signing_keys")
    kind = models.CharField(max_length=10, choices=KeyKind.choices)
    state = FSMField(choices=KeyState.choices, default=KeyState.ACTIVE, protected=True)
    secret = models.TextField(blank=True)  # PKCS#8, closed by vault.py; empty for a token, and once a stopped key is erased
    token_label = models.CharField(max_length=64, blank=True)
    key_label = models.CharField(max_length=64, blank=True)
    certificates_pem = models.TextField()  # the holder's first, then those above it
    holder_name = models.CharField(max_length=200)
    issuer_name = models.CharField(max_length=200)
    serial_number = models.CharField(max_length=64)  # hexadecimal, as certificate viewers show it
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the certificate
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    is_demo = models.BooleanField(default=False)  # of the demo's own authority: papers say so
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "khóa ký số"
        constraints = [
            models.UniqueConstraint(fields=["user", "office"], condition=Q(state="active"), name="one_signing_key_at_a_time"),
            models.CheckConstraint(condition=Q(state__in=KeyState.values), name="signing_key_state_known"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="signing_key_valid_in_order"),
            models.CheckConstraint(
                condition=~Q(state="stopped") | Q(stopped_at__isnull=False), name="stopped_signing_key_says_when"
            ),
            models.CheckConstraint(
                condition=(Q(kind="pkcs11", secret="") & ~Q(token_label="") & ~Q(key_label=""))
                | (Q(kind="pkcs12") & (Q(state="stopped") | ~Q(secret=""))),
                name="signing_key_lies_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name}, {self.serial_number}"

    @transition(state, source=KeyState.ACTIVE, target=KeyState.STOPPED)
    def stop(self, *, by_id: int | None, at: datetime) -> None:
        self.stopped_by_id, self.stopped_at = by_id, at


class SigningChoice(models.Model):
    """How one leader signs at one office. Without a row: on paper."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=SignedHow.choices)

    class Meta:
        verbose_name = "cách ký"
        constraints = [
            models.UniqueConstraint(fields=["user", "office"], name="one_signing_choice"),
            models.CheckConstraint(condition=Q(how__in=SignedHow.values), name="signing_choice_known"),
        ]
