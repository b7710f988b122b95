"""What can go wrong at the post desk, named for the domain. `str()` of each is a Vietnamese sentence that may be shown."""

from datetime import date


class PostalError(Exception):
    """Base of all; nothing has been written when one is raised."""


class NoPostalAgreement(PostalError):
    def __init__(self) -> None:
        super().__init__(
            "Cơ quan chưa có Thỏa thuận hợp tác với bưu điện còn hiệu lực. Đề nghị Sở Tư pháp ghi thỏa thuận rồi tạo đợt."
        )


class NotWhileTraining(PostalError):
    def __init__(self) -> None:
        super().__init__("Khu tập huấn không có sổ thu chi: không ghi tiền vào đây.")


class NothingDueHere(PostalError):
    def __init__(self) -> None:
        super().__init__("Không còn phí phải thu tại quầy cho hồ sơ này: đã nộp đủ, được miễn, hoặc hồ sơ chưa ký.")


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


class InAnotherEnvelope(PostalError):
    """This dossier's papers lie in another one's envelope; its own label is void."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Hồ sơ này gửi chung phong bì {number}. Quét nhãn của phong bì chung, bỏ nhãn này")


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


class CannotShare(PostalError):
    """These dossiers may not travel in one envelope; the sentence says why."""


class NoSuchDecision(PostalError):
    def __init__(self, state_label: str) -> None:
        super().__init__(f"Phong bì đang ở trạng thái “{state_label}”, không quyết định như vậy được. Tải lại trang để xem")


class MoneyDiffers(PostalError):
    def __init__(self, due: str) -> None:
        super().__init__(f"Số tiền thu khác số phải thu {due}. Ghi lý do chênh lệch vào ô ghi chú")


class OutOfTime(PostalError):
    """The moment told lies in the future or before the hand-over."""


class NotEnoughThere(PostalError):
    """A movement of more money than lies where it would be taken from."""

    def __init__(self) -> None:
        super().__init__("Số tiền lớn hơn khoản còn lại ở bước này. Tải lại trang để xem số mới")


class AmountUnreadable(PostalError):
    def __init__(self) -> None:
        super().__init__("Số tiền phải từ 1 đồng đến 1.000.000.000 đồng")


class NothingHeld(PostalError):
    def __init__(self) -> None:
        super().__init__("Không còn khoản nào đang giữ để nộp")


class NotThePayee(PostalError):
    def __init__(self) -> None:
        super().__init__("Bảng kê này do cơ quan khác nhận tiền")


class OwnRemittance(PostalError):
    def __init__(self) -> None:
        super().__init__("Người lập bảng kê không được tự xác nhận đã nhận tiền")


class CountedAlready(PostalError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Bảng kê {number} đã được xác nhận, không thay đổi được nữa. Chênh lệch được xử lý ở việc còn mở")


class ItemResolved(PostalError):
    def __init__(self) -> None:
        super().__init__("Việc này đã có người giải quyết. Tải lại trang để xem")


class OutcomeNotFit(PostalError):
    def __init__(self) -> None:
        super().__init__("Chọn cách giải quyết trong danh sách của việc này")


class LeaderNeeded(PostalError):
    def __init__(self) -> None:
        super().__init__("Chỉ lãnh đạo cơ quan được xóa khoản thu")


class MoneyNotHere(PostalError):
    def __init__(self) -> None:
        super().__init__("Tiền chưa về cơ quan nên chưa hoàn trả được. Chờ bưu điện nộp và kế toán xác nhận")


class DossierUnknown(PostalError):
    def __init__(self) -> None:
        super().__init__("Không có hồ sơ nào của cơ quan với mã này. Kiểm tra lại mã hồ sơ hoặc mã nộp hồ sơ")


class NumbersOverlap(PostalError):
    def __init__(self, book: str) -> None:
        super().__init__(f"Dải số này trùng với quyển {book} đã giao")


class ReceiptNotFree(PostalError):
    def __init__(self) -> None:
        super().__init__("Số này đã dùng, đã hủy hoặc không thuộc quyển nào đã giao")


class DayNotReady(PostalError):
    """`reasons` are sentences: what is still unexplained."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("Chưa chốt được ngày: còn việc chưa rõ")
        self.reasons = reasons


class DayClosed(PostalError):
    def __init__(self) -> None:
        super().__init__("Ngày này đã chốt. Khoản ghi sai được ghi đảo vào một ngày sau")


class VoucherTaken(PostalError):
    def __init__(self) -> None:
        super().__init__("Số chứng từ này đã ghi cho một lần nộp Kho bạc khác")


class NoSuchPayment(PostalError):
    """The gateway tells of a payment that was never begun."""


class OtherAmount(PostalError):
    """The gateway tells of another amount than was asked for."""


class NothingPaid(PostalError):
    def __init__(self) -> None:
        super().__init__("Hồ sơ này chưa có khoản nào đã trả")


class AgreementsOverlap(PostalError):
    def __init__(self, post_office: str, first: date, last: date | None) -> None:
        until = f" đến {last:%d/%m/%Y}" if last else ", không thời hạn"
        super().__init__(f"Đơn vị đã có thỏa thuận với {post_office} từ {first:%d/%m/%Y}{until}. Kết thúc thỏa thuận đó trước")


class AgreementEnded(PostalError):
    def __init__(self, first: date, last: date | None) -> None:
        until = f" đến {last:%d/%m/%Y}" if last else " trở đi"
        super().__init__(f"Ngày cuối phải nằm trong hiệu lực của thỏa thuận, từ {first:%d/%m/%Y}{until}")


class NotNamedToCollect(PostalError):
    def __init__(self) -> None:
        super().__init__("Thỏa thuận với cơ quan chỉ cho những người có tên đến lấy. Người có tên đăng nhập và xác nhận")


class OnTheRecord(PostalError):
    def __init__(self) -> None:
        super().__init__("Phong bì này có trong biên bản của đợt, không thừa")


class DifferenceResolved(PostalError):
    def __init__(self) -> None:
        super().__init__("Chênh lệch này đã có người giải quyết. Tải lại trang để xem")


class NotConfirmedYet(PostalError):
    def __init__(self, number: str) -> None:
        super().__init__(f"Đợt {number} chưa được hai bên xác nhận. Bên nhận báo thiếu, thừa ngay khi xác nhận")


class NothingToComplain(PostalError):
    """`by_on`: until when the post has time, where it still has."""

    def __init__(self, by_on: date | None) -> None:
        until = f" Bưu điện còn thời gian giao đến hết ngày {by_on:%d/%m/%Y}." if by_on else ""
        super().__init__(f"Chưa khiếu nại được điều này.{until}")


class ComplaintTooLate(PostalError):
    def __init__(self, last: date) -> None:
        super().__init__(f"Đã quá 6 tháng từ khi bàn giao cho bưu điện; ngày cuối được khiếu nại là {last:%d/%m/%Y}")


class ComplaintAnswered(PostalError):
    def __init__(self) -> None:
        super().__init__("Khiếu nại này đã có người trả lời. Tải lại trang để xem")


class AnswerNotFit(PostalError):
    def __init__(self, state: str) -> None:
        super().__init__(f"Câu trả lời không hợp với phong bì đang ở “{state}”. Tải lại trang rồi chọn lại")
