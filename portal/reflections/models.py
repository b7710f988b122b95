"""Reflections (phản ánh, kiến nghị) of citizens, each about one office or the service, and the answer given to the sender.

What units tell the Department is portal.difficulties. By when an answer is promised is data (ReplyLimit): the limit that the
law sets for each kind of reflection is to be confirmed, so the shortest that the city promises stands there.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from portal.audit.append_only import AppendOnly
from portal.offices.models import Office

TEXT_LENGTH, ANSWER_LENGTH, REASON_LENGTH = 3000, 4000, 500


class Topic(models.TextChoices):
    """What it is about; citizens read these too."""

    LATE = "late", _("Hồ sơ chậm, không thấy trả lời")
    RESULT = "result", _("Kết quả có sai sót")
    CONDUCT = "conduct", _("Thái độ, cách phục vụ")
    MONEY = "money", _("Phí, tiền thu khi giao")
    POST = "post", _("Giao nhận qua bưu điện")
    PORTAL = "portal", _("Trang này bị lỗi, khó dùng")
    PROPOSAL = "proposal", _("Kiến nghị, góp ý")
    OTHER = "other", _("Việc khác")


class State(models.TextChoices):
    RECEIVED = "received", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    SET_ASIDE = "set_aside", "Không xử lý"


class ReplyLimit(models.Model):
    """From a day on, citizens are promised an answer within so many working days; the day of sending is not counted."""

    valid_from = models.DateField(unique=True)
    working_days = models.PositiveSmallIntegerField()
    legal_document = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "thời hạn trả lời người dân"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(working_days__gte=1, working_days__lte=60), name="reply_in_1_to_60_days")
        ]


class Reflection(FSMModelMixin, models.Model):
    """One reflection of one person. Who sent it is read by those who answer, and told to nobody else."""

    code = models.CharField(max_length=8, unique=True)  # with the sender's phone or e-mail it opens the answer
    sent_key = models.UUIDField(unique=True)  # of the form: pressed twice, it is sent once
    topic = models.CharField(max_length=10, choices=Topic.choices)
    text = models.TextField(max_length=TEXT_LENGTH)
    dossier_code = models.CharField(max_length=40, blank=True)  # as typed
    about_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")  # what it tells of
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="reflections")  # who answers
    sender_name = models.CharField(max_length=120)
    sender_phone = models.CharField(max_length=15, blank=True)
    sender_email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="vi")
    state = FSMField(choices=State.choices, default=State.RECEIVED, protected=True)
    sent_at = models.DateTimeField()
    answer_by_on = models.DateField()  # the last local day, as it was promised
    answer = models.TextField(max_length=ANSWER_LENGTH, blank=True)  # the latest; earlier ones are in the history
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "phản ánh, kiến nghị"
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="reflection_state_known"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="reflection_topic_known"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(sender_name=""), name="reflection_has_words_and_sender"),
            models.CheckConstraint(condition=~Q(sender_phone="", sender_email=""), name="reflection_can_be_answered"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="reflection_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="reflection_answered_has_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by_on"], condition=Q(state="received"), name="reflection_waiting"),
            models.Index(fields=["office", "-sent_at"], name="reflection_of_office"),
        ]

    def __str__(self) -> str:
        return self.shown_code

    @property
    def shown_code(self) -> str:
        """As people name it: "PA-7QK4-M92X"."""
        return f"PA-{self.code[:4]}-{self.code[4:]}"

    @property
    def is_unanswered(self) -> bool:
        return self.state == State.RECEIVED

    @property
    def waiting_since(self) -> datetime:
        return self.sent_at

    @transition(state, source=[State.RECEIVED, State.ANSWERED], target=State.ANSWERED)
    def give_answer(self, words: str, *, by_id: int, at: datetime) -> None:
        self.answer, self.answered_by_id, self.answered_at = words, by_id, at

    @transition(state, source=State.RECEIVED, target=State.RECEIVED)
    def pass_on(self, to: Office | None) -> None:
        """Who answers changes; the day that was promised stays."""
        self.office = to

    @transition(state, source=State.RECEIVED, target=State.SET_ASIDE)
    def set_aside(self) -> None:
        """Advertising, or the same once more."""


class ReflectionEvent(AppendOnly):
    """What happened, never changed."""

    reflection = models.ForeignKey(Reflection, models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # empty: the sender
    role = models.CharField(max_length=24)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)  # the answer, the reason
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lịch sử phản ánh"
        ordering = ["id"]
