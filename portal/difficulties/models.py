"""Difficulties and proposals (khó khăn, vướng mắc, kiến nghị) of the units, and what the Department does about them.

Source: the Department's roll-out order asks units to report in time what is to be changed of process and of technique;
domain reference §9.2.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from portal.audit.append_only import AppendOnly
from portal.documents.models import StoredDocument
from portal.offices.models import Office
from portal.pages.models import Page

SUBJECT_LENGTH, TEXT_LENGTH, ANSWER_LENGTH, REASON_LENGTH = 160, 4000, 4000, 500


class Kind(models.TextChoices):
    PROCESS = "process", "Quy trình nghiệp vụ"
    TECHNICAL = "technical", "Kỹ thuật, phần mềm"
    PROPOSAL = "proposal", "Kiến nghị, đề xuất"


class State(models.TextChoices):
    OPEN = "open", "Chờ trả lời"
    PASSED_ON = "passed_on", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Đã xong"
    MERGED = "merged", "Đã gộp"


UNANSWERED = (State.OPEN, State.PASSED_ON)


class Desk(models.TextChoices):
    """Who works on what was passed on."""

    PROCESS = "process", "Bộ phận nghiệp vụ"
    TECHNICAL = "technical", "Bộ phận kỹ thuật"


class AnswerLimit(models.Model):
    """From a day on, the Department answers within so many working days; the day of writing is not counted."""

    valid_from = models.DateField(unique=True)
    working_days = models.PositiveSmallIntegerField()
    legal_document = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "thời hạn trả lời"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(working_days__gte=1, working_days__lte=60), name="limit_1_to_60_days")
        ]


class DifficultyReport(FSMModelMixin, models.Model):
    """One difficulty of one unit. Everybody of any unit may read it; its files stay with the unit and the Department."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="difficulties")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    procedure_code = models.CharField(max_length=20, blank=True)  # empty: of no one procedure
    dossier_code = models.CharField(max_length=40, blank=True)  # as the unit wrote it
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    search_text = models.TextField()  # folded: subject, text, office, answer
    state = FSMField(choices=State.choices, default=State.OPEN, protected=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    waiting_since = models.DateTimeField()  # written, or opened again
    answer_by_on = models.DateField()  # the last local day
    passed_to = models.CharField(max_length=10, choices=Desk.choices, blank=True)
    answer = models.TextField(max_length=ANSWER_LENGTH, blank=True)  # the latest; earlier ones are in the history
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    done = models.TextField(max_length=ANSWER_LENGTH, blank=True)  # what was done, when it was closed
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    guidance = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="difficulties")

    class Meta:
        verbose_name = "khó khăn, kiến nghị"
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="difficulty_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="difficulty_kind_known"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(text=""), name="difficulty_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="difficulty_answered_in_words",
            ),
            models.CheckConstraint(condition=~Q(state="answered") | Q(answered_at__isnull=False), name="answered_has_answer"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(done=""), name="closed_says_what"
            ),
            models.CheckConstraint(condition=~Q(state="passed_on") | ~Q(passed_to=""), name="passed_on_to_somebody"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into__isnull=True),
                name="merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")), name="difficulty_not_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by_on"], condition=Q(state__in=["open", "passed_on"]), name="difficulty_waiting"),
            models.Index(fields=["office", "-written_at"], name="difficulty_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.subject}"

    @property
    def code(self) -> str:
        """As people name it: "KN-0042"."""
        return f"KN-{self.pk:04d}"

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def may_be_reopened(self) -> bool:
        """Once."""
        return self.state in {State.ANSWERED, State.CLOSED} and self.reopened_at is None

    @transition(state, source=[State.OPEN, State.PASSED_ON, State.ANSWERED], target=State.ANSWERED)
    def give_answer(self, words: str, *, by_id: int, at: datetime) -> None:
        self.answer, self.answered_by_id, self.answered_at = words, by_id, at

    @transition(state, source=[State.OPEN, State.PASSED_ON], target=State.PASSED_ON)
    def pass_on(self, desk: str) -> None:
        self.passed_to = desk

    @transition(state, source=[State.OPEN, State.PASSED_ON, State.ANSWERED], target=State.CLOSED)
    def close(self, done: str, *, at: datetime) -> None:
        self.done, self.closed_at = done, at

    @transition(
        state, source=[State.ANSWERED, State.CLOSED], target=State.OPEN, conditions=[lambda one: one.reopened_at is None]
    )
    def reopen(self, *, at: datetime, answer_by_on: date) -> None:
        """The time runs anew; the answer given stays to be read."""
        self.reopened_at = self.waiting_since = at
        self.answer_by_on, self.passed_to = answer_by_on, ""

    @transition(state, source=[State.OPEN, State.PASSED_ON], target=State.MERGED)
    def merge(self, into: "DifficultyReport") -> None:
        self.merged_into = into


class Echo(models.Model):
    """Another unit that meets the same: said by one of its people, once for the unit."""

    difficulty = models.ForeignKey(DifficultyReport, models.PROTECT, related_name="echoes")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "đơn vị cũng gặp"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["difficulty", "office"], name="echo_once_of_a_unit")]


class DifficultyFile(models.Model):
    difficulty = models.ForeignKey(DifficultyReport, models.PROTECT, related_name="files")
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "tệp đính kèm"
        ordering = ["id"]


class DifficultyEvent(AppendOnly):
    """What happened, never changed: figures of any moment are counted from here."""

    difficulty = models.ForeignKey(DifficultyReport, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)  # the answer, the reason, what was done
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lịch sử"
        ordering = ["id"]
        indexes = [models.Index(fields=["verb", "at"], name="difficulty_event_of_a_time")]
