"""Certified copies: drafted, signed and numbered, cancelled. Source: 60/2014/QH13 Art. 63-64; TT 04/2020/TT-BTP Art. 23, 35."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField, FSMModelMixin, transition

from civil_registry.models.books import RegisterEntry
from civil_registry.models.kinds import EventKind
from portal.documents.models import SigningKey, StoredDocument
from portal.documents.signing.models import SignedHow
from portal.offices.models import Office


class CopyState(models.TextChoices):
    DRAFTED = "drafted", "Đã dự thảo"
    AWAITING_SIGNATURE = "awaiting_signature", "Chờ ký"
    SIGNED = "signed", "Đã ký"
    DISCARDED = "discarded", "Đã bỏ dự thảo"  # never signed, never numbered
    CANCELLED = "cancelled", "Đã hủy"  # signed, then withdrawn; keeps its serial


class SignatureLevel(models.TextChoices):
    """How much a digital signature proves. Source: ETSI EN 319 142-1 §6."""

    BARE = "B-B", "chưa có dấu thời gian"
    TIMED = "B-T", "có dấu thời gian"


class ExtractCopyQuerySet(models.QuerySet):
    def lying_at(self, office_id: int) -> "ExtractCopyQuerySet":
        """What this office prints and gives out: its own papers, and those of units that it has taken over."""
        return self.filter(Q(office_id=office_id, passed_to__isnull=True) | Q(passed_to_id=office_id))


class ExtractCopy(FSMModelMixin, models.Model):
    """A paper drawn from the register: the snapshot of an entry, its serial, its bytes. One row may be several sheets.

    A certified copy of an entry; or, `is_original`, what is given when an event is registered: its snapshot is what will be
    written, the entry comes with the signature, and its serial is the entry's number.
    """

    kind = models.CharField(max_length=30, choices=EventKind.choices)
    entry = models.ForeignKey(RegisterEntry, models.PROTECT, null=True, blank=True, related_name="copies")
    is_original = models.BooleanField(default=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="extract_copies")  # who issues
    # The unit that issued it has ended: its successor prints it and gives it out.
    passed_to = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    state = FSMField(choices=CopyState.choices, default=CopyState.DRAFTED, protected=True)
    quantity = models.PositiveSmallIntegerField(default=1)
    dossier_code = models.CharField(max_length=40, blank=True)  # printed under the QR
    snapshot = models.JSONField()  # {"template": …, "fields": {...}, "registered_place", "number", "registered_on", "note"}
    entry_version = models.PositiveIntegerField(default=1)  # of the entry, when the snapshot was taken
    draft = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # the snapshot, printed
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    returned_reason = models.CharField(max_length=500, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title_lines = models.TextField(blank=True)
    signed_how = models.CharField(max_length=10, choices=SignedHow.choices, default=SignedHow.PAPER)
    signing_key = models.ForeignKey(SigningKey, models.PROTECT, null=True, blank=True, related_name="+")
    signature_level = models.CharField(max_length=4, choices=SignatureLevel.choices, blank=True)  # of `document`
    serial = models.PositiveIntegerField(null=True, blank=True)
    serial_year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial_suffix = models.CharField(max_length=20, blank=True)
    serial_scope = models.CharField(max_length=80, blank=True)  # the counter it was taken from; empty on copies of before
    serial_text = models.CharField(max_length=40, blank=True)  # as printed: "1287/2026/TLKS-BS"
    check_code = models.CharField(max_length=12, null=True, blank=True, unique=True)  # printed; the last letter is a check
    seal = models.BinaryField(null=True, blank=True)  # as in the QR; made once, so that a reprint shows the same code
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    # Where the timestamp came later: the same paper as it was before, also issued by us. `document` is the newest.
    untimed_document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    printed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField(max_length=500, blank=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = ExtractCopyQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sao trích lục"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "serial_year", "serial_suffix", "serial"],
                condition=Q(serial__isnull=False),
                name="serial_once_per_office_year_kind",
            ),
            models.UniqueConstraint(
                fields=["serial_scope", "serial"], condition=~Q(serial_scope=""), name="serial_once_per_counter"
            ),
            models.CheckConstraint(condition=Q(state__in=CopyState.values), name="copy_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "cancelled"])
                | Q(serial__isnull=False, signed_at__isnull=False, check_code__isnull=False),
                name="signed_copy_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False)
                | Q(is_original=True, state__in=["drafted", "awaiting_signature", "discarded"]),
                name="signed_copy_has_its_entry",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(is_original=True, state="signed"), name="one_original_of_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("drafted_by")),
                name="nobody_signs_what_he_drew_up",
            ),
            models.CheckConstraint(
                condition=Q(signed_how="paper", signing_key__isnull=True, signature_level="")
                | Q(signed_how="digital", signing_key__isnull=False),
                name="digital_copy_names_its_key",
            ),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="cancelled_has_reason"),
            models.CheckConstraint(condition=Q(quantity__gte=1, quantity__lte=20), name="quantity_1_to_20"),
        ]
        indexes = [
            models.Index(fields=["signed_at"], condition=Q(state="signed", document__isnull=True), name="copy_to_render"),
            models.Index(fields=["office", "state"], name="copy_of_office"),
            models.Index(fields=["signed_at"], condition=Q(signature_level="B-B"), name="copy_to_timestamp"),
            models.Index(
                fields=["id"],
                condition=Q(state__in=["drafted", "awaiting_signature"], draft__isnull=True),
                name="copy_draft_to_render",
            ),
        ]

    @property
    def lies_at_id(self) -> int:
        return self.passed_to_id or self.office_id

    @property
    def signed_on(self) -> date | None:
        """The day of issue, local."""
        return timezone.localdate(self.signed_at) if self.signed_at else None

    @transition(state, source=CopyState.DRAFTED, target=CopyState.DRAFTED)
    def rewrite(self, snapshot: dict) -> None:
        """Another note; the page that was printed of the old one is let go."""
        if snapshot != self.snapshot:
            self.snapshot, self.draft = snapshot, None

    @transition(state, source=CopyState.DRAFTED, target=CopyState.AWAITING_SIGNATURE)
    def send_for_signature(self) -> None:
        self.returned_reason = ""

    @transition(state, source=CopyState.AWAITING_SIGNATURE, target=CopyState.DRAFTED)
    def return_to_drafter(self, reason: str) -> None:
        self.returned_reason = reason

    @transition(state, source=[CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE], target=CopyState.DISCARDED)
    def discard(self) -> None:
        """A draft that leads nowhere: refused, withdrawn, or drawn up anew."""

    @transition(state, source=CopyState.DRAFTED, target=CopyState.DRAFTED)
    @transition(state, source=CopyState.AWAITING_SIGNATURE, target=CopyState.AWAITING_SIGNATURE)
    def pass_on(self, office: Office) -> None:
        """Another unit signs it; the page that names the former one is let go."""
        self.office, self.draft = office, None

    @property
    def awaits_second_reader(self) -> bool:
        """Drawn from an entry that was typed in or corrected here, and that nobody else has compared with the book."""
        return self.entry is not None and self.entry.needs_check

    @property
    def number_line(self) -> str:
        """How it is spoken of once it is signed: "bản sao số 12/2026/TLKS-BS", "bản chính số 12/2026"."""
        return f"{'bản chính' if self.is_original else 'bản sao'} số {self.serial_text}"

    @transition(state, source=CopyState.AWAITING_SIGNATURE, target=CopyState.SIGNED)
    def sign(self) -> None:
        """The serial and the signer are set by extracts.sign() in the same transaction."""

    @transition(state, source=CopyState.SIGNED, target=CopyState.CANCELLED)
    def cancel(self, *, reason: str, at, by_id: int) -> None:
        self.cancel_reason, self.cancelled_at, self.cancelled_by_id = reason, at, by_id
