"""Units where people work (Department, districts, communes, post offices), their lives and calendars; postal addresses.

Identify a unit by (code, valid_from), never by code or name alone: codes and names are re-used after a merger.
`valid_from` empty = older than the data; `valid_to` = last day, empty = open. All days are local (Asia/Ho_Chi_Minh).
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Level(models.TextChoices):
    DEPARTMENT = "department", "Sở Tư pháp"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    POST = "post", "Bưu điện"
    PARTNER = "partner", "Cơ quan liên thông"  # police, social insurance: they resolve a part of a linked procedure


class OfficeQuerySet(models.QuerySet):
    def standing_on(self, day: date) -> "OfficeQuerySet":
        """Units that existed on that day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class RealOffices(models.Manager.from_queryset(OfficeQuerySet)):
    """Without the sandboxes of training mode: nobody chooses, ranks, writes to or reports on what is only exercised in."""

    def get_queryset(self) -> OfficeQuerySet:
        return super().get_queryset().filter(is_training=False)


class CalendarExceptionQuerySet(models.QuerySet):
    def live(self) -> "CalendarExceptionQuerySet":
        """In force or proposed."""
        return self.exclude(status="withdrawn")


class OpeningHoursQuerySet(models.QuerySet):
    def in_force(self) -> "OpeningHoursQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Office(models.Model):
    code = models.CharField(max_length=20)
    name = models.CharField("tên", max_length=120)  # with its type: "Phường Đống Mác"
    kind = models.CharField(max_length=12)  # so, quan, huyen, thi_xa, phuong, xa, thi_tran, buu_dien, cong_an, bhxh
    level = models.CharField(max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    act_created = models.CharField(max_length=60, blank=True)
    act_ended = models.CharField(max_length=60, blank=True)
    search_name = models.CharField(max_length=260, db_index=True)  # folded name, then folded parent name
    slug = models.SlugField(max_length=140)  # without diacritics; unique among units standing today
    # Domain §1.5: the identifiers of Hà Nội's communes are not public yet, so they are data.
    agency_code = models.CharField(max_length=20, blank=True)  # in dossier codes: "H26.00256"
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_training = models.BooleanField(default=False)  # a sandbox beside its parent: invented dossiers, no legal effect

    # What belongs to a sandbox still finds it: Django follows foreign keys by the base manager.
    objects = RealOffices()
    with_sandboxes = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        ordering = ["level", "name"]
        indexes = [models.Index(fields=["id"], condition=Q(is_training=True), name="office_sandboxes")]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="office_code_valid_from"),
            # SQLite has no NULLS NOT DISTINCT, so the spans without a beginning have a constraint of their own.
            models.UniqueConstraint(fields=["code"], condition=Q(valid_from__isnull=True), name="office_code_of_old"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="office_life_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_training=False) | Q(parent__isnull=False), name="sandbox_stands_beside_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with its district where it had one: "Phường Đống Mác, quận Hai Bà Trưng"."""
        if self.is_in_district:
            parent = self.parent.name
            return f"{self.name}, {parent[0].lower()}{parent[1:]}"
        return self.name

    @property
    def name_in_sentence(self) -> str:
        """ "phường Hai Bà Trưng": the type in lower case, as inside a sentence."""
        return self.name[0].lower() + self.name[1:]

    @property
    def authority_name(self) -> str:
        """The body that signs: "Ủy ban nhân dân phường Hai Bà Trưng"."""
        return f"Ủy ban nhân dân {self.name_in_sentence}" if self.has_committee else self.name

    @property
    def is_in_district(self) -> bool:
        return bool(self.level == Level.COMMUNE and self.parent_id and self.parent.level == Level.DISTRICT)

    @property
    def has_committee(self) -> bool:
        """Whether a People's Committee stands behind it; the Department, the post and partners act in their own name."""
        return self.level not in {Level.DEPARTMENT, Level.POST, Level.PARTNER}

    @classmethod
    def sandboxes(cls) -> models.QuerySet:
        """Keys of the offices where people train: THE list that every count, message and letter leaves out."""
        return cls.with_sandboxes.filter(is_training=True).order_by().values("pk")

    def stands_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class OfficeSuccession(models.Model):
    """One unit (or a part of it) passed to another on a day. Many to many; `is_main` empty = a person must choose."""

    class Kind(models.TextChoices):
        MERGED_WHOLE = "merged_whole", "Nhập toàn bộ"
        SPLIT_PART = "split_part", "Chia tách"
        DISTRICT_ABOLISHED = "district_abolished", "Kết thúc cấp huyện"

    predecessor = models.ForeignKey(Office, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Office, models.PROTECT, related_name="inheritances")
    effective_on = models.DateField()
    kind = models.CharField(max_length=24, choices=Kind.choices)
    share = models.CharField(max_length=24, blank=True)
    share_note = models.CharField(max_length=400, blank=True)
    is_main = models.BooleanField(null=True)
    main_basis = models.CharField(max_length=24, blank=True)
    legal_act = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "effective_on"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="succession_not_to_itself"),
        ]


class ServiceActivation(models.Model):
    """From which day an office offers a procedure online. Successors of a live office are live (offices.activation)."""

    procedure_code = models.CharField(max_length=20)
    office = models.ForeignKey(Office, models.PROTECT, related_name="activations")
    online_level = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    phase = models.CharField(max_length=40)
    basis = models.CharField(max_length=20)  # named, or deduced, in the source

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure_code", "office", "valid_from"], name="activation_once"),
        ]


class OpeningHours(models.Model):
    """When an office is open; office empty = every office without hours of its own. Hours of one scope never overlap.

    Saturday sessions only receive unless they say that they count: then that Saturday is a working day.
    """

    class Session(models.TextChoices):
        WEEKDAYS = "weekdays", "Ngày làm việc"
        SATURDAY = "saturday", "Thứ Bảy"

    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="opening_hours")
    session = models.CharField(max_length=12, choices=Session.choices, default=Session.WEEKDAYS)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    counts_as_working_day = models.BooleanField(default=False)
    legal_document = models.CharField(max_length=160, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="ended")  # the hours after it
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = OpeningHoursQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="hours_in_order"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="hours_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(counts_as_working_day=False) | Q(session="saturday"), name="hours_count_on_saturday_only"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="hours_withdrawn_with_reason"
            ),
        ]  # no overlap: migration 0101, in each database's own way


class CalendarException(models.Model):
    """A day that is not what its weekday says. Nothing is deleted: what is withdrawn stays, with who, when and why.

    Source: Labour Code 2012 Art. 115, 2019 Art. 112, yearly notices.
    """

    class Kind(models.TextChoices):
        PUBLIC_HOLIDAY = "public_holiday", "Nghỉ lễ, tết"
        COMPENSATORY = "compensatory", "Nghỉ bù"
        SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
        SWAP_WORKING = "swap_working", "Làm bù"
        EMERGENCY_CLOSURE = "emergency_closure", "Đóng cửa vì sự cố"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Đề xuất, chưa có hiệu lực"
        IN_FORCE = "in_force", "Có hiệu lực"
        WITHDRAWN = "withdrawn", "Đã rút"

    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="calendar_exceptions")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.IN_FORCE)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    legal_document = models.CharField(max_length=160, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = CalendarExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "status"], condition=~Q(status="withdrawn"), name="exception_once"),
            models.UniqueConstraint(
                fields=["on", "status"],
                condition=Q(office__isnull=True) & ~Q(status="withdrawn"),
                name="exception_of_city_once",
            ),
            # A closure may fall on a Saturday, where that Saturday is worked: the action looks.
            models.CheckConstraint(
                condition=Q(kind="emergency_closure")
                | Q(kind="swap_working", on__week_day__in=[1, 7])
                | Q(kind__in=["public_holiday", "compensatory", "swap_off"], on__week_day__in=[2, 3, 4, 5, 6]),
                name="exception_fits_its_weekday",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="exception_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"

    @property
    def is_working(self) -> bool:
        return self.kind == self.Kind.SWAP_WORKING


class CalendarYear(models.Model):
    """How far a year's calendar is known. Beyond `known_until` the rule refuses instead of guessing."""

    year = models.PositiveSmallIntegerField(unique=True)
    known_from = models.DateField()
    known_until = models.DateField()
    legal_document = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(known_from__year=models.F("year"), known_until__year=models.F("year")),
                name="year_knows_its_own_days",
            ),
            models.CheckConstraint(condition=Q(known_until__gte=models.F("known_from")), name="year_known_in_order"),
        ]


class CalendarVersion(models.Model):
    """One row for each change in force, numbered without gaps, so that a promise can name the calendar it was made with."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=240)  # a Vietnamese sentence
    spans = models.JSONField(default=list)  # what may have moved; calendar_versions.Span reads and writes it

    class Meta:
        ordering = ["-number"]


class CalendarStamp(models.Model):
    """One row, changed by triggers with every change of exceptions, years or hours, of fees or limits, of what offices take
    in: what a kept copy of them is known by."""

    stamp = models.CharField(max_length=32)


class Province(models.Model):
    """A province or city of today, for postal addresses."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField("tên", max_length=60)  # "Thành phố Hà Nội"
    short_name = models.CharField(max_length=60)  # "Hà Nội"
    kind = models.CharField(max_length=12)  # tinh, thanh_pho
    search_name = models.CharField(max_length=60)  # folded short name: search and order

    class Meta:
        verbose_name = "tỉnh, thành phố"
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune-level unit of today anywhere in the country, for postal addresses; offices are `Office`."""

    code = models.CharField(max_length=5, unique=True)
    name = models.CharField("tên", max_length=80)  # "Phường Hai Bà Trưng"
    kind = models.CharField(max_length=12)  # phuong, xa, dac_khu
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    search_name = models.CharField(max_length=80)  # folded name without its type: search and order

    class Meta:
        verbose_name = "xã, phường, đặc khu"
        ordering = ["search_name", "kind"]
        indexes = [models.Index(fields=["province", "search_name"], name="commune_of_province")]

    def __str__(self) -> str:
        return self.name
