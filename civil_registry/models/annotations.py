"""What is written in the margin of an entry after its registration (Ghi chú), and the scans of its page.

Source: 60/2014/QH13 Art. 4(3), 30; TT 04/2020/TT-BTP Art. 23, 29-30: the copy shows what the margin changed.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from civil_registry.models.books import RegisterEntry
from portal.documents.models import StoredDocument


class Matter(models.TextChoices):
    """What the margin tells of."""

    DIVORCE = "divorce", "Ly hôn"
    ANNULMENT = "annulment", "Hủy việc kết hôn"
    CORRECTION = "correction", "Cải chính hộ tịch"
    CHANGE = "change", "Thay đổi hộ tịch"
    ADDITION = "addition", "Bổ sung thông tin hộ tịch"
    ETHNICITY = "ethnicity", "Xác định lại dân tộc"
    PARENTHOOD = "parenthood", "Nhận cha, mẹ, con"
    ADOPTION = "adoption", "Nuôi con nuôi, chấm dứt nuôi con nuôi"
    GUARDIANSHIP = "guardianship", "Giám hộ, chấm dứt giám hộ"
    OTHER = "other", "Việc khác"


class Ground(models.TextChoices):
    """What the margin rests on."""

    COURT = "court", "Bản án, quyết định của Tòa án"
    DECISION = "decision", "Quyết định của cơ quan có thẩm quyền"
    EXTRACT = "extract", "Trích lục hộ tịch"
    FOREIGN = "foreign", "Giấy tờ nước ngoài đã ghi vào sổ"
    LAW = "law", "Văn bản pháp luật"


class Annotation(models.Model):
    """One note in the margin: its words, what it changes field by field, on what ground. Entered by one person, in force once
    another has checked it beside the paper; after that nothing of it changes. The entry's fields and note follow from these."""

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="annotations")
    matter = models.CharField("việc ghi chú", max_length=20, choices=Matter.choices)
    text = models.TextField("nội dung ghi chú")  # as in the book
    changes = models.JSONField(default=list, blank=True)  # [{"field": code, "from": "…", "to": "…"}]; blank is ""
    ground = models.CharField("căn cứ", max_length=20, choices=Ground.choices)
    ground_number = models.CharField("số văn bản", max_length=60)
    ground_on = models.CharField("ngày văn bản", max_length=10)  # partial ISO date
    ground_authority = models.CharField("cơ quan ban hành", max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField(max_length=500, blank=True)  # checked and found wrong: never in force
    made_version = models.PositiveIntegerField(null=True, blank=True)  # of the entry, where it came into force

    class Meta:
        verbose_name = "ghi chú trong sổ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")), name="nobody_checks_his_own_note"
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True, declined_reason="", made_version__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="note_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True)
                | Q(declined_reason="", made_version__isnull=False)
                | (~Q(declined_reason="") & Q(made_version__isnull=True)),
                name="note_in_force_or_declined",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
        ]
        indexes = [models.Index(fields=["entered_at"], condition=Q(checked_at__isnull=True), name="note_to_check")]

    @property
    def is_waiting(self) -> bool:
        return self.checked_at is None

    @property
    def is_in_force(self) -> bool:
        return self.made_version is not None


class EntryScan(models.Model):
    """A scan of the page of an entry, for the staff of the office that holds the book."""

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="scans")
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # of the file, as it was given
    pages = models.PositiveSmallIntegerField(null=True, blank=True)  # of a PDF
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # a page of somebody else: kept, but shown no more
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "bản quét trang sổ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="scan_withdrawn_for_a_reason",
            ),
        ]
