"""Appointments at the one-stop desk: how many people a half-day holds, and who has one of its places.

A `Slot` counts the places taken of one half-day at one office; the database refuses one more than there are. Days are local.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition

from applications.models import Application
from portal.offices.models import Office

MOST_PLACES = 200


class Half(models.TextChoices):
    MORNING = "morning", _("Buổi sáng")
    AFTERNOON = "afternoon", _("Buổi chiều")


class Purpose(models.TextChoices):
    SIGN = "sign", _("Đối chiếu bản chính và ký")
    COLLECT = "collect", pgettext_lazy("visit", "Nhận kết quả")


class State(models.TextChoices):
    BOOKED = "booked", "Đã hẹn"
    ARRIVED = "arrived", "Đã đến"
    DONE = "done", "Xong"
    NO_SHOW = "no_show", "Không đến"
    UNMARKED = "unmarked", "Không ghi nhận"
    CANCELLED = "cancelled", "Đã hủy"
    MOVED = "moved", "Phải chọn lại"


LIVE = (State.BOOKED, State.ARRIVED)
GAVE_BACK = (State.CANCELLED, State.MOVED)  # their place is free again
ABSENT = [State.NO_SHOW.value, State.UNMARKED.value]


class End(models.TextChoices):
    """Why an appointment gave its place back."""

    CITIZEN = "citizen", "Người hẹn hủy"
    CHANGED = "changed", "Đổi sang buổi khác"
    OFFICE_CLOSED = "office_closed", "Cơ quan không làm việc buổi này"
    OFFICE_CHANGED = "office_changed", "Hồ sơ chuyển cơ quan khác"
    NOT_NEEDED = "not_needed", "Hồ sơ không còn cần buổi hẹn"


class Capacity(models.Model):
    """From a day on, an office receives so many people on a weekday. Never edited: a later row takes over."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="visit_capacities")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    valid_from = models.DateField()
    morning = models.PositiveSmallIntegerField()
    afternoon = models.PositiveSmallIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "sức chứa buổi hẹn"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="capacity_of_a_weekday"),
            models.CheckConstraint(
                condition=Q(morning__lte=MOST_PLACES, afternoon__lte=MOST_PLACES), name="capacity_not_absurd"
            ),
        ]
        indexes = [models.Index(fields=["office", "valid_from"], name="capacity_of_office")]


class Slot(models.Model):
    """One half-day at one office. `booked` are the places taken; `capacity` is never put below it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="visit_slots")
    on = models.DateField()
    half = models.CharField(max_length=9, choices=Half.choices)
    capacity = models.PositiveSmallIntegerField(default=0)  # as it was when a place was last taken
    booked = models.PositiveSmallIntegerField(default=0)
    calendar_stamp = models.CharField(max_length=40, blank=True)  # of the calendar by which the office was last seen open

    class Meta:
        verbose_name = "buổi hẹn"
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "half"], name="slot_once"),
            models.CheckConstraint(condition=Q(booked__lte=F("capacity")), name="slot_not_overbooked"),
            models.CheckConstraint(condition=Q(half__in=Half.values), name="slot_half_known"),
        ]
        indexes = [models.Index(fields=["on"], condition=Q(booked__gt=0), name="slot_with_people")]

    def __str__(self) -> str:
        return f"{self.get_half_display()} {self.on:%d/%m/%Y}"


class Appointment(FSMModelMixin, models.Model):
    """A place of one dossier in one half-day. Another half-day is another row: what was told stays to be read."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="visits")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments")
    state = FSMField(choices=State.choices, default=State.BOOKED, protected=True)
    booked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    # What was noted when the person had not come: it stays where the person came later, for who asks as of the time between.
    absence = models.CharField(max_length=8, choices=[(name, State(name).label) for name in ABSENT], blank=True)
    absent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=16, choices=End.choices, blank=True)  # why it gave its place back

    class Meta:
        verbose_name = "lịch hẹn"
        ordering = ["booked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "purpose"], condition=Q(state__in=["booked", "arrived"]), name="visit_one_live"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="visit_state_known"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="visit_purpose_known"),
            models.CheckConstraint(
                condition=Q(state__in=["booked", "arrived"], ended_at__isnull=True)
                | ~Q(state__in=["booked", "arrived"]) & Q(ended_at__isnull=False),
                name="visit_ended_or_live",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["cancelled", "moved"]) & ~Q(end="") | ~Q(state__in=["cancelled", "moved"]) & Q(end=""),
                name="visit_says_why_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(absence="", absent_at__isnull=True) | Q(absence__in=ABSENT, absent_at__isnull=False),
                name="visit_absence_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ABSENT) | Q(absence=F("state")),
                name="visit_keeps_its_absence",
            ),
        ]
        indexes = [
            models.Index(fields=["slot", "booked_at"], name="visit_of_slot"),
            models.Index(fields=["id"], condition=Q(state="booked", reminded_at__isnull=True), name="visit_to_remind"),
        ]

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @transition(state, source=[State.BOOKED, State.ARRIVED], target=State.CANCELLED)
    def cancel(self, why: str, *, at: datetime) -> None:
        self.end, self.ended_at = why, at

    @transition(state, source=State.BOOKED, target=State.MOVED)
    def move(self, why: str, *, at: datetime) -> None:
        self.end, self.ended_at = why, at

    @transition(state, source=[State.BOOKED, State.NO_SHOW, State.UNMARKED], target=State.ARRIVED)
    def arrive(self, *, at: datetime) -> None:
        """Also who came after having been noted as missing."""
        self.arrived_at, self.ended_at = at, None

    @transition(state, source=[State.BOOKED, State.ARRIVED], target=State.DONE)
    def finish(self, *, at: datetime) -> None:
        self.arrived_at, self.ended_at = self.arrived_at or at, at

    @transition(state, source=State.BOOKED, target=State.NO_SHOW)
    def miss(self, *, at: datetime) -> None:
        self.absence, self.absent_at, self.ended_at = State.NO_SHOW, at, at

    @transition(state, source=State.BOOKED, target=State.UNMARKED)
    def pass_unmarked(self, *, at: datetime) -> None:
        """The day is over and the desk has noted nothing."""
        self.absence, self.absent_at, self.ended_at = State.UNMARKED, at, at
