"""What can go wrong with a reflection. `str()` is a full Vietnamese sentence for the person."""


class ReflectionFault(Exception):
    """Base. `field` names the input that is at fault, where there is one."""

    field: str | None = None


class NotPossibleNow(ReflectionFault):
    """The state does not allow it: somebody else was quicker."""

    def __init__(self, state: str) -> None:
        super().__init__(f"Phản ánh này nay ở trạng thái “{state}”, nên không làm được nữa. Tải lại trang để xem đã có gì mới")


class SaidMeanwhile(ReflectionFault):
    """Something happened since the person opened the page: he reads it before the sender gets a second answer."""

    def __init__(self) -> None:
        super().__init__("Phản ánh này vừa có người khác xử lý. Đọc mục Đã diễn ra; nếu vẫn cần, bấm gửi lần nữa")


class AlreadyThere(ReflectionFault):
    field = "to"

    def __init__(self) -> None:
        super().__init__("Phản ánh đang ở chính nơi này. Chọn nơi khác để chuyển đến")
