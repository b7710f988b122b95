"""The application: what was declared, where it stands, and what was promised.

Transition methods change this row only; actions/ locks, checks, moves, saves and writes the history.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django_fsm import FSMField, FSMModelMixin, transition

from applications.deadlines import Promise
from applications.limits import limit_code_of
from applications.models.money import CollectionMode
from applications.states import OPEN, REISSUABLE, State
from civil_registry.models import EventKind, ExtractCopy
from portal.offices.models import Office


class ApplicationQuerySet(models.QuerySet):
    def real(self) -> "ApplicationQuerySet":
        """Without the invented ones of training mode. Whatever counts, watches or tells asks this."""
        return self.exclude(office__in=Office.sandboxes())


TYPED = "typed"  # in `answers`: what was typed and is not right yet, by step


class DeliveryMethod(models.TextChoices):
    POST = "post", "Bưu điện giao tận nơi"
    DESK = "desk", "Nhận tại cơ quan"


class Channel(models.TextChoices):
    """How a dossier came in: columns (4) and (5) of the statutory report. At the desk: filed for somebody who sits there."""

    ONLINE = "online", "Trực tuyến"
    DESK = "desk", "Trực tiếp"
    POST = "post", "Bưu chính"


class Application(FSMModelMixin, models.Model):
    ref = models.CharField(max_length=10, unique=True)  # random and public: "7QK4M92XAB"
    dossier_code = models.CharField(max_length=40, null=True, blank=True, unique=True)  # given at reception
    procedure_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    version = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ONLINE)

    # Who may open it: an account, or the device the draft was begun on (a cookie; only its hash is stored).
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="applications")
    device_hash = models.CharField(max_length=64, blank=True)
    idempotency_key = models.CharField(max_length=40, null=True, blank=True, unique=True)
    # Filed at the desk for somebody who sits there: the official who helps, and when the person had read and confirmed it.
    helped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    # Twins: one filing, a dossier for each child. The first one filed; empty for the first itself.
    filed_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="filed_together")

    # What was declared: answers by step and field (procedures/), frozen at submission.
    answers = models.JSONField(default=dict)
    registered_at = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")  # historical unit
    registered_place = models.CharField(max_length=200, blank=True)  # in words, as typed or as chosen
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="applications")  # competent
    requester_name = models.CharField(max_length=200, blank=True)
    requester_phone = models.CharField(max_length=15, blank=True)
    requester_email = models.CharField(max_length=254, blank=True)
    subject_name = models.CharField(max_length=200, blank=True)
    subject_personal_id = models.CharField(max_length=12, blank=True)
    relationship = models.CharField(max_length=30, blank=True)
    search_text = models.CharField(max_length=640, blank=True)  # folded: subject, requester
    copies = models.PositiveSmallIntegerField(default=1)
    delivery_method = models.CharField(max_length=8, choices=DeliveryMethod.choices, default=DeliveryMethod.POST)
    language = models.CharField(max_length=5, default="vi")  # of messages to the citizen

    # Money, fixed at submission (integer đồng).
    fee_vnd = models.PositiveIntegerField(default=0)
    postage_vnd = models.PositiveIntegerField(default=0)
    fee_note = models.CharField(max_length=200, blank=True)  # why it is waived
    collection_mode = models.CharField(max_length=10, choices=CollectionMode.choices, default=CollectionMode.COD)
    fee_paid_vnd = models.PositiveIntegerField(default=0)  # of the fee, ahead of delivery
    fee_paid_at = models.DateTimeField(null=True, blank=True)  # the whole of it
    # What its open accounts still claim, waived and written off taken away; before they are open, nobody has changed a claim.
    fee_owed_vnd = models.PositiveIntegerField(null=True, blank=True)
    postage_owed_vnd = models.PositiveIntegerField(null=True, blank=True)

    # The clock. The promise is fixed with its reasons; a supplement makes a new one.
    submitted_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    clock_from = models.DateTimeField(null=True, blank=True)  # what the promise is computed from: filed, supplemented, moved
    promised_on = models.DateField(null=True, blank=True)  # the day first promised; statistics count by it, come what may
    policy = models.CharField(max_length=40, blank=True)  # "2.000635 2016-01-01"
    calendar_version = models.PositiveIntegerField(default=0)
    due_why = models.JSONField(default=list)
    due_why_en = models.JSONField(default=list)  # empty on promises made before reasons were kept in English
    # `due_at` while the clock runs, else empty. A column of its own, because SQLite never proves that `state IN (?, ?)`
    # implies the condition of a partial index: the queue and the watch would read and sort every open dossier.
    runs_out_at = models.GeneratedField(
        expression=Case(When(state__in=[State.SUBMITTED, State.RECEIVED], then=F("due_at"))),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    # Where something had to be verified: the limit in working days since then; empty: never extended.
    extended_days = models.PositiveSmallIntegerField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)  # set once, by the clock
    reappointed_at = models.DateTimeField(null=True, blank=True)  # by a signed apology; `due_at` stays what was promised
    reminded_at = models.DateTimeField(null=True, blank=True)
    last_event_at = models.DateTimeField(null=True, blank=True)  # a person last did something; the clock's own entries are none
    # `last_event_at` while it is for the office to do something, else empty: for its index, as `runs_out_at`.
    idle_since = models.GeneratedField(
        expression=Case(
            When(state__in=[State.SUBMITTED, State.RECEIVED, State.ISSUED, State.RETURNED_TO_OFFICE], then=F("last_event_at"))
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    received_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)  # signed and numbered, or closed without result
    handed_over_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    reissued_at = models.DateTimeField(null=True, blank=True)  # a copy of ours was wrong and another took its place

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assigned_applications"
    )
    extract = models.OneToOneField(ExtractCopy, models.PROTECT, null=True, blank=True, related_name="application")
    supplement_count = models.PositiveSmallIntegerField(default=0)
    closing_reason = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()  # last change of a draft

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(submitted_at__isnull=False, counted_at__isnull=False, due_at__isnull=False, office__isnull=False),
                name="submitted_has_promise_and_office",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "issued", "handed_to_post", "delivered", "returned_to_office"])
                | Q(received_at__isnull=False, dossier_code__isnull=False),
                name="received_has_code",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "handed_to_post", "delivered", "returned_to_office"])
                | Q(resolved_at__isnull=False, extract__isnull=False),
                name="issued_has_extract",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(closing_reason=""), name="refused_has_reason"),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False), name="delivered_has_moment"
            ),
            models.CheckConstraint(condition=Q(copies__gte=1, copies__lte=20), name="copies_1_to_20"),
            models.CheckConstraint(
                condition=Q(fee_paid_at__isnull=True) | Q(fee_paid_vnd__gte=F("fee_vnd")), name="fee_paid_whole"
            ),
            models.CheckConstraint(
                condition=Q(helped_by__isnull=True) | Q(channel="desk") & (Q(state="draft") | Q(confirmed_at__isnull=False)),
                name="helped_was_confirmed",
            ),
        ]
        indexes = [
            # The queue: what runs out first, dossiers on the clock only.
            models.Index(
                fields=["office", "runs_out_at", "id"],
                condition=Q(runs_out_at__isnull=False),
                name="application_by_time_left",
            ),
            models.Index(fields=["office", "state", "resolved_at"], name="application_office_state"),
            models.Index(fields=["submitted_at"], name="application_submitted"),
            # What was open at a moment of the past: open still, or resolved after it.
            models.Index(
                fields=["submitted_at"],
                condition=Q(resolved_at__isnull=True, submitted_at__isnull=False),
                name="application_open",
            ),
            models.Index(
                fields=["resolved_at", "submitted_at"], condition=Q(resolved_at__isnull=False), name="application_resolved"
            ),
            models.Index(
                fields=["runs_out_at"],
                condition=Q(runs_out_at__isnull=False, overdue_at__isnull=True),
                name="application_running_out",
            ),
            models.Index(fields=["idle_since", "office"], condition=Q(idle_since__isnull=False), name="application_idle_since"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What staff call it: the dossier code, or before reception the submission reference."""
        return self.dossier_code or self.ref

    @property
    def limit_code(self) -> str:
        """Under which code the limit of its promise stands (policies.policy_for)."""
        return limit_code_of(self.policy, self.procedure_code)

    @property
    def has_no_phone(self) -> bool:
        """Told by letter or when he comes; possible only for what was filed for him at the desk."""
        return not self.requester_phone

    @property
    def is_helped(self) -> bool:
        """An official files it for a person who sits at the desk."""
        return self.helped_by_id is not None

    @property
    def checked_answers(self) -> dict:
        """The answers that are right, by step; without what was typed and is not right yet."""
        return {step: values for step, values in self.answers.items() if step != TYPED}

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def due_total_vnd(self) -> int:
        """What the citizen pays when he gets it; nothing for what replaces a paper he has paid for."""
        if self.reissued_at and self.delivered_at and self.delivered_at <= self.reissued_at:
            return 0
        return self.fee_left_vnd + (0 if self.is_fetched else self.postage_left_vnd)

    @property
    def is_fetched(self) -> bool:
        """Its person comes to the desk himself, also where the post brought it back: nobody takes the post's money there."""
        return self.state in {State.READY_FOR_COLLECTION, State.COLLECTED}

    @property
    def fee_left_vnd(self) -> int:
        """The part of the fee that is neither paid nor given up."""
        return max(self.fee_vnd - self.fee_paid_vnd, 0) if self.fee_owed_vnd is None else self.fee_owed_vnd

    @property
    def postage_left_vnd(self) -> int:
        return self.postage_vnd if self.postage_owed_vnd is None else self.postage_owed_vnd

    @property
    def was_on_time(self) -> bool | None:
        """Resolved no later than the day first promised; None while unresolved. Local days."""
        if self.resolved_at is None or self.promised_on is None:
            return None
        return timezone.localdate(self.resolved_at) <= self.promised_on

    # --- Transitions: source, target, and the fields of this row; no saving, no messages -----------------------------

    def promise(self, promise: Promise) -> None:
        """A promise of its own: filed, supplemented, moved to another office."""
        self.clock_from, self.promised_on, self.reappointed_at = promise.submitted_at, promise.due_on, None
        self.correct_promise(promise)

    def correct_promise(self, promise: Promise) -> None:
        """The same promise by a calendar changed since; what was promised first stays for the statistics."""
        self.counted_at, self.due_on, self.due_at = promise.counted_at, promise.due_on, promise.due_at
        self.policy, self.calendar_version = promise.policy, promise.calendar_version
        self.due_why, self.due_why_en = list(promise.why), list(promise.why_en)
        self.overdue_at, self.reminded_at = None, None
        if self.reappointed_at and self.reappointed_at <= self.due_at:  # what was apologised for can be kept by then
            self.reappointed_at = None

    def reappoint(self, at: datetime) -> None:
        """A new time for the result, in an apology; the promise and every figure drawn from it stay."""
        self.reappointed_at = at

    @transition(state, source=State.DRAFT, target=State.SUBMITTED)
    def submit(self, promise: Promise) -> None:
        self.submitted_at = promise.submitted_at
        self.promise(promise)

    @transition(state, source=State.SUBMITTED, target=State.RECEIVED)
    def receive(self, *, code: str, at: datetime, assigned_to_id: int | None) -> None:
        if self.dossier_code is None:  # a supplemented dossier keeps the code it has
            self.dossier_code = code
        self.received_at, self.assigned_to_id = at, assigned_to_id

    @transition(state, source=[State.SUBMITTED, State.RECEIVED], target=State.SUPPLEMENT_REQUESTED)
    def ask_for_supplement(self) -> None:
        self.supplement_count += 1

    @transition(state, source=State.SUPPLEMENT_REQUESTED, target=State.SUBMITTED)
    def resubmit(self, promise: Promise) -> None:
        """The limit starts from zero. Source: NĐ 61/2018, Art. 19(4)."""
        self.extended_days = None
        self.promise(promise)

    @transition(state, source=State.RECEIVED, target=State.RECEIVED)
    def extend(self, promise: Promise, *, days: int) -> None:
        """Once, for a verification: the limit of the law for that case, from the same beginning."""
        self.extended_days = days
        self.promise(promise)

    @transition(state, source=[State.SUBMITTED, State.RECEIVED], target=State.SUBMITTED)
    def transfer(self, promise: Promise, *, office: Office) -> None:
        """To the right office, which receives and numbers it anew; when it was filed stays. Domain reference §5.2."""
        self.office, self.assigned_to, self.extended_days = office, None, None
        self.dossier_code, self.received_at = None, None
        self.promise(promise)

    @transition(state, source=[State.SUBMITTED, State.RECEIVED], target=State.REFUSED)
    def refuse(self, *, reason: str, at: datetime) -> None:
        self.closing_reason, self.resolved_at = reason, at

    @transition(state, source=[State.SUBMITTED, State.RECEIVED, State.SUPPLEMENT_REQUESTED], target=State.WITHDRAWN)
    def withdraw(self, *, reason: str, at: datetime) -> None:
        self.closing_reason, self.resolved_at = reason, at

    @transition(state, source=State.SUPPLEMENT_REQUESTED, target=State.LAPSED)
    def lapse(self, *, at: datetime) -> None:
        self.resolved_at = at

    @transition(state, source=State.RECEIVED, target=State.ISSUED)
    def issue(self, *, at: datetime) -> None:
        """The deadline is measured here: signed and numbered."""
        self.resolved_at = at

    @transition(state, source=list(REISSUABLE), target=State.ISSUED)
    def reissue(self, *, at: datetime) -> None:
        """Another copy takes the wrong one's place and goes the same way; when the first was issued stays."""
        self.reissued_at = at

    @transition(state, source=[State.ISSUED, State.RETURNED_TO_OFFICE], target=State.HANDED_TO_POST)
    def hand_to_post(self, *, at: datetime) -> None:
        self.handed_over_at = at

    @transition(state, source=State.HANDED_TO_POST, target=State.DELIVERED)
    def deliver(self, *, at: datetime) -> None:
        """What replaces a wrong paper changes nothing about when the first was delivered."""
        self.delivered_at = self.delivered_at or at

    @transition(state, source=State.HANDED_TO_POST, target=State.RETURNED_TO_OFFICE)
    def return_to_office(self) -> None:
        """The post brought it back; the office decides what next."""

    @transition(state, source=[State.HANDED_TO_POST, State.DELIVERED], target=State.RETURNED_TO_OFFICE)
    def lose_on_the_way(self) -> None:
        """Lost or spoilt by the post, also where it had said "delivered"; the office decides what next."""
        self.delivered_at = None

    @transition(state, source=[State.ISSUED, State.RETURNED_TO_OFFICE], target=State.READY_FOR_COLLECTION)
    def make_ready_for_collection(self) -> None:
        """The citizen comes to the desk."""

    @transition(state, source=State.READY_FOR_COLLECTION, target=State.COLLECTED)
    def collect(self, *, at: datetime) -> None:
        self.delivered_at = self.delivered_at or at
