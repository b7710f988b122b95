"""A parcel and what happened to it. Source: TT 17/2017/TT-BTTTT Art. 5, 7."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from applications.models import Application
from portal.offices.models import Office
from postal.models.hand_over import HandOver


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


class Parcel(FSMModelMixin, models.Model):
    number = models.CharField(max_length=12, unique=True)  # digits only: input methods garble a scanner's letters
    # One on its way at a time; a second one follows only a delivered one whose paper was ours to put right.
    application = models.ForeignKey(Application, models.PROTECT, related_name="parcels")
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
            models.UniqueConstraint(
                fields=["application"], condition=~Q(state="delivered"), name="one_parcel_under_way_of_a_dossier"
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
