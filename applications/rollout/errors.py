"""What the roll-out refuses; `str()` is a Vietnamese sentence for the person."""


class RolloutError(Exception):
    pass


class NotReady(RolloutError):
    """A unit that lacks what a service needs; `missing` lists it in words."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__("Chưa mở được đơn vị này: " + "; ".join(missing))


class InThePast(RolloutError):
    def __init__(self) -> None:
        super().__init__("Chỉ mở hoặc tạm dừng từ hôm nay trở đi: ngày đã qua là số liệu đã công bố")


class AlreadySo(RolloutError):
    def __init__(self, is_on: bool) -> None:
        super().__init__(
            "Ngày đó đơn vị đã mở dịch vụ rồi" if is_on else "Ngày đó đơn vị không mở dịch vụ, không có gì để tạm dừng"
        )


class CourseFileRefused(RolloutError):
    """Rows of an attendance list that cannot be taken; nothing was entered. `problems`: (row number, sentence)."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        self.problems = problems
        super().__init__("Chưa nhập dòng nào: sửa các dòng sau trong tệp rồi chọn lại")
