"""Rows that are written once: history, evidence, entries of the ledger. A trigger in the database refuses change as well."""

from django.db import models


class EvidenceIsKept(TypeError):
    """Somebody tried to change or delete what is kept as it was written."""


class AppendOnlyQuerySet(models.QuerySet):
    """SQLite's trigger does not refuse DELETE (Django's test flush needs it), so this does on both databases."""

    def update(self, **values) -> int:
        raise self.model.refused

    def delete(self) -> tuple[int, dict[str, int]]:
        raise self.model.refused


class AppendOnly(models.Model):
    """`refused` is what a try to change a row raises."""

    refused: type[EvidenceIsKept] = EvidenceIsKept

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise self.refused
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise self.refused
