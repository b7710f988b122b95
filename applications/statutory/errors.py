"""Why a report is not issued; `str()` is a Vietnamese sentence for the person who asked."""


class NotToBeIssued(Exception):
    """The parent of all reasons below."""


class GoneMeanwhile(NotToBeIssued):
    def __init__(self) -> None:
        super().__init__("Báo cáo này vừa có người khác bỏ. Lập báo cáo mới nếu vẫn cần.")


class StillOpen(NotToBeIssued):
    def __init__(self) -> None:
        super().__init__("Kỳ báo cáo chưa kết thúc vào thời điểm lấy số liệu. Lập lại báo cáo sau ngày cuối kỳ rồi chốt.")


class SumsDisagree(NotToBeIssued):
    def __init__(self) -> None:
        super().__init__("Số liệu không khớp ở các dòng nêu trong phần Kiểm tra. Báo cho quản trị hệ thống, chưa chốt được.")


class NeedsExplanation(NotToBeIssued):
    def __init__(self) -> None:
        super().__init__("Số liệu khác kỳ trước. Ghi giải trình, nội dung này được in trong báo cáo.")


class AlreadyIssued(NotToBeIssued):
    def __init__(self, number: str) -> None:
        super().__init__(f"Kỳ này đã có báo cáo số {number}. Mở báo cáo đó và lập bản điều chỉnh nếu số liệu đã thay đổi.")


class NothingDiffers(NotToBeIssued):
    def __init__(self) -> None:
        super().__init__("Số liệu hôm nay không khác báo cáo đã chốt: không có gì để điều chỉnh.")


class NotTheNewest(NotToBeIssued):
    def __init__(self, number: str) -> None:
        super().__init__(f"Báo cáo này đã được thay bằng báo cáo số {number}. Điều chỉnh từ báo cáo mới nhất.")
