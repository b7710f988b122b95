"""Our own error in a copy that was issued: proposed by an officer, decided by the leader. The citizen pays nothing again.

Source: TT 04/2020/TT-BTP Art. 35 (the wrong paper is cancelled and written anew); domain reference §5.2.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from applications.models.application import Application
from civil_registry.models import ExtractCopy
from portal.offices.models import Office


class Correction(models.Model):
    """The wrong copy, why it is wrong, and the draft that takes its place; open until the leader has decided."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wrong_copy = models.ForeignKey(ExtractCopy, models.PROTECT, related_name="+")
    draft = models.OneToOneField(ExtractCopy, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.CharField(max_length=500, blank=True)  # empty: signed

    class Meta:
        verbose_name = "đề nghị sửa bản đã cấp"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(decided_at__isnull=True), name="one_open_correction_of_a_dossier"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_by__isnull=False), name="correction_decided_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="nobody_decides_what_he_proposed"
            ),
            models.CheckConstraint(condition=~Q(wrong_copy=F("draft")), name="correction_is_another_copy"),
        ]
        indexes = [
            models.Index(fields=["office", "id"], condition=Q(decided_at__isnull=True), name="correction_to_decide"),
        ]
