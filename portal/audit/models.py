"""Append-only evidence of who did or saw what. The database refuses to change a row."""

from django.conf import settings
from django.db import models


class EvidenceIsKept(TypeError):
    """Somebody tried to change or delete evidence."""


class EntryQuerySet(models.QuerySet):
    """SQLite's trigger does not refuse DELETE (Django's test flush needs it), so this does on both databases."""

    def update(self, **values) -> int:
        raise EvidenceIsKept

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EvidenceIsKept


class Entry(models.Model):
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=40)  # "application.received", "extract.viewed"
    subject = models.CharField(max_length=60, db_index=True)  # "application:7QK4M92XAB"; never a name or a number of a person
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24)
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=45, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["actor", "at"], name="audit_actor_at")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise EvidenceIsKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise EvidenceIsKept
