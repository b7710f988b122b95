"""The directory of authorities that resolve a part of a linked case: whom they serve, since when, how they are reached."""

from datetime import date

from django.db import models
from django.db.models import Q

from portal.language import Words
from portal.offices.models import Office

LONGEST_LINE = 10  # of successions followed


class AuthorityKind(models.TextChoices):
    POLICE = "police", "Công an đăng ký cư trú"
    SOCIAL_INSURANCE = "social_insurance", "Bảo hiểm xã hội"
    SOCIAL_AFFAIRS = "social_affairs", "Bộ phận lao động, thương binh và xã hội"


class Transport(models.TextChoices):
    SCREENS = "screens", "Làm việc ngay trên cổng này"
    HTTP = "http", "Hệ thống của cơ quan, qua HTTP có ký"
    FILES = "files", "Hệ thống của cơ quan, qua tệp"


class AuthorityQuerySet(models.QuerySet):
    def standing_on(self, day: date) -> "AuthorityQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Authority(models.Model):
    """One authority over one span of days (local, both inclusive). Abolished: `valid_to` is set, and `successor` takes over."""

    kind = models.CharField("loại", max_length=20, choices=AuthorityKind.choices)
    name = models.CharField("tên", max_length=160)
    name_en = models.CharField("tên tiếng Anh", max_length=160, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="authorities", verbose_name="đơn vị của cán bộ")
    serves = models.ManyToManyField(Office, related_name="served_by", verbose_name="phường, xã phụ trách")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="inherits_from")
    transport = models.CharField("cách chuyển", max_length=8, choices=Transport.choices, default=Transport.SCREENS)
    partner_code = models.CharField("mã hệ thống", max_length=40, blank=True)  # of portal.exchange, where there is one
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    confirm_hours = models.PositiveSmallIntegerField("giờ làm việc phải xác nhận", default=8)
    silent_hours = models.PositiveSmallIntegerField("giờ làm việc không có tin thì báo", default=24)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan liên thông"
        verbose_name_plural = "cơ quan liên thông"
        ordering = ["kind", "name", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "office", "valid_from"], name="authority_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="authority_life_in_order"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False), name="authority_succeeded_has_ended"
            ),
            models.CheckConstraint(condition=Q(transport="screens") | ~Q(partner_code=""), name="authority_has_partner_code"),
            models.CheckConstraint(condition=Q(confirm_hours__gte=1, silent_hours__gte=1), name="authority_hours_positive"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Words:
        return Words(self.name, self.name_en or self.name)

    def standing_heir(self, day: date) -> "Authority | None":
        """Who stands in its place on a local day: itself, or the end of the line of successors; None where nobody does."""
        heir = self
        for _ in range(LONGEST_LINE):
            if heir is None or heir.valid_to is None or heir.valid_to >= day:
                return heir
            heir = heir.successor
        return None


def authority_for(kind: str, commune: Office, day: date) -> Authority | None:
    """Who does this for a commune on a local day; the youngest where there are several. None where nobody is known."""
    serving = Authority.objects.filter(kind=kind, serves=commune)
    if standing := serving.standing_on(day).order_by("-valid_from", "-pk").first():
        return standing
    former = serving.filter(valid_to__lt=day).select_related("successor").order_by("-valid_to", "-pk").first()
    return former.standing_heir(day) if former else None
