"""What can go wrong at the post desk, named for the domain. `str()` of each is a Vietnamese sentence that may be shown."""

from datetime import date


class PostalError(Exception):
    """Base of all; nothing has been written when one is raised."""


class NoPostalAgreement(PostalError):
    def __init__(self) -> None:
        super().__init__(
            "Cơ quan chưa có Thỏa thuận hợp tác với bưu điện còn hiệu lực. Đề nghị Sở Tư pháp ghi thỏa thuận rồi tạo đợt."
        )


class NotForThePost(PostalError):
    """The dossier is not signed, or its requester collects the paper himself."""


class UnknownParcel(PostalError):
    """The number scanned is not one of ours, or no number at all."""


class ScannedAlready(PostalError):
    """This number is in a batch already: `at` is the local "HH:MM" of the first scan."""


class OfAnotherOffice(PostalError):
    def __init__(self, office_name: str) -> None:
        super().__init__(f"Hồ sơ thuộc {office_name}, không thuộc đợt này")


class NotSigned(PostalError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Trích lục chưa ký, chưa bàn giao được hồ sơ {code}")


class CopyCancelled(PostalError):
    def __init__(self, code: str) -> None:
        super().__init__(f"Trích lục đã hủy, không bàn giao hồ sơ {code}. Giữ phong bì lại cơ quan")


class NotScannedBack(PostalError):
    """The office wants every sheet back, signed and sealed, before its envelope leaves."""

    def __init__(self, code: str, missing: int) -> None:
        super().__init__(f"Hồ sơ {code} còn {missing} tờ chưa quét lại sau khi ký, đóng dấu. Quét ở khay in trước")


class HandOverNotOpen(PostalError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Đợt {number} đã chốt, không thay đổi được nữa. Quét phong bì vào đợt sau")


class NothingScanned(PostalError):
    def __init__(self) -> None:
        super().__init__("Đợt này chưa có phong bì nào. Quét ít nhất một phong bì rồi chốt")


class NotInThisHandOver(PostalError):
    def __init__(self) -> None:
        super().__init__("Phong bì này không còn trong đợt. Tải lại trang để xem danh sách mới")


class NotClosedYet(PostalError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Cơ quan chưa chốt đợt {number}. Chờ cán bộ chốt rồi xác nhận")


class ConfirmedAlready(PostalError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Đợt {number} đã được hai bên xác nhận, không thay đổi được nữa")


class SameSide(PostalError):
    def __init__(self) -> None:
        super().__init__("Người chốt đợt không được tự xác nhận bên nhận. Nhân viên bưu điện xác nhận bằng tài khoản của mình")


class NotYourPostOffice(PostalError):
    def __init__(self) -> None:
        super().__init__("Đợt này bàn giao cho bưu điện khác")


class ParcelBlocked(PostalError):
    """One dossier of a batch may no longer leave the office: the batch is not confirmed."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Hồ sơ {code} vừa được cơ quan thay đổi. Từ chối nhận phong bì này rồi xác nhận các phong bì còn lại")


class ReasonNeeded(PostalError):
    def __init__(self) -> None:
        super().__init__("Nhập lý do")


class TrackingNumberTaken(PostalError):
    def __init__(self) -> None:
        super().__init__("Số hiệu bưu gửi này đã ghi cho một phong bì khác. Kiểm tra lại số trên tem")


class TrackingNumberUnreadable(PostalError):
    def __init__(self) -> None:
        super().__init__("Số hiệu bưu gửi chỉ gồm chữ cái không dấu và chữ số, dài 5 đến 30 ký tự, ví dụ EB123456785VN")


class ParcelMoved(PostalError):
    """The parcel's state no longer allows the verb; the sentence says where it stands."""

    def __init__(self, state_label: str) -> None:
        super().__init__(f"Phong bì đang ở trạng thái “{state_label}”, không ghi được kết quả này. Tải lại trang để xem")


class NotTriedYet(PostalError):
    def __init__(self) -> None:
        super().__init__("Chưa có lần giao nào không thành công. Ghi lần giao không thành công trước khi chuyển hoàn")


class InvitedTooFew(PostalError):
    """A return before the second invitation counts. `day` is the first day on which another try counts as one."""

    def __init__(self, day: date) -> None:
        super().__init__(
            "Phải mời nhận ít nhất 2 lần, cách nhau ít nhất 2 ngày làm việc, rồi mới chuyển hoàn. "
            f"Lần mời sau tính từ ngày {day:%d/%m/%Y}"
        )


class NoSuchDecision(PostalError):
    def __init__(self, state_label: str) -> None:
        super().__init__(f"Phong bì đang ở trạng thái “{state_label}”, không quyết định như vậy được. Tải lại trang để xem")


class MoneyDiffers(PostalError):
    def __init__(self, due: str) -> None:
        super().__init__(f"Số tiền thu khác số phải thu {due}. Ghi lý do chênh lệch vào ô ghi chú")


class OutOfTime(PostalError):
    """The moment told lies in the future or before the hand-over."""
