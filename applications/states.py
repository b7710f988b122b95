"""The states of an application: their names for citizens and staff, and which are open, final, or on the clock.

Source: domain reference §5.3 (the five of the happy path are fixed), national codes §1.5.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", "Hồ sơ nháp"
    SUBMITTED = "submitted", "Chờ tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    SUPPLEMENT_REQUESTED = "supplement_requested", "Chờ bổ sung"
    ISSUED = "issued", "Đã ký, chờ bàn giao"
    HANDED_TO_POST = "handed_to_post", "Đang chuyển phát"
    RETURNED_TO_OFFICE = "returned_to_office", "Chuyển hoàn"
    DELIVERED = "delivered", "Đã trả kết quả"
    READY_FOR_COLLECTION = "ready_for_collection", "Chờ nhận tại quầy"
    COLLECTED = "collected", "Đã trả kết quả tại quầy"
    REFUSED = "refused", "Từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"
    LAPSED = "lapsed", "Quá thời gian bổ sung"


CITIZEN_LABELS = {
    State.DRAFT: _("Hồ sơ nháp"),
    State.SUBMITTED: _("Đã nộp, chờ tiếp nhận"),
    State.RECEIVED: _("Đã tiếp nhận, đang giải quyết"),
    State.SUPPLEMENT_REQUESTED: _("Cần bổ sung"),
    State.ISSUED: _("Đã ký %(signed)s"),
    State.HANDED_TO_POST: _("Đã bàn giao cho bưu điện"),
    State.RETURNED_TO_OFFICE: _("Bưu điện đã chuyển hoàn về cơ quan"),
    State.DELIVERED: _("Đã nhận %(result)s"),
    State.READY_FOR_COLLECTION: _("Mời đến nhận tại quầy"),
    State.COLLECTED: _("Đã nhận %(result)s tại quầy"),
    State.REFUSED: _("Không giải quyết được, có lý do"),
    State.WITHDRAWN: _("Đã rút"),
    State.LAPSED: _("Đã đóng vì không bổ sung"),
}

ON_THE_CLOCK = frozenset({State.SUBMITTED, State.RECEIVED})
OPEN = ON_THE_CLOCK | {State.SUPPLEMENT_REQUESTED}
RESOLVED = frozenset(
    {
        State.ISSUED,
        State.HANDED_TO_POST,
        State.RETURNED_TO_OFFICE,
        State.DELIVERED,
        State.READY_FOR_COLLECTION,
        State.COLLECTED,
    }
)
REISSUABLE = RESOLVED - {State.HANDED_TO_POST}  # a copy of ours that is wrong is replaced where the paper lies still
CLOSED_WITHOUT_RESULT = frozenset({State.REFUSED, State.WITHDRAWN, State.LAPSED})
FINAL = CLOSED_WITHOUT_RESULT | {State.DELIVERED, State.COLLECTED}

# TT 01/2018/TT-VPCP status codes for the National Portal; received is 4 once a paper has been drawn up.
NATIONAL_CODES = {
    State.SUBMITTED: 1,
    State.RECEIVED: 2,
    State.SUPPLEMENT_REQUESTED: 5,
    State.ISSUED: 9,
    State.HANDED_TO_POST: 9,
    State.RETURNED_TO_OFFICE: 9,
    State.READY_FOR_COLLECTION: 9,
    State.DELIVERED: 10,
    State.COLLECTED: 10,
    State.REFUSED: 3,
    State.WITHDRAWN: 7,
    State.LAPSED: 8,
}
