"""What a citizen keeps of a filing: the receipt (D8), also of each answer to a supplement, and the request form (D7).

A row for each is written with the filing; the worker prints it. It tells what was filed at that moment, whatever comes after.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from applications.models.application import Application
from portal.documents.models import StoredDocument


class FiledPaperKind(models.TextChoices):
    RECEIPT = "receipt", "Bản đã nộp"
    DECLARATION = "declaration", "Tờ khai"


class FiledPaper(models.Model):
    # The constraint below begins with it and is its index.
    application = models.ForeignKey(Application, models.PROTECT, related_name="filed_papers", db_index=False)
    kind = models.CharField(max_length=20, choices=FiledPaperKind.choices)
    filing = models.PositiveSmallIntegerField()  # 0: the application; n: the answer to its n-th supplement
    filed_at = models.DateTimeField()
    content = models.JSONField(default=dict)  # frozen at filing: what of the application may change later
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "kind", "filing"], name="filed_paper_once")]
        indexes = [models.Index(fields=["id"], condition=Q(document__isnull=True), name="filed_paper_to_render")]

    @classmethod
    def of(cls, application: Application, kind: str, *, at: datetime) -> "FiledPaper":
        """The row, not saved, of what was filed at `at` (aware); a declaration prints nothing that may change later."""
        paper = cls(application=application, kind=kind, filing=application.supplement_count, filed_at=at)
        if kind == FiledPaperKind.RECEIPT:
            paper.content = {
                "dossier_code": application.dossier_code,
                "due_on": application.due_on.isoformat(),
                "due_why": application.due_why,
                "supplement": application.answers.get("supplement", {}).get("items", []),
            }
        return paper
