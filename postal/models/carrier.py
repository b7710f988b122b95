"""The carrier's own system behind a post office: how we talk to it, what we ordered, and what it reported.

Source: TT 17/2017/TT-BTTTT Art. 5, 13; codes of MyVNPost, domain reference §8.5.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.offices.models import Office
from postal.models.hand_over import HandOver
from postal.models.parcel import Parcel


class Carrier(models.Model):
    """How a post office tells us what became of its parcels. No row: by its people's hands only."""

    class Adapter(models.TextChoices):
        MANUAL = "manual", "Nhân viên ghi trên trang bưu điện"
        CSV = "csv", "Trao đổi tệp CSV"
        HTTP = "http", "Nối trực tiếp hai hệ thống"

    post_office = models.OneToOneField(Office, models.PROTECT, related_name="carrier")
    adapter = models.CharField(max_length=10, choices=Adapter.choices, default=Adapter.MANUAL)
    address = models.URLField("địa chỉ hệ thống", blank=True)  # https://…, without a slash at the end
    customer_code = models.CharField("mã khách hàng", max_length=40, blank=True)
    columns = models.JSONField("cột của tệp nhận về", default=dict, blank=True)  # {"ma van don": "number"}, folded titles
    titles = models.JSONField("cột của tệp gửi đi", default=list, blank=True)  # [["Mã vận đơn", "number"], …]

    class Meta:
        verbose_name = "hãng vận chuyển"
        constraints = [
            models.CheckConstraint(condition=Q(adapter__in=["manual", "csv", "http"]), name="carrier_adapter_known"),
            models.CheckConstraint(condition=~Q(adapter="http") | ~Q(address=""), name="carrier_over_http_has_address"),
        ]

    def __str__(self) -> str:
        return self.post_office.name


class CarrierOrder(models.Model):
    """One parcel of one batch announced to the carrier. Written with the confirmation; sent by a worker, again if need be."""

    class Standing(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        GIVEN_UP = "given_up", "Không gửi được"

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="orders")
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="orders")
    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)  # the parcel's number; "-2" behind it on its second way
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_fault = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # when we last asked for news of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parcel", "hand_over"], name="one_order_for_each_way"),
            models.CheckConstraint(condition=~Q(standing="sent") | Q(sent_at__isnull=False), name="sent_order_has_moment"),
        ]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(standing="waiting"), name="order_to_send")]


class CarrierReport(models.Model):
    """What the carrier said, once for each id of its own, and what came of it. Never changed but for its fate."""

    class Fate(models.TextChoices):
        WAITING = "waiting", "Chờ tin đến trước"
        TAKEN = "taken", "Đã ghi"
        LATE = "late", "Đến muộn, chỉ ghi vào lịch sử"
        DISPUTED = "disputed", "Cần người xem xét"
        SETTLED = "settled", "Đã xem xét"

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="reports")
    message_id = models.CharField(max_length=80)
    order_number = models.CharField(max_length=20, blank=True)
    item_code = models.CharField(max_length=30, blank=True)
    parcel = models.ForeignKey(Parcel, models.PROTECT, null=True, blank=True, related_name="reports")
    status = models.PositiveSmallIntegerField()  # postal.carriers.statuses
    occurred_at = models.DateTimeField()
    reason = models.CharField(max_length=20, blank=True)
    collected_vnd = models.PositiveIntegerField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.WAITING)
    why = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["carrier", "message_id"], name="report_counts_once"),
            models.CheckConstraint(
                condition=~Q(fate="settled") | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(why="")),
                name="settled_by_somebody_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["parcel", "occurred_at"], condition=Q(fate="waiting"), name="report_waiting"),
            models.Index(fields=["carrier", "id"], condition=Q(fate="disputed"), name="report_disputed"),
        ]
