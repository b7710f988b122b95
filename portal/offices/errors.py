"""What can go wrong in keeping the calendar, named for the domain. `str()` is a full Vietnamese sentence for the person."""

from datetime import date

from portal.offices.models import CalendarException, OpeningHours

WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class CalendarFault(Exception):
    """Base. `field` names the input that is at fault, where there is one."""

    field: str | None = None


class ContradictoryException(CalendarFault):
    """Another entry already says something about this day. `entry` is the one it contradicts."""

    field = "on"

    def __init__(self, entry: CalendarException) -> None:
        where = entry.office.full_name if entry.office_id else "toàn thành phố"
        state = "đang đề xuất" if entry.status == CalendarException.Status.PROPOSED else "có hiệu lực"
        what = f"“{entry.name_vi}” ({entry.get_kind_display().lower()}, {where}, {state})"
        super().__init__(f"Trái với mục đã có ngày {entry.on:%d/%m/%Y}: {what}. Rút mục đó trước, hoặc chọn ngày khác")
        self.entry = entry


class WrongWeekday(CalendarFault):
    """A working day entered on a weekday, or a day off on a weekend that nobody works."""

    field = "on"

    def __init__(self, day: date, *, is_working: bool) -> None:
        wrong = "vốn là ngày làm việc; ngày làm bù phải là thứ Bảy hoặc Chủ nhật"
        wrong = wrong if is_working else "vốn là ngày nghỉ hằng tuần; chọn ngày làm việc"
        super().__init__(f"Ngày {day:%d/%m/%Y} là {WEEKDAY_NAMES[day.weekday()]}, {wrong}")


class DayOutOfRange(CalendarFault):
    field = "on"

    def __init__(self, first_year: int, last_year: int) -> None:
        super().__init__(f"Năm phải từ {first_year} đến {last_year}")


class DocumentMissing(CalendarFault):
    field = "legal_document"

    def __init__(self) -> None:
        super().__init__("Nhập số, ký hiệu văn bản. Chưa có văn bản thì lưu là đề xuất")


class ReasonMissing(CalendarFault):
    field = "reason"

    def __init__(self) -> None:
        super().__init__("Nhập lý do rút")


class ChangedMeanwhile(CalendarFault):
    """Somebody else has already confirmed or withdrawn it."""

    def __init__(self) -> None:
        super().__init__("Mục này đã được người khác xác nhận hoặc rút trong lúc trang đang mở")


class YearOutOfOrder(CalendarFault):
    field = "known_until"

    def __init__(self, year: int) -> None:
        super().__init__(f"Hai ngày phải thuộc năm {year}, ngày đầu không sau ngày cuối")


class KnownDaysLost(CalendarFault):
    """A promise may stand on days that are over: they stay known."""

    field = "known_until"

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"Lịch từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} đã dùng để tính hạn, không bỏ được")


class OverlappingHours(CalendarFault):
    field = "valid_from"

    def __init__(self, hours: OpeningHours) -> None:
        until = f"đến {hours.valid_to:%d/%m/%Y}" if hours.valid_to else "trở đi"
        said = f"{hours.opens_at:%H:%M}–{hours.closes_at:%H:%M} từ {hours.valid_from:%d/%m/%Y} {until}"
        super().__init__(f"Trùng với giờ đã có: {said}. Chọn ngày khác, hoặc rút giờ đó trước")
        self.hours = hours


class HoursOutOfOrder(CalendarFault):
    field = "closes_at"

    def __init__(self) -> None:
        super().__init__("Giờ đóng cửa phải sau giờ mở cửa, ngày cuối không trước ngày đầu")
