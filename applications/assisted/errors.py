"""What can go wrong while an official files for a person. Each is a sentence for the official."""

from applications.errors import ApplicationError


class SittingOver(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Phiên nộp hộ đã kết thúc. Bắt đầu phiên mới.")


class SittingOpen(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Đang có một phiên nộp hộ chưa kết thúc. Tiếp tục hoặc kết thúc phiên đó trước.")


class OneFilingOnly(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Phiên này đã nộp một hồ sơ. Kết thúc phiên rồi bắt đầu phiên mới cho hồ sơ khác.")


class NotConfirmed(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Người dân chưa đọc lại và xác nhận các câu trả lời này. Đưa đọc lại rồi mới nộp.")


class NoLongerAsked(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Câu trả lời đã sửa sau khi đưa đọc lại. Đưa bản mới để người dân đọc lại.")


class CodeUnknown(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Mã này không có trên màn hình nào. Xem lại 6 chữ số đang hiện trên màn hình thứ hai.")


class CannotPrintYet(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Còn thông tin chưa điền nên chưa đưa đọc lại được.")
