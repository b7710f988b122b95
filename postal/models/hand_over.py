"""A batch of parcels, confirmed by both sides. Source: QĐ 45/2016/QĐ-TTg Art. 7(3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from portal.documents.models import StoredDocument
from portal.offices.models import Office


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
