"""Parcels, their way, and the hand-over of parcels between office and post: every movement is confirmed by both sides.

Source: QĐ 45/2016/QĐ-TTg Art. 7, 9; TT 17/2017/TT-BTTTT Art. 5, 7.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from applications.models import Application
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class ParcelState(models.TextChoices):
    CREATED = "created", "Chờ bàn giao"
    HANDED_OVER = "handed_over", "Đã bàn giao"
    FAILED = "failed", "Phát không thành công"
    DELIVERED = "delivered", "Đã giao"
    RETURNED = "returned", "Chuyển hoàn"


class FailureReason(models.TextChoices):
    ABSENT = "absent", "Vắng nhà"
    WRONG_ADDRESS = "wrong_address", "Sai địa chỉ"
    NO_PHONE = "no_phone", "Không liên lạc được điện thoại"
    REFUSED = "refused", "Từ chối nhận"
    NO_PAPERS = "no_papers", "Không có giấy tờ"
    MOVED = "moved", "Chuyển nơi ở"


class PostalAgreement(models.Model):
    """The cooperation agreement of an office with a post office (seed 1: "Thỏa thuận hợp tác")."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="postal_agreements")
    post_office = models.ForeignKey(Office, models.PROTECT, related_name="served_offices")
    signed_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    pickup_times = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "post_office", "signed_on"], name="agreement_once")]


class HandOver(FSMModelMixin, models.Model):
    """One batch: opened and scanned by the official, closed with a record, confirmed by the postal worker."""

    class State(models.TextChoices):
        OPEN = "open", "Đang quét"
        CLOSED = "closed", "Đã chốt, chờ bưu điện xác nhận"
        CONFIRMED = "confirmed", "Hai bên đã xác nhận"

    number = models.CharField(max_length=40, unique=True)  # "BG-00256-260320-02"
    barcode = models.CharField(max_length=12, unique=True)  # digits only, Code 128-C
    office = models.ForeignKey(Office, models.PROTECT, related_name="hand_overs")
    post_office = models.ForeignKey(Office, models.PROTECT, related_name="hand_overs_received")
    state = FSMField(choices=State.choices, default=State.OPEN, protected=True)
    # Who is expected to fetch it; who really came is confirmed_by.
    courier = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    record_number = models.PositiveIntegerField(null=True, blank=True)  # "Số: 57/BB-UBND"
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    record = models.JSONField(default=dict)  # frozen at closing: everything the record prints
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state="open") | Q(closed_at__isnull=False), name="closed_has_moment"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("closed_by")),
                name="two_sides_confirm",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(closed_at__isnull=False, document__isnull=True), name="record_to_render"),
        ]

    @transition(state, source=State.OPEN, target=State.CLOSED)
    def close(self, *, at, by_id: int) -> None:
        self.closed_at, self.closed_by_id = at, by_id

    @transition(state, source=State.CLOSED, target=State.CONFIRMED)
    def confirm(self, *, at, by_id: int) -> None:
        self.confirmed_at, self.confirmed_by_id = at, by_id


class Parcel(FSMModelMixin, models.Model):
    number = models.CharField(max_length=12, unique=True)  # digits only: input methods garble a scanner's letters
    application = models.OneToOneField(Application, models.PROTECT, related_name="parcel")
    office = models.ForeignKey(Office, models.PROTECT, related_name="parcels")
    state = FSMField(choices=ParcelState.choices, default=ParcelState.CREATED, protected=True)
    tracking_number = models.CharField(max_length=30, blank=True, db_index=True)
    recipient_name = models.CharField(max_length=200)
    recipient_phone = models.CharField(max_length=15)
    address = models.CharField(max_length=500)  # one line, as printed
    wish = models.CharField(max_length=120, blank=True)
    fee_vnd = models.PositiveIntegerField()
    postage_vnd = models.PositiveIntegerField()
    hand_over = models.ForeignKey(HandOver, models.PROTECT, null=True, blank=True, related_name="parcels")
    scanned_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phong bì"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ParcelState.values), name="parcel_state_known"),
            models.CheckConstraint(
                condition=Q(state="created") | Q(hand_over__isnull=False), name="moving_parcel_was_handed_over"
            ),
            models.UniqueConstraint(fields=["tracking_number"], condition=~Q(tracking_number=""), name="tracking_number_once"),
        ]

    @property
    def collect_vnd(self) -> int:
        return self.fee_vnd + self.postage_vnd

    @transition(state, source=[ParcelState.CREATED, ParcelState.RETURNED], target=ParcelState.HANDED_OVER)
    def hand_over_to_post(self) -> None:
        """Confirmed by both sides."""

    @transition(state, source=[ParcelState.HANDED_OVER, ParcelState.FAILED], target=ParcelState.DELIVERED)
    def deliver(self, *, at) -> None:
        self.delivered_at = at

    @transition(state, source=[ParcelState.HANDED_OVER, ParcelState.FAILED], target=ParcelState.FAILED)
    def fail(self) -> None:
        """A try without success; the reason is on the event."""

    @transition(state, source=ParcelState.FAILED, target=ParcelState.RETURNED)
    def return_to_office(self) -> None:
        """Only after a failed try."""


class ParcelEvent(models.Model):
    """What happened to a parcel, from whom we know it, and with which key it was sent (the same key counts once)."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)  # created, scanned, unscanned, handed_over, delivered, failed, returned
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=10, default="desk")  # desk, phone, csv
    reason = models.CharField(max_length=20, choices=FailureReason.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    collected_vnd = models.PositiveIntegerField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["id"]


class LabelSheet(models.Model):
    """Labels asked for together: what each prints, frozen; the same labels asked for again are the same sheet."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="label_sheets")
    labels = models.JSONField()  # postal.labels.label_of, in the order of the sheet
    digest = models.CharField(max_length=64)  # SHA-256 of the labels
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "digest"], name="label_sheet_once")]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="label_sheet_to_render")]
