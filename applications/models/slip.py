"""Slips the office gives about an application: acknowledgement, request for supplement, refusal.

Source: TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP; refusals are signed by the head (60/2014/QH13, Art. 5(2)).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from applications.models.application import Application
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class SlipKind(models.TextChoices):  # the papers are in Vietnamese; citizens' pages translate the names
    ACKNOWLEDGEMENT = "acknowledgement", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận, giải quyết hồ sơ")


class Slip(models.Model):
    application = models.ForeignKey(Application, models.PROTECT, related_name="slips")
    kind = models.CharField(max_length=20, choices=SlipKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)  # per office, year and kind; taken when it becomes valid
    content = models.JSONField(default=dict)  # frozen at issue: everything the paper prints
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)  # empty: proposed, waiting for the leader
    declined_at = models.DateTimeField(null=True, blank=True)  # the leader sent the proposal back
    declined_reason = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(kind="refusal", issued_at__isnull=True, declined_at__isnull=True),
                name="one_open_refusal_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(kind="refusal", issued_at__isnull=False) | Q(signed_by__isnull=False),
                name="refusal_is_signed",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(issued_at__isnull=False, document__isnull=True), name="slip_to_render"),
        ]
