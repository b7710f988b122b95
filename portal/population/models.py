"""Look-ups in the national population database: who was asked for, why, by whom, and for a short time what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Outcome(models.TextChoices):
    WAITING = "waiting", "Chờ: hệ thống dân cư chưa trả lời"
    FOUND = "found", "Có một người"
    AMBIGUOUS = "ambiguous", "Có nhiều người, không xác định được"
    NOT_FOUND = "not_found", "Không có người này"
    GIVEN_UP = "given_up", "Quá thời gian giữ, không có trả lời"


class LookUp(models.Model):
    """One question. `asked` and `answer` are personal data: emptied when POPULATION_KEEP_DAYS are over; the rest stays."""

    subject_ref = models.CharField(max_length=60, db_index=True)  # "application:7QK4M92XAB"
    person = models.CharField(max_length=20)  # who it is in that matter: "requester"; never a name
    purpose = models.CharField(max_length=30)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    asked_at = models.DateTimeField()
    asked = models.JSONField()  # personal_id, full_name, birth_date (partial ISO date)
    answer = models.JSONField(default=dict)  # of the one person found: full_name, birth_date, sex, residence
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # the desk has read an answer that came later
    came_later = models.BooleanField(default=False)
    fault = models.CharField(max_length=100, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="look_up_has_a_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="look_up_answered_has_moment", condition=Q(outcome="waiting") | Q(answered_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="look_up_waiting", condition=Q(outcome="waiting")),
            models.Index(fields=["office", "asked_at"], name="look_up_to_complete", condition=Q(seen_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.subject_ref}"
