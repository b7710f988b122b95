"""What can go wrong in keeping fees and postage, named for the domain. `str()` is a full Vietnamese sentence for the person."""

from datetime import date

from applications.errors import ApplicationError
from applications.models import DatedTerm


class TermsFault(ApplicationError):
    """Base. `field` names the input that is at fault, where there is one."""

    field: str | None = None


class TermsOverlap(TermsFault):
    """Another term already says something of one of these days. `may_end`: it is open and could end the day before."""

    field = "valid_from"

    def __init__(self, other: DatedTerm, *, may_end: bool) -> None:
        last = getattr(other, "valid_to", None)
        until = f"đến {last:%d/%m/%Y}" if last else "không thời hạn"
        way_out = "Đánh dấu ô cho mức đó kết thúc hôm trước" if may_end else "Chọn ngày khác, hoặc kết thúc mức đó trước"
        super().__init__(f"Trùng với mức đã có, từ {other.valid_from:%d/%m/%Y} {until}. {way_out}")
        self.other, self.may_end = other, may_end


class DaysOutOfOrder(TermsFault):
    field = "valid_to"

    def __init__(self) -> None:
        super().__init__("Ngày cuối không được trước ngày đầu")


class FiledBefore(TermsFault):
    """Dossiers filed since that day were told something else."""

    field = "valid_from"

    def __init__(self, last: date) -> None:
        super().__init__(f"Đã có hồ sơ nộp đến {last:%d/%m/%Y} theo mức khi đó. Chọn ngày sau {last:%d/%m/%Y}")


class EndsTooEarly(TermsFault):
    """It was in use, or the day is over."""

    field = "last_day"

    def __init__(self, earliest: date) -> None:
        super().__init__(f"Mức này đã dùng cho hồ sơ đã nộp. Ngày cuối sớm nhất là {earliest:%d/%m/%Y}")


class NotLonger(TermsFault):
    field = "last_day"

    def __init__(self, first: date, last: date | None) -> None:
        until = f"đến {last:%d/%m/%Y}" if last else "trở đi"
        super().__init__(f"Ngày cuối phải nằm trong hiệu lực: từ {first:%d/%m/%Y} {until}")


class InUse(TermsFault):
    def __init__(self) -> None:
        super().__init__("Đã có hồ sơ nộp theo mức này nên không rút được. Có thể cho kết thúc từ một ngày")
