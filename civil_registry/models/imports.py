"""A file of digitised entries on its way into the books: stored, looked at, run by the worker, reported row by row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from civil_registry.models.kinds import EventKind
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", "Chờ xem trước"
    STARTED = "started", "Đang nhập"
    FINISHED = "finished", "Đã nhập xong"
    FAILED = "failed", "Không nhập được"
    DISCARDED = "discarded", "Đã bỏ"


class RegisterImport(FSMModelMixin, models.Model):
    """One file for the books of one office. `rows_done` rows are entered or reported; the worker goes on there."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="register_imports")  # whose books
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = FSMField(choices=ImportState.choices, default=ImportState.UPLOADED, protected=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_from = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)  # the last sign of life of the worker
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    entered = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)  # in the book already, with the same content
    refused = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)  # in the book already, with other content: never overwritten
    fault = models.CharField(max_length=300, blank=True)  # why the file as a whole could not be read

    class Meta:
        verbose_name = "lần nhập sổ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(fault=""), name="failed_import_says_why"),
            models.CheckConstraint(
                condition=Q(
                    rows_done=models.F("entered") + models.F("unchanged") + models.F("refused") + models.F("differing")
                ),
                name="every_row_is_accounted_for",
            ),
        ]
        indexes = [models.Index(fields=["touched_at"], condition=Q(state="started"), name="import_under_way")]

    @property
    def percent(self) -> int:
        return min(100, self.rows_done * 100 // self.rows_total) if self.rows_total else 0

    @transition(state, source=ImportState.UPLOADED, target=ImportState.STARTED)
    def start(self, *, at) -> None:
        self.started_at = self.touched_at = at

    @transition(state, source=ImportState.STARTED, target=ImportState.FINISHED)
    def finish(self, *, at) -> None:
        self.finished_at = self.touched_at = at

    @transition(state, source=ImportState.STARTED, target=ImportState.FAILED)
    def fail(self, *, fault: str, at) -> None:
        self.fault, self.finished_at = fault, at

    @transition(state, source=ImportState.UPLOADED, target=ImportState.DISCARDED)
    def discard(self) -> None:
        """Looked at and found to be the wrong file."""


class RowProblem(models.Model):
    """Why one row was not entered, at one of its columns."""

    run = models.ForeignKey(RegisterImport, models.PROTECT, related_name="problems")
    row = models.PositiveIntegerField()  # as the spreadsheet counts: the titles are row 1
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=400)
    is_difference = models.BooleanField(default=False)

    class Meta:
        verbose_name = "dòng không nhập"
        ordering = ["row", "pk"]
