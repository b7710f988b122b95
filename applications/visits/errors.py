"""What can go wrong with an appointment. `str()` is a full sentence for the person."""

from django.utils.translation import gettext as _


class VisitFault(Exception):
    """Base."""


class SlotFull(VisitFault):
    def __init__(self) -> None:
        super().__init__(_("Buổi này vừa hết chỗ. Chọn buổi khác còn chỗ."))


class SlotClosed(VisitFault):
    """The office does not work then, or it has begun, or is too far ahead."""

    def __init__(self) -> None:
        super().__init__(_("Buổi này không hẹn được. Chọn một buổi trong danh sách."))


class NotOffered(VisitFault):
    """The dossier is at a step that asks nobody to come."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ đang ở bước chưa cần đến cơ quan, nên chưa đặt lịch hẹn được."))


class TooManyChanges(VisitFault):
    def __init__(self) -> None:
        super().__init__(_("Đã đổi lịch hẹn nhiều lần trong hôm nay. Ngày mai có thể đổi tiếp, hoặc gọi cho cơ quan."))


class NothingToCancel(VisitFault):
    def __init__(self) -> None:
        super().__init__(_("Không còn lịch hẹn nào để hủy."))


class NotPossibleNow(VisitFault):
    """The state of the appointment does not allow it: somebody else was quicker, or its day has not come."""

    def __init__(self) -> None:
        super().__init__("Lịch hẹn này đã được ghi khác, hoặc chưa đến ngày. Xem lại danh sách bên dưới.")
