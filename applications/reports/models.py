"""Sums of closed days, half-months and months, so that a year of 600 offices is added up at once; made by rollup.py.

They hold nothing that the history does not say: they can be thrown away and made again, and are proved equal each night.
"""

from django.db import models

from applications.models import Channel
from civil_registry.models import EventKind
from portal.offices.models import Office


class Sums(models.Model):
    """One cell: an office, a kind of event, a procedure, a channel. What each number counts: columns.py."""

    on = models.DateField()  # the local day, or the first of the half-month or month
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    procedure_code = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    received = models.PositiveIntegerField(default=0)
    received_otherwise = models.PositiveIntegerField(default=0)
    early = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    lapsed = models.PositiveIntegerField(default=0)
    issued = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    fee_vnd = models.PositiveBigIntegerField(default=0)
    passed_in = models.PositiveIntegerField(default=0)
    passed_on = models.PositiveIntegerField(default=0)
    supplemented = models.PositiveIntegerField(default=0)
    with_fee = models.PositiveIntegerField(default=0)
    paid_online = models.PositiveIntegerField(default=0)
    paid_online_vnd = models.PositiveBigIntegerField(default=0)
    sent_after = models.PositiveIntegerField(default=0)
    handed_over = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    delivery_days = models.PositiveIntegerField(default=0)
    # {working minutes: issues} as JSON, null where nothing was issued. As text: a year of it is read four times as fast.
    worked = models.TextField(null=True)

    class Meta:
        abstract = True


class DayFigures(Sums):
    # What was open when the day ended.
    in_time = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "office", "kind", "procedure_code", "channel"], name="day_figures_once"),
        ]
        indexes = [models.Index(fields=["office", "on"], name="day_figures_of_office")]


class HalfMonthFigures(Sums):
    """From the 1st to the 14th, or from the 15th on: a reporting month (15–14) is two of them, no month of the calendar."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "office", "kind", "procedure_code", "channel"], name="half_figures_once"),
        ]
        indexes = [models.Index(fields=["office", "on"], name="half_figures_of_office")]


class MonthFigures(Sums):
    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "office", "kind", "procedure_code", "channel"], name="month_figures_once"),
        ]
        indexes = [models.Index(fields=["office", "on"], name="month_figures_of_office")]


class ClosedDay(models.Model):
    """A local day whose sums are there; without gaps from the first day of the history on."""

    on = models.DateField(unique=True)
    closed_at = models.DateTimeField()
    # What citizens sent in the whole city, so that a year by the day is no walk through the cells of 600 offices.
    sent = models.PositiveIntegerField(default=0)
    sent_after = models.PositiveIntegerField(default=0)
