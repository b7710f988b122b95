"""One-time codes: six digits sent to the telephone of an application, of which only a keyed hash is kept."""

from django.db import models

from applications.models.application import Application


class OneTimeCode(models.Model):
    """Good until `expires_at`, for a few tries, once. A new code ends those before it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="one_time_codes")
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
