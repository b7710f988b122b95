"""What the Department's figures lead to: targets by date, overviews by e-mail, falls below a target, published months."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.offices.models import Level, Office


class PunctualTarget(models.Model):
    """From which day units are held to which on-time share. An empty procedure or level means every one.

    Working values of the Department, not of a law: they are data, and a new value is a new row.
    """

    procedure_code = models.CharField("mã thủ tục", max_length=20, blank=True)
    level = models.CharField("cấp", max_length=12, choices=Level.choices, blank=True)
    valid_from = models.DateField("từ ngày")
    percent = models.PositiveSmallIntegerField("tỷ lệ đúng hạn ít nhất (%)")
    minimum = models.PositiveSmallIntegerField("xét từ số hồ sơ đã giải quyết")
    basis = models.CharField("căn cứ", max_length=160, blank=True)

    class Meta:
        verbose_name = "mục tiêu đúng hạn"
        ordering = ["valid_from", "procedure_code", "level"]
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "level", "valid_from"], name="target_once_a_day"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=100), name="target_is_a_share"),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="target_needs_dossiers"),
        ]

    def __str__(self) -> str:
        return f"{self.percent}% từ {self.valid_from:%d/%m/%Y}"


class Every(models.TextChoices):
    WEEK = "week", "Hằng tuần"
    MONTH = "month", "Hằng tháng"


class Subscription(models.Model):
    """Who asked for an overview by e-mail. Its first letter is on the first period that ends after `since`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="overview_subscriptions")
    every = models.CharField(max_length=5, choices=Every.choices)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "đăng ký thư tổng quan"
        constraints = [
            models.UniqueConstraint(fields=["user", "every"], name="subscription_once"),
            models.CheckConstraint(condition=Q(every__in=Every.values), name="subscription_every_known"),
        ]


class Letter(models.Model):
    """One overview was written to one person about one period: the row that makes it the only one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="overview_letters")
    every = models.CharField(max_length=5, choices=Every.choices)
    first_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "thư tổng quan"
        constraints = [models.UniqueConstraint(fields=["user", "every", "first_on"], name="letter_once_a_period")]


class Shortfall(models.Model):
    """A unit's fall below its target over the last days, told once, until it is at its target again."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="shortfalls")
    percent = models.PositiveSmallIntegerField()  # the target of that day
    first_on = models.DateField()  # of the days looked at
    last_on = models.DateField()
    resolved = models.PositiveIntegerField()
    punctual = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lần dưới mục tiêu"
        ordering = ["-began_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(ended_at__isnull=True), name="shortfall_one_at_a_time"),
            models.CheckConstraint(condition=Q(punctual__lte=F("resolved"), resolved__gt=0), name="shortfall_is_a_share"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="shortfall_in_order"
            ),
        ]

    @property
    def share(self) -> float:
        return self.punctual / self.resolved


ENOUGH_RATINGS = Q(rated__isnull=True, content__isnull=True) | Q(rated__gte=10, content__lte=F("rated"))


class PublishedMonth(models.Model):
    """The figures of one month as they were published: the page and the file give the same numbers next year."""

    first_on = models.DateField(unique=True)
    as_of = models.DateTimeField()
    resolved = models.PositiveIntegerField()
    punctual = models.PositiveIntegerField()
    median_minutes = models.PositiveIntegerField(null=True, blank=True)
    rated = models.PositiveIntegerField(null=True, blank=True)  # ratings; empty where they are too few to be shown
    content = models.PositiveIntegerField(null=True, blank=True)  # of them satisfied or very satisfied
    hidden_units = models.PositiveSmallIntegerField(default=0)  # with too few dossiers to be shown by themselves

    class Meta:
        verbose_name = "tháng đã công bố"
        ordering = ["-first_on"]
        constraints = [
            models.CheckConstraint(condition=Q(first_on__day=1), name="published_month_begins_on_the_first"),
            models.CheckConstraint(condition=Q(punctual__lte=F("resolved")), name="published_month_is_a_share"),
            models.CheckConstraint(condition=ENOUGH_RATINGS, name="published_month_no_few_ratings"),
        ]

    @property
    def share(self) -> float | None:
        return self.punctual / self.resolved if self.resolved else None

    @property
    def content_share(self) -> float | None:
        return self.content / self.rated if self.rated else None


class PublishedUnit(models.Model):
    """One unit of a published month; units with too few dossiers have no row."""

    month = models.ForeignKey(PublishedMonth, models.CASCADE, related_name="units")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    resolved = models.PositiveIntegerField()
    punctual = models.PositiveIntegerField()
    median_minutes = models.PositiveIntegerField(null=True, blank=True)
    rated = models.PositiveIntegerField(null=True, blank=True)  # ratings; empty where they are too few to be shown
    content = models.PositiveIntegerField(null=True, blank=True)  # of them satisfied or very satisfied

    class Meta:
        verbose_name = "đơn vị trong tháng đã công bố"
        constraints = [
            models.UniqueConstraint(fields=["month", "office"], name="published_unit_once"),
            models.CheckConstraint(
                condition=Q(punctual__lte=F("resolved"), resolved__gte=5), name="published_unit_no_small_cell"
            ),
            models.CheckConstraint(condition=ENOUGH_RATINGS, name="published_unit_no_few_ratings"),
        ]

    @property
    def share(self) -> float:
        return self.punctual / self.resolved

    @property
    def content_share(self) -> float | None:
        return self.content / self.rated if self.rated else None
