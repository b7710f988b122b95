"""Which post office serves which office. Source: QĐ 45/2016/QĐ-TTg; seed 1 (Thỏa thuận hợp tác)."""

from django.db import models

from portal.offices.models import Office


class PostalAgreement(models.Model):
    """The cooperation agreement of an office with a post office (seed 1: "Thỏa thuận hợp tác")."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="postal_agreements")
    post_office = models.ForeignKey(Office, models.PROTECT, related_name="served_offices")
    signed_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    pickup_times = models.CharField(max_length=120, blank=True)
    remit_within_days = models.PositiveSmallIntegerField(default=2)  # working days from collecting; later is an alert

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "post_office", "signed_on"], name="agreement_once")]
