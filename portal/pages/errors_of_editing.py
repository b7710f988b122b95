"""What can go wrong in keeping pages. `str()` is a full Vietnamese sentence for the person."""

from portal.pages.models import PageVersion


class PageFault(Exception):
    """Base. `field` names the input that is at fault, where there is one."""

    field: str | None = None


class SlugTaken(PageFault):
    field = "slug"

    def __init__(self, slug: str) -> None:
        super().__init__(f"Địa chỉ “{slug}” đã có trang khác dùng. Chọn địa chỉ khác")


class SavedMeanwhile(PageFault):
    """Somebody saved another version while this one was written."""

    def __init__(self, newest: PageVersion) -> None:
        who = newest.saved_by.full_name if newest.saved_by else "Hệ thống"
        super().__init__(
            f"{who} đã lưu phiên bản {newest.number} trong lúc ông/bà soạn. Mở phiên bản đó để so sánh; "
            "chữ đang soạn còn ở dưới, bấm Lưu lần nữa thì lưu thành phiên bản mới sau phiên bản đó"
        )


class NothingPublished(PageFault):
    def __init__(self) -> None:
        super().__init__("Trang này hiện không đăng và không hẹn giờ đăng, nên không có gì để gỡ")


class MomentPassed(PageFault):
    field = "from_at"

    def __init__(self) -> None:
        super().__init__("Giờ đăng đã qua. Chọn giờ sau bây giờ, hoặc bỏ trống để đăng ngay")


class ReasonMissing(PageFault):
    field = "reason"

    def __init__(self) -> None:
        super().__init__("Ghi lý do gỡ trang")
