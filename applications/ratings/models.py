"""What citizens say of the service: one rating for a dossier, each change a row of its own, so that figures can be asked again.

Who rated what is shown to nobody: officials see sums, leaders and the Department also the words, without the dossier.
"""

from django.db import models
from django.db.models import F, Q

from applications.models import Application, Channel
from applications.ratings.questions import MOST_WORDS
from civil_registry.models import EventKind
from portal.offices.models import Office


class Grade(models.IntegerChoices):
    """Source: domain reference §9.2."""

    VERY_SATISFIED = 4, "Rất hài lòng"
    SATISFIED = 3, "Hài lòng"
    NEUTRAL = 2, "Bình thường"
    DISSATISFIED = 1, "Không hài lòng"


class RatingQuerySet(models.QuerySet):
    def real(self) -> "RatingQuerySet":
        """Without training mode."""
        return self.filter(office__is_training=False)

    def known_at(self, moment) -> "RatingQuerySet":
        """Each rating as it stood at a moment (aware), that instant included."""
        return self.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment), at__lte=moment)


class Rating(models.Model):
    application = models.ForeignKey(Application, models.PROTECT, related_name="ratings")
    # As the dossier was when it was first rated: figures are narrowed by them.
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    procedure_code = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    points = models.JSONField(default=dict)  # {key of an index: 0, 1, 2}; what was not answered is not there
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    first_at = models.DateTimeField()  # of the first row of this dossier: the period it counts in
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá"
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(replaced_at__isnull=True), name="rating_once"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="rating_grade_known"),
            models.CheckConstraint(condition=Q(at__gte=F("first_at")), name="rating_after_its_first"),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("at")), name="rating_replaced_later"
            ),
        ]
        indexes = [models.Index(fields=["first_at", "office"], name="rating_by_first_at")]
