"""Which post office serves which office, when it comes and who may collect. Source: QĐ 45/2016/QĐ-TTg; seed 1."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.offices.models import Office


class PostalAgreement(models.Model):
    """The cooperation agreement of an office with a post office (seed 1: "Thỏa thuận hợp tác"); in force from `signed_on`.

    An office has one at a time: the action looks, under the lock of the office.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="postal_agreements")
    post_office = models.ForeignKey(Office, models.PROTECT, related_name="served_offices")
    number = models.CharField(max_length=60, blank=True)  # of the signed and scanned paper
    signed_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    pickups = models.JSONField(default=list, blank=True)  # [[1, "10:00"], …]: weekday (Monday is 1) and local time, in order
    pickup_times = models.CharField(max_length=120, blank=True)  # the same in words, or as the paper says it
    couriers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")  # none: any worker posted there
    remit_within_days = models.PositiveSmallIntegerField(default=2)  # working days from collecting; later is an alert

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "post_office", "signed_on"], name="agreement_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("signed_on")), name="agreement_days_in_order"
            ),
        ]

    def is_in_force(self, on: date) -> bool:
        return self.signed_on <= on and (self.valid_to is None or on <= self.valid_to)
