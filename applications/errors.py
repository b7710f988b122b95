"""What can go wrong with an application, named for the domain. Each carries a sentence for the person."""

from django.utils.translation import gettext as _

from applications.deadlines import Promise
from applications.models import StateChange


class ApplicationError(Exception):
    """Base; `str()` is a full sentence that may be shown."""


class ChangedMeanwhile(ApplicationError):
    """Somebody else moved the dossier first. `last` is what happened."""

    def __init__(self, last: StateChange | None) -> None:
        super().__init__(_("Hồ sơ đã được người khác xử lý trong lúc trang này đang mở."))
        self.last = last


class PromiseChanged(ApplicationError):
    """The promise that the person saw is not the one that holds now: show the new one before filing."""

    def __init__(self, promise: Promise) -> None:
        super().__init__("Thời hạn giải quyết đã đổi trong lúc trang này đang mở.")
        self.promise = promise


class OfficeGone(ApplicationError):
    def __init__(self) -> None:
        super().__init__(
            _("Cơ quan đã chọn nay đã sáp nhập. Chọn lại nơi đã đăng ký; các phần khác của hồ sơ nháp vẫn còn đủ.")
        )


class TooManyFiles(ApplicationError):
    def __init__(self, limit: int) -> None:
        super().__init__(_("Mỗi hồ sơ nhận tối đa %(limit)d tệp. Xóa bớt tệp không cần rồi tải lại") % {"limit": limit})


class PaperFull(ApplicationError):
    def __init__(self, limit: int) -> None:
        super().__init__(_("Giấy tờ này nhận tối đa %(limit)d tệp. Xóa bớt tệp cũ rồi tải lại") % {"limit": limit})


class ReasonMissing(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Nhập lý do.")


class NothingAsked(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Ghi ít nhất một giấy tờ hoặc thông tin cần bổ sung.")


class NotTheSigner(ApplicationError):
    """The person may not sign this: no signing role here, or he drew it up himself."""


class ExtractMissing(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Chưa có dự thảo trích lục để trình ký.")


class NotToBeReminded(ApplicationError):
    """The Department may not remind this office now; the sentence says why."""
