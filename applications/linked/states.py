"""The states of one authority's part of a linked case: their names for citizens and staff, and which are open or final."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChildState(models.TextChoices):
    WAITING = "waiting", "Chờ bước trước"
    TO_SEND = "to_send", "Chờ chuyển"
    SENT = "sent", "Chờ cơ quan nhận xác nhận"  # handed over, and nobody has confirmed it yet
    ACCEPTED = "accepted", "Đã nhận, đang giải quyết"
    SUPPLEMENT_REQUESTED = "supplement_requested", "Chờ bổ sung"
    RESOLVED = "resolved", "Đã có kết quả"
    REFUSED = "refused", "Từ chối"
    CANCELLED = "cancelled", "Đã dừng"


# "Đã chuyển" is said from the confirmation on, never before.
CITIZEN_LABELS = {
    ChildState.WAITING: _("Chờ bước trước xong"),
    ChildState.TO_SEND: _("Đang chuẩn bị chuyển"),
    ChildState.SENT: _("Đang chuyển, chờ nơi nhận xác nhận"),
    ChildState.ACCEPTED: _("Đã chuyển, đang giải quyết"),
    ChildState.SUPPLEMENT_REQUESTED: _("Cần ông/bà bổ sung"),
    ChildState.RESOLVED: _("Đã có kết quả"),
    ChildState.REFUSED: _("Không giải quyết được, có lý do"),
    ChildState.CANCELLED: _("Đã dừng"),
}
WITH_THE_COMMUNE = frozenset({ChildState.TO_SEND, ChildState.SENT})  # ours until the other side confirms
WITH_THE_AUTHORITY = frozenset({ChildState.ACCEPTED, ChildState.SUPPLEMENT_REQUESTED})
NOT_STATED = frozenset({ChildState.WAITING, ChildState.TO_SEND, ChildState.CANCELLED})  # nothing an authority is shown
FINAL = frozenset({ChildState.RESOLVED, ChildState.REFUSED, ChildState.CANCELLED})
WITHOUT_RESULT = FINAL - {ChildState.RESOLVED}
