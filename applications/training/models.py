"""Sandboxes of units, and what each trainee did in them. Dossiers, papers and numbers lie where the real ones do, at the
sandbox's own office (`Office.is_training`), which every count, message and letter leaves out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models import Application
from portal.offices.models import Office


class Sandbox(models.Model):
    """An office beside a unit to exercise in. Made anew, the old one is closed and stays: nothing is deleted."""

    unit = models.ForeignKey(Office, models.PROTECT, related_name="sandboxes_of_unit")
    office = models.OneToOneField(Office, models.PROTECT, related_name="sandbox")
    number = models.PositiveSmallIntegerField()  # the unit's first, second, …
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "khu tập huấn"
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="sandbox_number_once"),
            models.UniqueConstraint(fields=["unit"], condition=Q(closed_at__isnull=True), name="sandbox_one_open"),
            models.CheckConstraint(condition=~Q(unit=F("office")), name="sandbox_is_not_its_unit"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="sandbox_in_order"
            ),
        ]


class ExerciseRun(models.Model):
    """One trainee's go at one exercise: its own invented dossier, and the steps done as the history says it."""

    sandbox = models.ForeignKey(Sandbox, models.PROTECT, related_name="runs")
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exercise_runs")
    exercise = models.CharField(max_length=40)  # code in data/exercises.toml
    application = models.OneToOneField(Application, models.PROTECT, related_name="exercise_run")
    started_at = models.DateTimeField()
    must_end_at = models.DateTimeField(null=True, blank=True)  # where the exercise is against the clock
    done = models.JSONField(default=dict)  # step -> ISO moment; written by results.settle
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lượt tập"
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True) | Q(passed_at__gte=F("started_at")), name="run_passed_after_its_start"
            ),
        ]
        indexes = [
            models.Index(fields=["trainee", "exercise"], name="run_of_trainee"),
            models.Index(fields=["id"], condition=Q(passed_at__isnull=True), name="run_to_settle"),
        ]

    @property
    def is_over(self) -> bool:
        """Its sandbox was closed: the dossier cannot be opened any more."""
        return self.sandbox.closed_at is not None
