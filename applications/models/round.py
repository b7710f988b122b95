"""What the clock does once, at a moment of a day: that it was done, so that the next minute need not look again."""

from datetime import datetime

from django.db import models


class Round(models.Model):
    key = models.CharField(max_length=60, unique=True)  # "forecast:2026-03-20:14"
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

    @classmethod
    def begin(cls, key: str, *, at: datetime) -> bool:
        """Whether this is the first time, inside the caller's transaction: a second worker waits here, then hears no."""
        return cls.objects.get_or_create(key=key, defaults={"at": at})[1]
