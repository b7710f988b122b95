"""People, where they work and when they are away.

A citizen is a user without a posting; an official is one with a posting in force today.
"""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.offices.models import Office


class Role(models.TextChoices):
    """Source: domain reference §4.2."""

    RECEPTION_OFFICER = "reception_officer", "Cán bộ một cửa"
    CIVIL_STATUS_OFFICER = "civil_status_officer", "Công chức tư pháp – hộ tịch"
    OFFICE_LEADER = "office_leader", "Lãnh đạo ký"
    DISTRICT_SUPERVISOR = "district_supervisor", "Lãnh đạo, cán bộ giám sát cấp huyện"
    IT_OFFICER = "it_officer", "Cán bộ công nghệ thông tin"
    POSTAL_WORKER = "postal_worker", "Nhân viên bưu điện"
    POSTAL_SUPERVISOR = "postal_supervisor", "Giám sát bưu điện"
    DEPARTMENT_VIEWER = "department_viewer", "Chuyên viên Sở Tư pháp"
    DEPARTMENT_ADMIN = "department_admin", "Quản trị Sở Tư pháp"
    ACCOUNTANT = "accountant", "Kế toán, thủ quỹ"
    SOCIAL_OFFICER = "social_officer", "Cán bộ lao động, thương binh và xã hội"
    POLICE_OFFICER = "police_officer", "Cán bộ công an đăng ký cư trú"
    INSURANCE_OFFICER = "insurance_officer", "Cán bộ bảo hiểm xã hội"


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("thư điện tử", max_length=254, unique=True)
    full_name = models.CharField("họ, chữ đệm, tên", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=15, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # may open the Django admin
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name


class PostingQuerySet(models.QuerySet):
    def in_force_on(self, day: date) -> "PostingQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Posting(models.Model):
    """Who works where, in which role, from when to when (local days, both inclusive)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="postings")
    role = models.CharField(max_length=24, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    title = models.CharField("chức danh", max_length=120, blank=True)  # "Công chức tư pháp – hộ tịch"
    title_lines = models.TextField("dòng chức vụ khi ký", blank=True)  # "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    staff_code = models.CharField(max_length=20, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        constraints = [
            models.UniqueConstraint(fields=["user", "office", "role", "valid_from"], name="posting_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="posting_in_order"
            ),
        ]


class AbsenceQuerySet(models.QuerySet):
    def touching(self, first_on: date, last_on: date) -> "AbsenceQuerySet":
        """Those not cancelled that share a day with a span; both ends inclusive."""
        return self.filter(cancelled_at__isnull=True, first_on__lte=last_on, last_on__gte=first_on)

    def on(self, day: date) -> "AbsenceQuerySet":
        return self.touching(day, day)


class Absence(models.Model):
    """Who is away from an office from when to when (local days, both inclusive), and who stands in; nobody: the pool."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    office = models.ForeignKey(Office, models.PROTECT, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    substitute = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="stands_in")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch nghỉ"
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="absence_in_order"),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=models.F("user")), name="absence_not_own_substitute"
            ),
        ]
        indexes = [
            models.Index(fields=["last_on", "office"], condition=Q(cancelled_at__isnull=True), name="absence_by_last_day"),
        ]
