"""Pages that the Department writes in the browser: news, guidance, questions, notes on pages of services. Plain Markdown.

Nothing is overwritten: each save is a version, each publication and each taking down a row. What the public sees at a moment
is read from these rows (live.py), so a page published "at a time" needs no task to appear.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.audit.append_only import AppendOnly

TITLE_LENGTH = 160
BODY_LENGTH = 30_000
SLUG_LENGTH = 80


class PageKind(models.TextChoices):
    NEWS = "news", "Thông báo"
    GUIDANCE = "guidance", "Hướng dẫn"
    QUESTION = "question", "Câu hỏi thường gặp"
    NOTE = "note", "Ghi chú trên trang dịch vụ"


class Topic(models.TextChoices):
    """What a question is about: by task, in the order in which a citizen meets it."""

    FILING = "filing", "Nộp hồ sơ"
    PAPERS = "papers", "Giấy tờ, ảnh chụp"
    TIME = "time", "Thời hạn, tra cứu"
    MONEY = "money", "Phí, cước"
    RESULT = "result", "Nhận và dùng bản sao"


class Page(models.Model):
    """One address. `position` orders guidance and questions; news are ordered by their day."""

    kind = models.CharField(max_length=10, choices=PageKind.choices)
    slug = models.SlugField(max_length=SLUG_LENGTH)
    topic = models.CharField(max_length=10, choices=Topic.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "trang"
        ordering = ["kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="page_once"),
            models.CheckConstraint(condition=Q(kind__in=PageKind.values), name="page_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="question") & ~Q(topic="") | ~Q(kind="question") & Q(topic=""), name="page_question_has_topic"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class PageVersion(AppendOnly):
    """What was saved once, by whom and when. Never changed; an old one is brought back as a new one."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title_vi = models.CharField(max_length=TITLE_LENGTH)
    body_vi = models.TextField(max_length=BODY_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body_en = models.TextField(max_length=BODY_LENGTH, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()
    restored_from = models.PositiveIntegerField(null=True, blank=True)  # the number of the version brought back

    class Meta:
        verbose_name = "phiên bản trang"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_once"),
            models.CheckConstraint(condition=~Q(title_vi="") & ~Q(body_vi=""), name="page_version_has_vietnamese"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.number}"

    @property
    def has_english(self) -> bool:
        """A page is translated as a whole or not at all."""
        return bool(self.title_en and self.body_en)


class Publication(models.Model):
    """From a moment on the page shows a version, or (without one) nothing. One that has not begun may be called off."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="publications")
    version = models.ForeignKey(PageVersion, models.PROTECT, null=True, blank=True, related_name="publications")
    from_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "lần đăng"
        ordering = ["-from_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(version__isnull=False) | ~Q(reason=""), name="page_taken_down_with_reason"),
            models.CheckConstraint(condition=Q(from_at__gte=models.F("at")), name="page_published_not_in_the_past"),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | Q(called_off_at__lt=models.F("from_at")),
                name="page_called_off_before_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["page", "from_at"], condition=Q(called_off_at__isnull=True), name="publication_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} từ {self.from_at:%d/%m/%Y %H:%M}"
