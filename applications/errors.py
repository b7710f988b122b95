"""What can go wrong with an application, named for the domain. Each carries a sentence for the person."""

from django.utils.translation import gettext as _

from applications.deadlines import Promise
from applications.models import StateChange
from applications.states import State
from civil_registry.snapshots import Difference


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


class ProcedureEnded(ApplicationError):
    """The law that made it holds no more on this day: another procedure took its place while the draft lay."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Thủ tục này không còn nhận từ hôm nay. Xem thủ tục thay thế trong danh mục thủ tục; "
                "các câu trả lời vẫn còn ở đây."
            )
        )


class OfficeClosed(ApplicationError):
    """The service was closed at the office after it had been chosen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Cơ quan đã chọn tạm dừng nhận hồ sơ trực tuyến. "
                "Hồ sơ nháp vẫn còn đủ; nộp tại Bộ phận Một cửa hoặc nộp lại sau."
            )
        )


class TooManyFilings(ApplicationError):
    """So many with one telephone in a day are no person's own: each is told by SMS, and fills somebody's queue."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Số điện thoại này đã nộp nhiều hồ sơ trong một ngày. "
                "Hồ sơ nháp vẫn còn đủ; nộp tiếp vào ngày mai hoặc tại Bộ phận Một cửa."
            )
        )


class TooManyFiles(ApplicationError):
    def __init__(self, limit: int) -> None:
        super().__init__(_("Mỗi hồ sơ nhận tối đa %(limit)d tệp. Xóa bớt tệp không cần rồi tải lên lại") % {"limit": limit})


class PaperFull(ApplicationError):
    def __init__(self, limit: int) -> None:
        super().__init__(_("Giấy tờ này nhận tối đa %(limit)d tệp. Xóa bớt tệp cũ rồi tải lên lại") % {"limit": limit})


class ReasonMissing(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Nhập lý do.")


class NothingAsked(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Ghi ít nhất một giấy tờ hoặc thông tin cần bổ sung.")


class NotHere(ApplicationError):
    """New work goes to people who are there."""

    def __init__(self, name: str, days: str) -> None:
        super().__init__(f"{name} nghỉ {days}, chưa nhận hồ sơ mới. Nếu đã đi làm, hủy lịch nghỉ trước.")


class NotTheRightOffice(ApplicationError):
    """A dossier is passed on to another office that stands and offers the service."""

    def __init__(self) -> None:
        super().__init__("Chọn một cơ quan khác đang nhận hồ sơ trực tuyến của thủ tục này.")


class NotTheSigner(ApplicationError):
    """The person may not sign this: no signing role here, or he drew it up himself."""


class KeyUnusable(ApplicationError):
    """The leader's key cannot sign now: none, expired, revoked, its token away. The sentence says what to do."""


class ExtractMissing(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Chưa có dự thảo trích lục để trình ký.")


class NothingToRegister(ApplicationError):
    """The procedure gives copies of what is registered and registers nothing itself."""

    def __init__(self) -> None:
        super().__init__("Thủ tục này không đăng ký vào sổ: tìm mục trong sổ để dự thảo bản sao.")


class NoCopies(ApplicationError):
    """The procedure registers an event and gives its original; copies of an entry are another procedure."""

    def __init__(self) -> None:
        super().__init__("Thủ tục này đăng ký vào sổ và cấp bản chính: ghi nội dung đăng ký, không chọn mục có sẵn.")


class OriginalsNotCompared(ApplicationError):
    def __init__(self) -> None:
        super().__init__(
            "Chưa đối chiếu bản chính với ảnh đã nộp và ký sổ. Mời người yêu cầu đến, rồi đánh dấu từng giấy tờ đã xem."
        )


class RegisterNotSigned(ApplicationError):
    """Who asks and the official sign the register; of a marriage both spouses come themselves."""

    def __init__(self, present: int) -> None:
        who = "người yêu cầu" if present == 1 else "cả hai bên nam, nữ cùng có mặt"
        super().__init__(f"Chưa trả được: {who} và công chức phải ký vào sổ trước.")


class NoExtension(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Không gia hạn được: thủ tục này không có gia hạn, đã gia hạn một lần, hoặc đã quá hạn.")


class PaperVoid(ApplicationError):
    """What would be given was cancelled. Source: TT 04/2020/TT-BTP Art. 35 (a wrong paper is never handed over)."""

    def __init__(self) -> None:
        super().__init__("Bản đã ký của hồ sơ này đã bị hủy nên không mời nhận, không trả được. Đề nghị cấp lại trước.")


class EnteredInRegister(ApplicationError):
    """An original is not drawn up anew: the register itself says so, and is corrected by a procedure of its own."""

    def __init__(self) -> None:
        super().__init__(
            "Bản chính không hủy, không cấp lại kiểu này: nội dung đã ghi vào sổ. Sai sót được sửa bằng thủ tục thay đổi, "
            "cải chính hộ tịch (1.004859), sau đó ghi chú vào mục sổ và cấp bản sao. Tờ in hỏng thì in lại ở khay in."
        )


class EntryChanged(ApplicationError):
    """The register says something else than the draft; `changes` is what, field by field. Nothing was signed or numbered."""

    def __init__(self, changes: list[Difference]) -> None:
        labels = "; ".join(change.label for change in changes)
        super().__init__(f"Mục sổ đã thay đổi sau khi dự thảo: {labels}. Chưa ký, chưa cấp số. Dự thảo lại theo sổ hiện nay.")
        self.changes = changes


class NotCompared(ApplicationError):
    """An entry typed in or corrected here waits for a second reader."""

    def __init__(self, *, by_its_writer: bool) -> None:
        writer = "Ông/bà đã chép hoặc sửa mục sổ này nên cần một người khác đối chiếu với sổ trước khi ký."
        other = "Mục sổ này mới chép hoặc mới sửa. Đối chiếu với trang sổ rồi đánh dấu “Tôi đã đối chiếu với sổ” trước khi ký."
        super().__init__(writer if by_its_writer else other)


class ConflictNotAcknowledged(ApplicationError):
    """The person has to say that he has seen why this may be a matter of his own. Source: 60/2014/QH13 Art. 12(1)(h)."""

    def __init__(self) -> None:
        super().__init__("Đọc cảnh báo về xung đột lợi ích và đánh dấu xác nhận trước khi tiếp tục.")


class CorrectionOpen(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Hồ sơ này đã có một đề nghị sửa đang chờ lãnh đạo ký.")


class NotCorrectable(ApplicationError):
    """A copy under way is put right when it has arrived or come back; one never issued is drawn up anew instead."""

    def __init__(self, state: State) -> None:
        under_way = (
            "Phong bì đang trên đường. Khi bưu điện giao xong hoặc chuyển hoàn thì đề nghị sửa; lãnh đạo hủy bản ngay được."
        )
        other = f"Hồ sơ đang ở trạng thái “{state.label}”, không có bản đã cấp để sửa hoặc hủy."
        super().__init__(under_way if state == State.HANDED_TO_POST else other)


class NotToBeReminded(ApplicationError):
    """The Department may not remind this office now; the sentence says why."""


class SecondApology(ApplicationError):
    """A dossier is re-appointed at most once: an apology has been signed, or waits for the leader."""

    def __init__(self, *, is_signed: bool) -> None:
        signed = "Hồ sơ này đã được xin lỗi và hẹn lại một lần. Pháp luật chỉ cho hẹn lại một lần."
        waiting = "Phiếu xin lỗi của hồ sơ này đang chờ lãnh đạo ký."
        super().__init__(signed if is_signed else waiting)


class CannotBeAppointed(ApplicationError):
    """The new time is not one that the office can keep; the sentence says why."""


class AccountableUnknown(ApplicationError):
    def __init__(self) -> None:
        super().__init__("Chọn người chịu trách nhiệm trong số người đang làm việc tại cơ quan.")
