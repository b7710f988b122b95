"""What a unit has done for a phase, as told by people. Nothing is changed: the newest row counts, one withdrawn does not.

Source: seed 1 (niêm yết công khai quy trình; bố trí đầy đủ trang thiết bị; kiểm tra, hướng dẫn).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.rollout.models.phases import PhaseUnit
from portal.documents.models import StoredDocument


class Told(models.Model):
    """Who told it when, and whether it was taken back."""

    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-told_at", "-id"]


class PublicNotice(Told):
    """The procedure is posted where people see it."""

    unit = models.ForeignKey(PhaseUnit, models.PROTECT, related_name="notices")
    posted_on = models.DateField()
    place = models.CharField(max_length=200)
    photo = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Told.Meta):
        constraints = [models.CheckConstraint(condition=~Q(place=""), name="notice_says_where")]


class Equipment(Told):
    """What stands on the desks on a day."""

    unit = models.ForeignKey(PhaseUnit, models.PROTECT, related_name="equipment")
    counted_on = models.DateField()
    computers = models.PositiveSmallIntegerField()
    scanners = models.PositiveSmallIntegerField()
    printers = models.PositiveSmallIntegerField()

    @property
    def missing(self) -> list[str]:
        """In words: ["máy quét"]; empty where there is one of each."""
        kinds = (("máy tính", self.computers), ("máy quét", self.scanners), ("máy in", self.printers))
        return [name for name, count in kinds if not count]


class Coaching(Told):
    """Who sat beside the officials in their first week."""

    unit = models.ForeignKey(PhaseUnit, models.PROTECT, related_name="coachings")
    coach = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta(Told.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="coaching_days_in_order"),
            models.CheckConstraint(condition=~Q(coach=""), name="coaching_says_who"),
        ]
