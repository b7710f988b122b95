"""What is not explained: a difference, an unknown payer, a dispute. It stays open until a person says what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Application
from portal.offices.models import Office
from postal.models.payments import BankLine
from postal.models.remittance import Remittance


class ItemKind(models.TextChoices):
    SHORT = "short", "Thu thiếu khi giao"
    SURPLUS = "surplus", "Thu thừa khi giao"
    REMITTED_SHORT = "remitted_short", "Nộp thiếu so với bảng kê"
    REMITTED_OVER = "remitted_over", "Nộp thừa so với bảng kê"
    BANK_UNKNOWN = "bank_unknown", "Chuyển khoản chưa rõ hồ sơ"
    BANK_PARTIAL = "bank_partial", "Chuyển khoản thiếu"
    BANK_OVER = "bank_over", "Chuyển khoản thừa hoặc hai lần"
    REFUND_DUE = "refund_due", "Phải hoàn phí"
    RECEIPT_DOUBLE = "receipt_double", "Số biên lai ghi hai lần"
    RECEIPT_UNKNOWN = "receipt_unknown", "Số biên lai ngoài quyển được giao"
    SAID_PAID = "said_paid", "Công dân báo số tiền đã trả khác"
    SAID_NOT_RECEIVED = "said_not_received", "Công dân báo chưa nhận được"


class Outcome(models.TextChoices):
    FOUND = "found", "Đã tìm thấy, nhận đủ"
    WRITTEN_OFF = "written_off", "Xóa khoản thu"
    COUNTERED = "countered", "Ghi sai, đã ghi bút toán đảo"
    MATCHED = "matched", "Ghi vào hồ sơ"
    REFUNDED = "refunded", "Đã hoàn trả"
    EXPLAINED = "explained", "Đã xác minh"


class OpenItem(models.Model):
    office = models.ForeignKey(Office, models.PROTECT, related_name="open_items")
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    amount_vnd = models.PositiveIntegerField(default=0)
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="open_items")
    remittance = models.ForeignKey(Remittance, models.PROTECT, null=True, blank=True, related_name="open_items")
    bank_line = models.ForeignKey(BankLine, models.PROTECT, null=True, blank=True, related_name="open_items")
    post_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.CharField(max_length=500, blank=True)  # what is known, in words
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=100, unique=True)  # the same cause opens one item

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="open_item_kind_known"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, outcome="", reason="")
                | Q(resolved_at__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="open_item_resolved_in_words",
            ),
        ]
        indexes = [models.Index(fields=["office"], condition=Q(resolved_at__isnull=True), name="open_item_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount_vnd}"
