"""One authority's part of a linked case: its own state, clock, owner, papers and result.

Transition methods change this row only; actions/ locks, checks, moves, saves and writes the history.
"""

from datetime import date, datetime

from django.db import models
from django.db.models import Case, F, Q, When
from django_fsm import FSMField, FSMModelMixin, transition

from applications.deadlines import Promise
from applications.linked.models.authority import Authority, AuthorityKind
from applications.linked.models.case import LinkedCase
from applications.linked.plans import ChildPlan
from applications.linked.states import FINAL, WITH_THE_AUTHORITY, WITH_THE_COMMUNE, ChildState
from portal.documents.models import StoredDocument

REASON_LENGTH, RESULT_LENGTH = 1000, 200


class ChildCase(FSMModelMixin, models.Model):
    case = models.ForeignKey(LinkedCase, models.PROTECT, related_name="children")
    key = models.CharField(max_length=30)  # of the plan: "residence"
    number = models.CharField(max_length=20, unique=True)  # "7QK4M92XAB-1": what both sides call it, whoever takes it over
    kind = models.CharField(max_length=20, choices=AuthorityKind.choices)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="children")
    state = FSMField(choices=ChildState.choices, default=ChildState.WAITING, protected=True)
    version = models.PositiveIntegerField(default=0)
    is_by_hand = models.BooleanField(default=False)  # carried with a printed record, not sent

    # The hand-over, stated by one side and confirmed by the other.
    attempts = models.PositiveSmallIntegerField(default=0)
    disputed_attempt = models.PositiveSmallIntegerField(default=0)  # the last one the other side did not take
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)  # from here on it is theirs, and their clock runs

    # The clock of the authority. The promise is fixed with its reasons; a supplement makes a new one.
    clock_from = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    policy = models.CharField(max_length=80, blank=True)
    due_why = models.JSONField(default=list)
    due_why_en = models.JSONField(default=list)
    runs_out_at = models.GeneratedField(
        expression=Case(When(state="accepted", then=F("due_at"))), output_field=models.DateTimeField(null=True), db_persist=True
    )
    # The last event while somebody other than the citizen must act, else empty: for the radar and its index.
    last_event_at = models.DateTimeField()
    idle_since = models.GeneratedField(
        expression=Case(When(state__in=["to_send", "sent", "accepted"], then=F("last_event_at"))),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    supplement_count = models.PositiveSmallIntegerField(default=0)
    asked = models.JSONField(default=list)  # what the citizen is asked for now, in words
    result_number = models.CharField(max_length=60, blank=True)
    result_on = models.DateField(null=True, blank=True)
    result_where = models.CharField(max_length=RESULT_LENGTH, blank=True)  # where to fetch it, or how it comes
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)  # of the supplement, refusal, dispute or cancellation
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phần việc liên thông"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="linked_child_once"),
            models.CheckConstraint(condition=Q(state__in=ChildState.values), name="linked_child_state_known"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(authority__isnull=False, sent_at__isnull=False, attempts__gte=1),
                name="linked_sent_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "supplement_requested", "resolved", "refused"])
                | Q(authority__isnull=False, accepted_at__isnull=False, due_at__isnull=False, due_on__isnull=False),
                name="linked_accepted_has_promise",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "supplement_requested", "resolved", "refused"])
                | Q(accepted_at__isnull=True),
                name="linked_confirmed_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="resolved") | (~Q(result_number="") & Q(result_on__isnull=False)),
                name="linked_resolved_has_result",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "cancelled", "supplement_requested"]) | ~Q(reason=""),
                name="linked_no_result_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["resolved", "refused", "cancelled"], ended_at__isnull=False)
                | (~Q(state__in=["resolved", "refused", "cancelled"]) & Q(ended_at__isnull=True)),
                name="linked_ended_when_final",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "due_at"], name="linked_child_queue"),
            models.Index(fields=["idle_since"], condition=Q(idle_since__isnull=False), name="linked_child_idle"),
            models.Index(fields=["id"], condition=Q(state="to_send"), name="linked_child_to_send"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def plan(self) -> ChildPlan:
        return self.case.plan.child(self.key)

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def is_with_the_commune(self) -> bool:
        return self.state in WITH_THE_COMMUNE

    @property
    def is_with_the_authority(self) -> bool:
        return self.state in WITH_THE_AUTHORITY

    # --- Transitions: source, target, and the fields of this row; no saving, no messages -----------------------------

    def promise(self, promise: Promise) -> None:
        self.clock_from, self.due_on, self.due_at = promise.submitted_at, promise.due_on, promise.due_at
        self.policy = promise.policy
        self.due_why, self.due_why_en = list(promise.why), list(promise.why_en)

    @transition(state, source=ChildState.WAITING, target=ChildState.TO_SEND)
    def become_ready(self) -> None:
        """What it starts after is done."""

    @transition(state, source=[ChildState.TO_SEND, ChildState.SENT], target=ChildState.SENT)
    def send(self, authority: Authority, *, at: datetime, by_hand: bool = False) -> None:
        """Stated by the sender; nothing counts as sent until the other side has confirmed it."""
        self.authority, self.sent_at, self.is_by_hand = authority, at, by_hand
        self.attempts, self.reason = self.attempts + 1, ""

    @transition(state, source=ChildState.SENT, target=ChildState.TO_SEND)
    def dispute(self, *, reason: str) -> None:
        """Not taken: it is the commune's again."""
        self.reason, self.disputed_attempt = reason, self.attempts

    @transition(state, source=ChildState.SENT, target=ChildState.TO_SEND)
    def call_back(self) -> None:
        """Whom it was handed to has ended before confirming: it goes to the successor."""

    @transition(state, source=ChildState.SENT, target=ChildState.ACCEPTED)
    def accept(self, promise: Promise, *, at: datetime) -> None:
        self.accepted_at, self.reason = at, ""
        self.promise(promise)

    @transition(state, source=ChildState.ACCEPTED, target=ChildState.SUPPLEMENT_REQUESTED)
    def ask_for_supplement(self, *, items: list[str], reason: str) -> None:
        self.supplement_count += 1
        self.asked, self.reason = items, reason

    @transition(state, source=ChildState.SUPPLEMENT_REQUESTED, target=ChildState.ACCEPTED)
    def supplement(self, promise: Promise) -> None:
        """The limit starts from zero, as the commune's does. Source: NĐ 61/2018, Art. 19(4)."""
        self.asked, self.reason = [], ""
        self.promise(promise)

    @transition(state, source=list(WITH_THE_AUTHORITY), target=ChildState.RESOLVED)
    def resolve(self, *, number: str, on: date, where: str, at: datetime) -> None:
        """Also while it waits for the citizen: who was asked may have brought his paper to their counter."""
        self.asked, self.reason = [], ""
        self.result_number, self.result_on, self.result_where, self.ended_at = number, on, where, at

    @transition(state, source=list(WITH_THE_AUTHORITY), target=ChildState.REFUSED)
    def refuse(self, *, reason: str, at: datetime) -> None:
        """Also while it waits for the citizen: one who never answers does not keep the case open for ever."""
        self.reason, self.asked, self.ended_at = reason, [], at

    @transition(state, source=ChildState.WAITING, target=ChildState.CANCELLED)
    def cancel(self, *, reason: str, at: datetime) -> None:
        """What it was to start after ended without result. What has started goes on: the commune's part is never undone."""
        self.reason, self.ended_at = reason, at


class ChildPaper(models.Model):
    """A file with which the citizen answered one authority; no other authority sees it."""

    child = models.ForeignKey(ChildCase, models.PROTECT, related_name="papers")
    round = models.PositiveSmallIntegerField()  # the supplement it answers
    place = models.PositiveSmallIntegerField()  # which of the things asked for, from 1
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["child", "round", "place", "document"], name="linked_paper_once")]
