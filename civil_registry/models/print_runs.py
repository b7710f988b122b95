"""Papers that are signed by hand: printed in runs, each sheet followed until it is back signed and sealed.

Source: TT 04/2020/TT-BTP Art. 35 (a spoilt paper is replaced, never mended); domain reference §5.1 steps 10-12.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from civil_registry.models.copies import ExtractCopy
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class PrintRun(models.Model):
    """Sheets printed together, in the order of the issue register; with a reason: sheets printed once more."""

    number = models.CharField(max_length=10, unique=True)  # digits only, on the cover sheet: yymmdd and the day's serial
    office = models.ForeignKey(Office, models.PROTECT, related_name="print_runs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reprint_reason = models.CharField(max_length=300, blank=True)
    total = models.PositiveIntegerField()  # sheets
    done = models.PositiveIntegerField(default=0)  # sheets already in the file
    worked_at = models.DateTimeField(null=True, blank=True)  # when a worker last said that it is at it
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đợt in"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=1, done__lte=models.F("total")), name="run_never_over_full"),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(finished_at__isnull=False), name="run_finished_has_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(document__isnull=True), name="run_to_print"),
            models.Index(fields=["office", "-id"], name="run_of_office"),
        ]

    def __str__(self) -> str:
        return self.number


class PrintedSheet(models.Model):
    """One sheet of paper of a copy. Jammed or spoilt, it is replaced by another row that prints the same bytes."""

    run = models.ForeignKey(PrintRun, models.PROTECT, related_name="sheets")
    copy = models.ForeignKey(ExtractCopy, models.PROTECT, related_name="sheets")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()  # in the run, from 1
    index = models.PositiveSmallIntegerField()  # of the copy: 1 of 2
    number = models.CharField(max_length=14, db_index=True)  # under the bar code; the same on what replaces it
    reprint_of = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reprinted_as")
    spoiled_at = models.DateTimeField(null=True, blank=True)
    spoiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    spoiled_reason = models.CharField(max_length=300, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)  # back: signed by hand and sealed
    scanned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    security_serial = models.CharField(max_length=30, blank=True)  # of the seal or the security paper, where there is one

    class Meta:
        verbose_name = "tờ in"
        ordering = ["run_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="sheet_once_in_its_place"),
            models.UniqueConstraint(
                fields=["copy", "index"], condition=Q(spoiled_at__isnull=True), name="one_sheet_counts_for_each_copy"
            ),
            models.UniqueConstraint(
                fields=["office", "security_serial"], condition=~Q(security_serial=""), name="security_serial_once_per_office"
            ),
            models.CheckConstraint(
                condition=Q(spoiled_at__isnull=True) | ~Q(spoiled_reason=""), name="spoiled_sheet_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(scanned_at__isnull=True) | Q(scanned_by__isnull=False), name="sheet_scanned_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(security_serial="") | Q(scanned_at__isnull=False), name="only_sealed_has_serial"
            ),
        ]


class SealingRule(models.Model):
    """Whether the sheets of a copy must be back, signed and sealed, before its envelope leaves. Without a row: no."""

    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan (để trống: toàn thành phố)"
    )
    from_on = models.DateField("từ ngày")
    must_scan_back = models.BooleanField("phải quét lại đủ tờ đã ký, đóng dấu trước khi giao bưu điện", default=True)

    class Meta:
        verbose_name = "quy định quét lại bản đã ký"
        constraints = [
            models.UniqueConstraint(fields=["office", "from_on"], name="sealing_rule_once_per_office_day"),
            models.UniqueConstraint(
                fields=["from_on"], condition=Q(office__isnull=True), name="sealing_rule_of_the_city_once_per_day"
            ),
        ]
