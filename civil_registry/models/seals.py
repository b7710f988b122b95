"""The keys that seal papers, and the signed lists by which anybody checks a seal with the network off."""

from django.db import models
from django.db.models import Q

from portal.offices.models import Office


class SealKey(models.Model):
    """A key that seals the papers of one office, or of all. Its public half stays as long as papers live."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Đang dùng"
        RETIRED = "retired", "Đã thôi dùng"  # its papers stay genuine
        COMPROMISED = "compromised", "Bị lộ"  # its papers are checked online: a thief can date back

    kid = models.PositiveSmallIntegerField("số của khóa", unique=True)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")  # none: every office
    public_key = models.CharField(max_length=128, unique=True)  # x and y in hexadecimal
    private_key = models.TextField(blank=True)  # encrypted; erased when the key is no longer used
    from_on = models.DateField()  # days of issue that it may seal
    to_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    published_at = models.DateTimeField(null=True, blank=True)  # in a list signed by the root; it seals nothing before

    class Meta:
        verbose_name = "khóa của dấu điện tử"
        constraints = [
            models.CheckConstraint(condition=Q(kid__gte=1, kid__lte=255), name="seal_kid_is_one_byte"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")), name="seal_key_days"),
            models.CheckConstraint(condition=Q(status="active") | Q(private_key=""), name="used_up_seal_key_is_erased"),
        ]

    def __str__(self) -> str:
        return f"{self.kid} ({self.get_status_display()})"


class SealList(models.Model):
    """A list as published: its bytes carry the day and the signature of the root key, which is kept off the network."""

    class Kind(models.TextChoices):
        KEYS = "keys", "Khóa"
        CANCELLED = "cancelled", "Bản sao đã hủy"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    issued_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        verbose_name = "danh sách để kiểm tra dấu điện tử"
        indexes = [models.Index(fields=["kind", "-issued_at"], name="newest_seal_list")]
