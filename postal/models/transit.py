"""How many working days the post has to deliver what it took, by distance. Dated rows, each with its source."""

from django.db import models
from django.db.models import Q


class TransitLimit(models.Model):
    """J+n: J is the day the post takes the result, n working days. Source: TT 17/2017/TT-BTTTT Art. 7."""

    class Distance(models.TextChoices):
        SAME_COMMUNE = "same_commune", "Cùng xã, phường"
        CITY = "city", "Trong thành phố Hà Nội"
        LARGE_CITY = "large_city", "Thành phố trực thuộc trung ương khác"
        ELSEWHERE = "elsewhere", "Tỉnh khác"

    distance = models.CharField(max_length=15, choices=Distance.choices)
    working_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    needs_review = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["distance", "valid_from"], name="one_transit_limit_a_day"),
            models.CheckConstraint(condition=Q(working_days__gte=1, working_days__lte=30), name="transit_days_1_to_30"),
        ]
