"""What can go wrong with a difficulty. `str()` is a full Vietnamese sentence for the person."""


class DifficultyFault(Exception):
    """Base. `field` names the input that is at fault, where there is one."""

    field: str | None = None


class NotPossibleNow(DifficultyFault):
    """The state does not allow it: somebody else was quicker."""

    def __init__(self, state: str) -> None:
        super().__init__(f"Việc này nay ở trạng thái “{state}”, nên không làm được nữa. Tải lại trang để xem đã có gì mới")


class SaidMeanwhile(DifficultyFault):
    """It was answered since the person opened the page: he reads that before every unit gets a second answer."""

    def __init__(self) -> None:
        super().__init__("Việc này vừa có người khác trả lời. Đọc mục Đã diễn ra; nếu vẫn cần, bấm gửi lần nữa")


class AlreadyReopened(DifficultyFault):
    def __init__(self) -> None:
        super().__init__("Mỗi việc chỉ mở lại được một lần. Nếu vẫn còn vướng, gửi một kiến nghị mới và nhắc mã việc này")


class CannotMerge(DifficultyFault):
    field = "into"

    def __init__(self) -> None:
        super().__init__("Chọn việc khác chưa bị gộp để gộp vào; một việc không gộp vào chính nó")


class TooManyFiles(DifficultyFault):
    field = "files"

    def __init__(self, most: int) -> None:
        super().__init__(f"Chỉ đính kèm tối đa {most} tệp. Bỏ bớt rồi gửi lại")
