"""A complaint with the post about an envelope: by when the post must answer, what it answered, and what came of it.

Source: TT 17/2017/TT-BTTTT Art. 7 (six months to complain; five working days to answer within the province, seven beyond).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from postal.models.parcel import Parcel


class Complaint(models.Model):
    """Opened by the citizen or by the office for him, answered once by who leads the post office. One open of a kind."""

    class Kind(models.TextChoices):
        NOT_RECEIVED = "not_received", "Chưa nhận được"
        DAMAGED = "damaged", "Nhận được nhưng hỏng"
        LATE = "late", "Giao chậm"
        OTHER = "other", "Việc khác"

    class ToldBy(models.TextChoices):
        CITIZEN = "citizen", "Công dân"
        OFFICIAL = "official", "Cơ quan"

    class Outcome(models.TextChoices):
        ON_ITS_WAY = "on_its_way", "Đang giao, sẽ giao tiếp"
        DELIVERED = "delivered", "Đã giao đúng người nhận, có căn cứ"
        SETTLED = "settled", "Đã khắc phục"
        LOST = "lost", "Bưu điện nhận đã làm mất"
        DAMAGED = "damaged", "Bưu điện nhận đã làm hỏng"

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    told_by = models.CharField(max_length=10, choices=ToldBy.choices)
    words = models.CharField(max_length=500, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    answer_by_on = models.DateField()  # the last local day
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=500, blank=True)  # told to the citizen as it is
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "khiếu nại"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["not_received", "damaged", "late", "other"]), name="complaint_kind_known"
            ),
            models.CheckConstraint(condition=~Q(kind="other") | ~Q(words=""), name="other_complaint_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, outcome="", answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer=""),
                name="complaint_answered_in_words",
            ),
            models.UniqueConstraint(
                fields=["parcel", "kind"], condition=Q(answered_at__isnull=True), name="one_open_complaint_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["answer_by_on"], condition=Q(answered_at__isnull=True), name="complaint_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.parcel_id}"
