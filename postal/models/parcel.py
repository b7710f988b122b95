"""A parcel and what happened to it. Source: TT 17/2017/TT-BTTTT Art. 5, 7."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
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
    LOST = "lost", "Mất trên đường giao"
    DAMAGED = "damaged", "Hỏng trên đường giao"
    AT_DESK = "at_desk", "Trả tại cơ quan"
    KEPT = "kept", "Giữ tại cơ quan"
    REPLACED = "replaced", "Cấp lại bản khác"


TO_DECIDE = (ParcelState.RETURNED, ParcelState.LOST, ParcelState.DAMAGED)
WITH_THE_POST = (ParcelState.HANDED_OVER, ParcelState.FAILED)
UNDER_WAY = (ParcelState.CREATED, *WITH_THE_POST)


class FailureReason(models.TextChoices):
    ABSENT = "absent", "Vắng nhà"
    WRONG_ADDRESS = "wrong_address", "Sai địa chỉ"
    NO_PHONE = "no_phone", "Không liên lạc được điện thoại"
    REFUSED = "refused", "Từ chối nhận"
    NO_PAPERS = "no_papers", "Không có giấy tờ"
    MOVED = "moved", "Chuyển nơi ở"


class ParcelQuerySet(models.QuerySet):
    def envelopes(self) -> "ParcelQuerySet":
        """What is carried and counted as one: without the dossiers that lie in another one's envelope."""
        return self.filter(joined_to__isnull=True)

    def with_joined(self) -> "ParcelQuerySet":
        """With the dossiers that lie in each envelope. One query more."""
        joined = Parcel.objects.select_related("application__extract").order_by("pk")
        return self.prefetch_related(models.Prefetch("joined", queryset=joined))


class Parcel(FSMModelMixin, models.Model):
    """One dossier's share of an envelope: its own charges and its own way; most often the envelope's only one.

    Where dossiers of one recipient travel together, one of them names the envelope (number, sticker, batch, history) and the
    others are `joined_to` it: every verb moves them all.
    """

    number = models.CharField(max_length=12, unique=True)  # digits only: input methods garble a scanner's letters
    # One under way at a time: another follows only where a wrong or lost paper was replaced after its envelope's way ended.
    application = models.ForeignKey(Application, models.PROTECT, related_name="parcels")
    office = models.ForeignKey(Office, models.PROTECT, related_name="parcels")
    state = FSMField(choices=ParcelState.choices, default=ParcelState.CREATED, protected=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
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
    deliver_by_on = models.DateField(null=True, blank=True)  # the post's limit, fixed when it takes the envelope

    objects = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = "phong bì"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ParcelState.values), name="parcel_state_known"),
            models.CheckConstraint(
                condition=Q(state="created") | Q(hand_over__isnull=False), name="moving_parcel_was_handed_over"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=UNDER_WAY), name="one_parcel_under_way_of_a_dossier"
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | (~Q(joined_to=models.F("id")) & Q(tracking_number="")),
                name="joined_parcel_has_no_sticker",
            ),
            models.UniqueConstraint(fields=["tracking_number"], condition=~Q(tracking_number=""), name="tracking_number_once"),
        ]

    @property
    def own_vnd(self) -> int:
        """What is to be collected for this dossier alone."""
        return self.fee_vnd + self.postage_vnd

    @cached_property
    def whole(self) -> "list[Parcel]":
        """Every dossier in this envelope, the one that names it first."""
        return [self, *sorted(self.joined.all(), key=lambda one: one.pk)] if self.pk else [self]

    @property
    def collect_vnd(self) -> int:
        """What is to be collected for the whole envelope."""
        return sum(one.own_vnd for one in self.whole)

    @property
    def codes(self) -> str:
        """The codes of its dossiers: "H26.16-260320-0001, H26.16-260320-0002"."""
        return ", ".join(one.application.code for one in self.whole)

    @property
    def history(self) -> "models.QuerySet[ParcelEvent]":
        """What happened to the envelope and to each dossier in it."""
        first = self.joined_to_id or self.pk
        return ParcelEvent.objects.filter(Q(parcel=first) | Q(parcel__joined_to=first)).order_by("id")

    @transition(state, source=ParcelState.CREATED, target=ParcelState.HANDED_OVER)
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
        """Only after the invitations the law asks for."""

    @transition(state, source=list(WITH_THE_POST), target=ParcelState.LOST)
    def lose(self) -> None:
        """The post has lost it."""

    @transition(state, source=list(WITH_THE_POST), target=ParcelState.DAMAGED)
    def damage(self) -> None:
        """It arrived spoilt, or will not arrive whole."""

    @transition(state, source=[*WITH_THE_POST, ParcelState.DELIVERED], target=ParcelState.LOST)
    def admit_loss(self) -> None:
        """Answering a complaint: it never arrived, whatever was said."""
        self.delivered_at = None

    @transition(state, source=[*WITH_THE_POST, ParcelState.DELIVERED], target=ParcelState.DAMAGED)
    def admit_damage(self) -> None:
        """Answering a complaint: what arrived cannot be used."""
        self.delivered_at = None

    @transition(state, source=[ParcelState.LOST, ParcelState.DAMAGED], target=ParcelState.REPLACED)
    def replace(self) -> None:
        """A new copy is issued at the post's cost. Source: QĐ 45/2016/QĐ-TTg Art. 14."""

    @transition(state, source=[ParcelState.RETURNED, ParcelState.KEPT], target=ParcelState.CREATED)
    def send_again(self) -> None:
        """It lies in the office as on its first day: a new sticker, a new batch."""
        self.hand_over = self.scanned_at = self.deliver_by_on = None
        self.tracking_number = ""

    @transition(state, source=[ParcelState.RETURNED, ParcelState.KEPT], target=ParcelState.AT_DESK)
    def bring_to_desk(self) -> None:
        """The post's part is over: its recipient comes himself."""

    @transition(state, source=ParcelState.RETURNED, target=ParcelState.KEPT)
    def keep(self) -> None:
        """Nobody can be reached: until its requester asks."""


EVENT_WORDS = {
    "handed_over": "Bưu điện đã nhận",
    "in_transit": "Tin của bưu điện",
    "delivered": "Đã giao",
    "failed": "Giao chưa được",
    "returned": "Đã chuyển hoàn",
    "refused": "Bưu điện không nhận",
    "lost": "Báo mất",
    "damaged": "Báo hỏng",
    "decided": "Cơ quan quyết định",
    "joined": "Gửi chung phong bì",
    "separated": "Tách phong bì riêng",
    "complaint": "Khiếu nại",
    "answered": "Trả lời khiếu nại",
}


class ParcelEvent(models.Model):
    """What happened to a parcel, from whom we know it, and with which key it was sent (the same key counts once)."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)  # created, scanned, unscanned, and EVENT_WORDS
    at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, blank=True)  # where a phone on a lost line told it later than it happened
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=10, default="desk")  # desk, phone, csv, carrier
    reason = models.CharField(max_length=20, choices=FailureReason.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    collected_vnd = models.PositiveIntegerField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    deliver_by_on = models.DateField(null=True, blank=True)  # of a hand-over: the post's limit as it was then
    idempotency_key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | Q(arrived_at__gt=models.F("at")), name="event_arrives_after_it_happened"
            )
        ]
        indexes = [models.Index(fields=["kind", "at"], name="parcel_event_of_kind")]

    @property
    def words(self) -> str:
        """ "Giao chưa được, vắng nhà"."""
        what = EVENT_WORDS.get(self.kind, self.kind)
        return f"{what}, {self.get_reason_display().lower()}" if self.reason else what
