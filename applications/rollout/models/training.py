"""Courses and who attended. Source: seed 1 (18-19/7/2018, 450 học viên từ 16 đơn vị)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.rollout.models.phases import Phase
from portal.offices.models import Office


class Course(models.Model):
    """A course of a phase. `reported_attendees`: what a report says where no list of names came down to us."""

    code = models.SlugField(max_length=40, unique=True)
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="courses")
    title = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    place = models.CharField(max_length=200)
    organiser = models.CharField(max_length=200, blank=True)
    reported_attendees = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_on", "code"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="course_days_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def days_in_words(self) -> str:
        """ "18–19/07/2018", "31/07–01/08/2018" """
        first, last = self.first_on, self.last_on
        if first == last:
            return f"{first:%d/%m/%Y}"
        start = f"{first:%d}" if (first.year, first.month) == (last.year, last.month) else f"{first:%d/%m}"
        return f"{start}–{last:%d/%m/%Y}" if first.year == last.year else f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"


class Attendee(models.Model):
    """One person on the list of a course, of one unit; `is_present` empty: not ticked yet."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="attendees")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    is_present = models.BooleanField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["office_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "office", "full_name", "title"], name="attendee_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="attendee_has_a_name"),
        ]
