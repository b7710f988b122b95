"""What can go wrong with a linked case, named for the domain. `str()` of each is a Vietnamese sentence that may be shown."""


class LinkedError(Exception):
    """Base of all; nothing has been written when one is raised."""


class NotNow(LinkedError):
    """The part has moved on, or is not so far: the verb does not fit its state."""

    def __init__(self, state_label: str) -> None:
        super().__init__(f"Phần việc đang ở bước “{state_label}” nên chưa ghi được. Tải lại trang rồi xem bước hiện tại")


class NobodyToSendTo(LinkedError):
    def __init__(self, kind_label: str) -> None:
        super().__init__(f"Chưa có {kind_label.lower()} nào phụ trách phường, xã này. Báo Sở Tư pháp bổ sung danh mục cơ quan")


class NothingAnswered(LinkedError):
    def __init__(self) -> None:
        super().__init__("Ghi câu trả lời hoặc gửi ảnh cho ít nhất một mục")


class UnknownChild(LinkedError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Không có phần việc liên thông mang mã {number[:20]}")


class NotYourChild(LinkedError):
    def __init__(self) -> None:
        super().__init__("Phần việc này không thuộc cơ quan gửi tin")


class WrongMessage(LinkedError):
    """A partner's message lacks something or contradicts itself."""


class KeyTaken(LinkedError):
    def __init__(self) -> None:
        super().__init__("Khóa của tin này đã dùng cho một tin có nội dung khác")
