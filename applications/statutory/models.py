"""Reports of the Department: prepared, looked at, and issued under a number. What is issued the database never changes.

An issued report is corrected by another one that names what differs; the first stays as it was.
Source: TT 01/2020/TT-VPCP; numbers by NĐ 30/2020/NĐ-CP; domain reference §9.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.statutory.content import fingerprint
from applications.statutory.periods import PeriodKind
from applications.statutory.tables import Question
from portal.days import HANOI
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class Report(models.Model):
    """`content`: the figures as they were counted, all that is ever drawn. `units_key`: the units asked for, "" for all."""

    form = models.CharField(max_length=30)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # who reports
    period_kind = models.CharField(max_length=12, choices=PeriodKind.choices)
    first_on = models.DateField()
    last_on = models.DateField()
    as_of = models.DateTimeField()
    unit_ids = models.JSONField(default=list)
    units_key = models.CharField(max_length=64, blank=True)
    content = models.JSONField()
    explanation = models.CharField(max_length=1000, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "báo cáo định kỳ"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="statutory_period_in_order"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True, number__isnull=True, year__isnull=True, sha256="")
                | Q(issued_at__isnull=False, issued_by__isnull=False, number__gte=1, year__isnull=False) & ~Q(sha256=""),
                name="statutory_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(version=1, corrects__isnull=True) | Q(version__gt=1, corrects__isnull=False),
                name="statutory_version_corrects",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(issued_at__isnull=False), name="statutory_paper_of_issued"
            ),
            models.UniqueConstraint(fields=["office", "year", "number"], name="statutory_number_once"),
            models.UniqueConstraint(
                fields=["form", "office", "first_on", "last_on", "units_key", "version"],
                condition=Q(issued_at__isnull=False),
                name="statutory_issued_once",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="statutory_of_office"),
            models.Index(fields=["id"], condition=Q(issued_at__isnull=False, document__isnull=True), name="statutory_to_print"),
        ]

    def __str__(self) -> str:
        return self.number_text or f"{self.form} {self.first_on}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def number_text(self) -> str:
        """ "05/BC-STP", as NĐ 30/2020 writes numbers; empty while prepared."""
        return f"{self.number:02d}/BC-STP" if self.number else ""

    @property
    def asked(self) -> Question:
        return Question(self.first_on, self.last_on, self.as_of, tuple(self.unit_ids))

    def sealed(self) -> dict:
        """What the fingerprint covers: the figures, under which number, by whom and when, and what was corrected."""
        return {
            "office": self.office.code,
            "number": self.number,
            "year": self.year,
            "version": self.version,
            "corrects": self.corrects.sha256 if self.corrects else "",
            "issued_at": self.issued_at.astimezone(HANOI).isoformat(timespec="seconds"),
            "issued_by": self.issued_by_id,
            "explanation": self.explanation,
            "content": self.content,
        }

    @property
    def is_as_issued(self) -> bool:
        """The fingerprint computed anew is the one that was kept."""
        return fingerprint(self.sealed()) == self.sha256


class DossierExport(models.Model):
    """The dossiers of a period asked for as a file: how many there are, how many are written, and the file once it is whole."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # who asked for it
    first_on = models.DateField()
    last_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(null=True, blank=True)  # empty: no worker has begun
    done = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True, blank=True)  # when the worker last told how far it is
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "tệp hồ sơ của kỳ"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="export_period_in_order")]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="export_to_write")]

    def __str__(self) -> str:
        return f"{self.first_on} {self.last_on}"

    @property
    def asked(self) -> Question:
        return Question(self.first_on, self.last_on, self.asked_at)

    @property
    def percent(self) -> int:
        """How far, for the bar; never a hundred before the file is there."""
        return 100 if self.document_id else min(99, 100 * self.done // self.total) if self.total else 0
