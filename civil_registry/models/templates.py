"""The dated forms of the papers, as rows: what a paper is called, numbered and made of, and who compared it with the print.

Source: domain reference §2.3 ("one ExtractTemplate in data, not in code"), §14.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from civil_registry.models.kinds import FORM_SUBTYPES, EventKind
from portal.documents.models import StoredDocument


class SerialStyle(models.TextChoices):
    SINCE_2020 = "since_2020", "có năm từ 2020 (12/TLKS-BS, 12/2020/TLKS-BS)"
    WITH_YEAR = "with_year", "luôn có năm (12/2020/TLKS-BS)"
    PLAIN = "plain", "không có năm (12/TLKS-BS)"
    ENTRY = "entry", "số trong sổ và năm (12/2026)"


class UsedForm(TypeError):
    """Somebody tried to change a form in place: papers were or may be drawn in it."""


class ExtractTemplate(models.Model):
    """One version of one dated form. Never changed: what differs is another version with its day of effect.

    Of the forms of a kind that cover a day the youngest holds (form_store.in_force). The review is the one
    thing that is added later, with a sample sheet; it prints nothing.
    """

    class Layout(models.TextChoices):
        LINES = "lines", "từng dòng"
        PAIRS = "pairs", "hai người song song"

    REVIEW = ("reviewed_by", "reviewed_at", "review_document", "review_compared_on", "review_note")

    code = models.CharField("mã mẫu", max_length=40)  # "birth-2020": the same over its versions
    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    kind = models.CharField("loại việc", max_length=30, choices=EventKind.choices)
    subtype = models.CharField("loại việc con", max_length=30, choices=FORM_SUBTYPES, blank=True)
    valid_from = models.DateField("dùng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    title = models.CharField("tên giấy", max_length=120)
    suffix = models.CharField("ký hiệu", max_length=20)
    serial_style = models.CharField("kiểu số", max_length=12, choices=SerialStyle.choices, default=SerialStyle.SINCE_2020)
    signer_label = models.CharField("nhãn người ký", max_length=80)
    layout = models.CharField("bố cục", max_length=8, choices=Layout.choices, default=Layout.LINES)
    rows = models.TextField("các dòng")  # as form_lines.py reads them
    source = models.CharField("nguồn", max_length=300)
    needs_review = models.BooleanField("phải đối chiếu", default=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)  # empty: shipped
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_document = models.CharField("văn bản đối chiếu", max_length=200, blank=True)
    review_compared_on = models.DateField("ngày đối chiếu", null=True, blank=True)
    review_note = models.CharField("ghi chú", max_length=500, blank=True)

    sample = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # to compare with

    class Meta:
        verbose_name = "mẫu giấy"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="form_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="form_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True)
                | (Q(reviewed_by__isnull=False, review_compared_on__isnull=False) & ~Q(review_document="")),
                name="form_review_says_who_and_what",
            ),
            models.CheckConstraint(condition=~Q(rows="") & ~Q(title="") & ~Q(suffix=""), name="form_is_no_blank"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.version})"

    def save(self, *args, **options) -> None:
        """Raises UsedForm where more than the review of a kept form would change."""
        if self.pk is not None and set(options.get("update_fields") or ["all"]) - {*self.REVIEW, "sample"}:
            raise UsedForm(str(self))
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise UsedForm(str(self))

    @property
    def is_uncertain(self) -> bool:
        """Not compared with the Ministry's print yet: staff are told."""
        return self.needs_review and self.reviewed_at is None
