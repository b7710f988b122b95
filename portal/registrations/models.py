"""How people come to their rights and lose them: lists of units, proposals that a second person confirms, one-time links,
yearly re-confirmation; and each change of an account or a posting, append-only, by which any past day can be answered.

Days are local and inclusive; moments are aware. The database refuses that one person proposes and confirms.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal.accounts.models import Posting, Role
from portal.audit.append_only import AppendOnly
from portal.documents.models import StoredDocument
from portal.offices.models import Office

USER = settings.AUTH_USER_MODEL


def _by(*, empty: bool = False) -> models.ForeignKey:
    """A person who did something: never deleted, no way back."""
    return models.ForeignKey(USER, models.PROTECT, null=empty, blank=empty, related_name="+")


class RegistrationListQuerySet(models.QuerySet):
    def waiting(self) -> "RegistrationListQuerySet":
        return self.filter(applied_at__isnull=True, discarded_at__isnull=True)


class RegistrationList(models.Model):
    """One uploaded list, kept byte for byte (the document has its SHA-256), and what came of it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")  # where who uploaded it worked then
    document = models.ForeignKey(StoredDocument, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_by = _by()
    uploaded_at = models.DateTimeField()
    applied_by = _by(empty=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)  # {"counts": {...}, "rows": [[line, verdict, user id, posting or proposal id]]}

    objects = RegistrationListQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách đăng ký"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(discarded_at__isnull=True), name="list_applied_or_discarded"
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="list_applied_by_somebody",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.applied_at is None and self.discarded_at is None


class WaitingQuerySet(models.QuerySet):
    def waiting(self) -> "WaitingQuerySet":
        return self.filter(confirmed_at__isnull=True, refused_at__isnull=True)


class SecondPersonDecides(models.Model):
    """What one person proposes for somebody else and another one confirms, or either of them takes back."""

    proposed_by = _by()
    proposed_at = models.DateTimeField()
    confirmed_by = _by(empty=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_by = _by(empty=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.CharField(max_length=200, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.refused_at is None


def _two_persons(prefix: str) -> list[models.CheckConstraint]:
    """Who proposes, who confirms and whom it is about are three people; nothing is both confirmed and refused."""
    confirmed = Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
    unconfirmed = Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
    return [
        models.CheckConstraint(condition=unconfirmed | confirmed & ~Q(confirmed_by=F("proposed_by")), name=f"{prefix}_second"),
        models.CheckConstraint(
            condition=~Q(proposed_by=F("user")) & (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user"))),
            name=f"{prefix}_not_own",
        ),
        models.CheckConstraint(
            condition=Q(refused_at__isnull=True) | unconfirmed & Q(refused_by__isnull=False) & ~Q(refused_reason=""),
            name=f"{prefix}_refused_why",
        ),
    ]


class PostingProposal(SecondPersonDecides):
    """A posting of a leader or an administrator that has no effect yet: `posting` is made by the confirmation."""

    user = models.ForeignKey(USER, models.PROTECT, related_name="posting_proposals")
    office = models.ForeignKey(Office, models.PROTECT, related_name="posting_proposals")
    role = models.CharField(max_length=24, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=120, blank=True)
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, blank=True, related_name="proposal")

    class Meta:
        verbose_name = "đề nghị phân công"
        ordering = ["id"]
        constraints = [
            *_two_persons("proposal"),
            models.CheckConstraint(
                condition=Q(posting__isnull=True, confirmed_at__isnull=True)
                | Q(posting__isnull=False, confirmed_at__isnull=False),
                name="proposal_posts_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="proposal_in_order"
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="proposal_waits_once",
            ),
        ]


class FactorReset(SecondPersonDecides):
    """A lost telephone: the second factor goes when a second person has looked too."""

    user = models.ForeignKey(USER, models.PROTECT, related_name="factor_resets")
    reason = models.CharField(max_length=200)

    class Meta:
        verbose_name = "đề nghị cấp lại xác thực hai lớp"
        ordering = ["id"]
        constraints = [
            *_two_persons("reset"),
            models.CheckConstraint(condition=~Q(reason=""), name="reset_has_reason"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at__isnull=True, refused_at__isnull=True), name="reset_waits_once"
            ),
        ]


class OneTimeLink(models.Model):
    """The way to a first password: opens once, for some days. Only the hash of its secret is kept."""

    class Channel(models.TextChoices):
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn SMS"
        BOTH = "both", "Thư điện tử và tin nhắn"

    user = models.ForeignKey(USER, models.PROTECT, related_name="one_time_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    sent_by = _by(empty=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # a newer one took its place

    class Meta:
        verbose_name = "liên kết một lần"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="link_in_order"),
            models.CheckConstraint(condition=Q(used_at__isnull=True) | Q(ended_at__isnull=True), name="link_used_or_ended"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at__isnull=True, ended_at__isnull=True), name="link_open_once"
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and self.ended_at is None and at < self.expires_at


class ReconfirmationRound(models.Model):
    """Once a year every unit says of each posting: still here, or ends. What nobody confirmed by `due_on` ends."""

    year = models.PositiveSmallIntegerField(unique=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    warned_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đợt xác nhận hằng năm"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("opens_on")), name="round_in_order"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | Q(warned_on__isnull=False), name="round_warns_first"),
        ]


class PostingConfirmation(models.Model):
    """Somebody else of the unit, or above it, said that this person still does this work there."""

    round = models.ForeignKey(ReconfirmationRound, models.PROTECT, related_name="confirmations")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="confirmations")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")  # of the posting, so that the database can compare
    by = _by()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "xác nhận hằng năm"
        constraints = [
            models.UniqueConstraint(fields=["round", "posting"], name="confirmation_once"),
            models.CheckConstraint(condition=~Q(by=F("user")), name="confirmation_not_own"),
        ]


class AccessChange(AppendOnly):
    """One change of an account or a posting: who, when, why, and the days of the posting after it. Never altered."""

    class Verb(models.TextChoices):
        ACCOUNT_OPENED = "account_opened", "Mở tài khoản"
        POSTING_PROPOSED = "posting_proposed", "Đề nghị phân công"
        PROPOSAL_REFUSED = "proposal_refused", "Không chấp nhận đề nghị"
        POSTING_OPENED = "posting_opened", "Phân công"
        POSTING_CHANGED = "posting_changed", "Sửa phân công"
        POSTING_ENDED = "posting_ended", "Kết thúc phân công"
        POSTING_CONFIRMED = "posting_confirmed", "Xác nhận hằng năm"
        LINK_SENT = "link_sent", "Gửi liên kết một lần"
        ACTIVATED = "activated", "Đặt mật khẩu bằng liên kết"
        WARNED = "warned", "Báo sắp khóa"
        LOCKED = "locked", "Khóa tài khoản"
        UNLOCKED = "unlocked", "Mở khóa tài khoản"
        RESET_PROPOSED = "reset_proposed", "Đề nghị cấp lại xác thực hai lớp"
        RESET_REFUSED = "reset_refused", "Không cấp lại xác thực hai lớp"
        FACTOR_RESET = "factor_reset", "Cấp lại xác thực hai lớp"

    at = models.DateTimeField()
    verb = models.CharField(max_length=20, choices=Verb.choices)
    user = models.ForeignKey(USER, models.PROTECT, related_name="access_changes")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="changes")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    by = _by(empty=True)  # empty: the clock
    seconded_by = _by(empty=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "thay đổi quyền"
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "at"], name="access_of_person")]

    @property
    def span(self) -> tuple[date | None, date | None]:
        return self.valid_from, self.valid_to
