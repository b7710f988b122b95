"""Slips about an application: acknowledgement, request for supplement, refusal, apology, stop notice; and the control sheet.

Source: TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP; refusals are signed by the head (60/2014/QH13, Art. 5(2)), and so are
apologies, of which a dossier has at most one (NĐ 61/2018, Art. 19(9)).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_noop as _

from applications.models.application import Application
from portal.documents.models import StoredDocument
from portal.offices.models import Office


class SlipKind(models.TextChoices):  # the papers are in Vietnamese; citizens' pages translate the names
    ACKNOWLEDGEMENT = "acknowledgement", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận, giải quyết hồ sơ")
    APOLOGY = "apology", _("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
    STOP = "stop", _("Thông báo dừng giải quyết hồ sơ")
    CONTROL = "control", "Phiếu kiểm soát quá trình giải quyết hồ sơ"


SIGNED_BY_THE_HEAD = [SlipKind.REFUSAL, SlipKind.APOLOGY]
OF_THE_OFFICE = [SlipKind.CONTROL]  # never given to the citizen: it names who worked when


class Slip(models.Model):
    application = models.ForeignKey(Application, models.PROTECT, related_name="slips")
    kind = models.CharField(max_length=20, choices=SlipKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)  # per office, year and kind; taken when it becomes valid
    content = models.JSONField(default=dict)  # frozen at issue: everything the paper prints
    # Empty: drafted by the clock, an apology for a dossier that became overdue; or by a withdrawal itself, a stop notice.
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)  # empty: proposed, waiting for the leader
    declined_at = models.DateTimeField(null=True, blank=True)  # the leader sent the proposal back
    declined_reason = models.CharField(max_length=500, blank=True)
    draft = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # as proposed
    document = models.ForeignKey(StoredDocument, models.PROTECT, null=True, blank=True, related_name="+")  # as issued

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
            # One in the life of a dossier: a declined draft makes room for another, a signed letter never does.
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(kind="apology", declined_at__isnull=True),
                name="one_apology_of_a_dossier",
            ),
            models.CheckConstraint(
                condition=~Q(kind="apology", issued_at__isnull=False)
                | Q(signed_by__isnull=False, declined_at__isnull=True, content__has_keys=["reason", "reappointed_at"]),
                name="apology_is_signed_and_says_why_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind="apology", issued_at__isnull=False)
                | (~Q(content__reason="") & ~Q(content__reappointed_at="")),
                name="apology_leaves_nothing_empty",
            ),
            models.CheckConstraint(
                condition=Q(drafted_by__isnull=False) | Q(kind__in=["apology", "stop"]),
                name="only_some_slips_are_drafted_by_the_clock",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(signed_by=F("drafted_by")),
                name="slip_not_signed_by_its_drafter",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "kind"],
                condition=Q(issued_at__isnull=True, declined_at__isnull=True),
                name="slip_waiting",
            ),
            models.Index(fields=["id"], condition=Q(issued_at__isnull=False, document__isnull=True), name="slip_to_render"),
        ]
