"""What the office decided about an envelope that did not reach its recipient: nothing ends without a person's word.

Source: QĐ 45/2016/QĐ-TTg Art. 12(4) (who pays), 14 (loss); 51/2010/QH12 (Luật Bưu chính) Art. 17 (what is kept).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from postal.models.parcel import Parcel


class ParcelDecision(models.Model):
    """Written once, never changed; the youngest counts."""

    class Choice(models.TextChoices):
        SEND_AGAIN = "send_again", "Gửi lại"
        DESK = "desk", "Mời đến nhận tại cơ quan"
        KEEP = "keep", "Giữ tại cơ quan"
        REPLACE = "replace", "Cấp lại, bưu điện chịu chi phí"

    class Payer(models.TextChoices):
        RECIPIENT = "recipient", "Người nhận trả cước, thu khi giao"
        OFFICE = "office", "Cơ quan trả cước"
        POST = "post", "Bưu điện chịu cước"

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=12, choices=Choice.choices)
    payer = models.CharField(max_length=10, choices=Payer.choices, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.CheckConstraint(
                condition=(Q(choice="send_again") & ~Q(payer="")) | (~Q(choice="send_again") & Q(payer="")),
                name="sending_again_names_who_pays",
            ),
        ]
