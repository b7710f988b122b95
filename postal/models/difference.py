"""What lay in the bag is not what the record says: an open item of office and post until a person says what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from postal.models.hand_over import HandOver
from postal.models.parcel import Parcel


class HandOverDifference(models.Model):
    """Told by the post when it counts; only its outcome is written later, once."""

    class Kind(models.TextChoices):
        MISSING = "missing", "Thiếu phong bì"
        EXTRA = "extra", "Thừa phong bì"

    class Outcome(models.TextChoices):
        FOUND = "found", "Đã tìm thấy, giao ở đợt sau"
        GIVEN_BACK = "given_back", "Đã trả lại nơi có phong bì"
        GONE = "gone", "Không tìm thấy, cơ quan cấp bản khác"
        MISCOUNTED = "miscounted", "Đếm nhầm"

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parcel = models.ForeignKey(Parcel, models.PROTECT, null=True, blank=True, related_name="differences")
    number = models.CharField(max_length=40)  # as read on the envelope
    told = models.CharField(max_length=200)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["missing", "extra"]), name="difference_kind_known"),
            models.CheckConstraint(condition=Q(kind="extra") | Q(parcel__isnull=False), name="missing_names_its_parcel"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True, outcome="", reason="")
                | Q(resolved_at__isnull=False, resolved_by__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="difference_resolved_in_words",
            ),
            models.UniqueConstraint(fields=["hand_over", "kind", "number"], name="difference_told_once"),
        ]
