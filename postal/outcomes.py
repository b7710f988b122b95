"""The post's file of outcomes: one row for each envelope, as a spreadsheet of Viet Nam saves it. Reads only.

Columns, in any order, with or without tone marks:
  số phong bì (12 digits) or số hiệu bưu gửi · kết quả (đã giao | không thành công | chuyển hoàn) · lúc (20/03/2026 16:40)
  số tiền đã thu · người nhận · lý do (as in FailureReason) · ghi chú · mã giao dịch (the post's own; optional)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portal.csv_files import Table, rows_of_table
from portal.text import fold
from postal.models import FailureReason

COLUMNS = {
    "number": {"so phong bi", "ma phong bi", "phong bi"},
    "tracking": {"so hieu buu gui", "so hieu", "ma buu gui"},
    "outcome": {"ket qua", "trang thai"},
    "at": {"luc", "thoi gian", "ngay gio", "thoi diem"},
    "collected": {"so tien da thu", "so tien", "tien thu", "da thu"},
    "received_by": {"nguoi nhan", "nguoi ky nhan"},
    "reason": {"ly do"},
    "note": {"ghi chu"},
    "key": {"ma giao dich"},
}
TABLE = Table(COLUMNS, ({"outcome"}, {"number", "tracking"}), "số phong bì, kết quả, lúc")
OUTCOMES = {
    "deliver": {"da giao", "delivered", "phat thanh cong", "thanh cong", "100"},
    "fail": {"khong thanh cong", "failed", "phat khong thanh cong", "chua giao duoc", "91"},
    "return": {"chuyen hoan", "returned", "hoan", "phat hoan thanh cong", "170"},
}
MOMENTS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M")
REASONS = {fold(label): value for value, label in FailureReason.choices} | {value: value for value in FailureReason.values}


class RowRefused(ValueError):
    """What is wrong with one row and how to mend it, as a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One checked row. `at` is aware; money is integer đồng, None where the row says nothing."""

    line: int
    number: str
    tracking: str
    verb: str  # deliver, fail, return
    at: datetime
    collected_vnd: int | None
    received_by: str
    reason: str
    note: str
    key: str


def rows_of(content: bytes, table: Table = TABLE) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers as a spreadsheet shows them, and cells by our column names. Raises FileUnreadable."""
    return rows_of_table(content, table)


def checked(line: int, cells: dict[str, str]) -> Outcome:
    """A row as an outcome. Raises RowRefused."""
    verb = _verb(cells.get("outcome", ""))
    at = _moment(cells.get("at", ""))
    number, tracking = _number(cells.get("number", "")), "".join(cells.get("tracking", "").split()).upper()
    if not (number or tracking):
        raise RowRefused("Thiếu số phong bì hoặc số hiệu bưu gửi")
    collected = _money(cells.get("collected", ""))
    if verb == "deliver" and collected is None:
        raise RowRefused("Thiếu số tiền đã thu. Ghi 0 nếu không phải thu")
    if verb == "deliver" and not cells.get("received_by"):
        raise RowRefused("Thiếu tên người nhận")
    reason = REASONS.get(fold(cells.get("reason", "")), "")
    if verb == "fail" and not reason:
        raise RowRefused(f"Lý do phải là một trong: {', '.join(FailureReason.labels)}")
    key = cells.get("key") or f"{verb}:{at.isoformat()}"
    text = {name: cells.get(name, "") for name in ("received_by", "note")}
    return Outcome(line, number, tracking, verb, at, collected, reason=reason, key=f"csv:{key}"[:60], **text)


def _verb(text: str) -> str:
    folded = fold(text.replace("_", " "))
    verb = next((verb for verb, words in OUTCOMES.items() if folded in words), "")
    if not verb:
        raise RowRefused("Kết quả phải là: đã giao, không thành công hoặc chuyển hoàn")
    return verb


def _number(text: str) -> str:
    number = text.replace(" ", "").lstrip("'")
    if "E+" in number.upper():
        raise RowRefused("Bảng tính đã đổi số phong bì thành dạng 2,6E+11. Định dạng cột là Văn bản rồi xuất lại")
    if number and not (number.isascii() and number.isdigit() and len(number) == 12):
        raise RowRefused("Số phong bì phải đủ 12 chữ số")
    return number


def _moment(text: str) -> datetime:
    for pattern in MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, pattern))  # noqa: DTZ007  # local by the file's convention
        except (ValueError, OverflowError):
            continue
    raise RowRefused("Thời điểm phải ghi như 20/03/2026 16:40")


def _money(text: str) -> int | None:
    """ "42.000", "42,000 đồng", "42000" -> 42000."""
    digits = fold(text).removesuffix("vnd").removesuffix("dong").removesuffix("d").strip()
    digits = digits.replace(".", "").replace(",", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise RowRefused("Số tiền phải là số đồng, ví dụ 42.000")
    return int(digits)
