"""A bank's statement as CSV: which rows are money that came in, and what makes a row itself. Reads only.

Banks name their columns as they like: the usual titles are known, an account may name its own (BankAccount.statement_columns).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.csv_files import Table, rows_of_table
from portal.days import HANOI
from portal.text import fold

TITLES = {
    "paid_at": {
        "ngay giao dich",
        "ngay",
        "thoi gian",
        "ngay gio",
        "thoi gian giao dich",
        "ngay hieu luc",
        "date",
        "transaction date",
    },
    "amount": {"so tien", "so tien ghi co", "ghi co", "co", "phat sinh co", "tien vao", "credit", "amount", "credit amount"},
    "note": {"noi dung", "dien giai", "mo ta", "noi dung giao dich", "noi dung thanh toan", "description", "remark", "details"},
    "reference": {
        "ma giao dich",
        "so but toan",
        "so giao dich",
        "so chung tu",
        "so tham chieu",
        "ref",
        "reference",
        "transaction id",
    },
    "payer": {"nguoi chuyen", "ten nguoi chuyen", "ten doi ung", "tai khoan doi ung", "nguoi nop", "payer", "counterparty"},
}
HEADER = "Ngày giao dịch, Số tiền, Nội dung"
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\D+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?.*")
MOST_DIGITS = 15


class RowUnclear(ValueError):
    """A row that cannot be read; `str()` is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in. `identity`: the row's own words, and which of several alike it is."""

    line: int
    paid_at: datetime
    amount_vnd: int
    note: str
    payer: str
    reference: str
    identity: str


def credits_of(content: bytes, columns: dict[str, str]) -> Iterator[tuple[int, Credit | RowUnclear]]:
    """Rows with money that came in, and those that cannot be read; debits and sums are left out. Raises FileUnreadable."""
    seen: Counter[str] = Counter()
    for line, cells in rows_of_table(content, _table(columns)):
        amount = cells.get("amount", "")
        if not amount or amount in {"0", "-"} or amount.startswith("-"):
            continue  # a debit
        try:
            yield line, _credit(line, cells, seen)
        except RowUnclear as fault:
            yield line, fault


def _credit(line: int, cells: dict[str, str], seen: Counter[str]) -> Credit:
    paid_at, amount = _moment(cells.get("paid_at", "")), _amount(cells["amount"])
    note, payer, reference = (cells.get(name, "") for name in ("note", "payer", "reference"))
    words = "|".join((paid_at.isoformat(), str(amount), fold(note), fold(payer), reference))
    seen[words] += 1
    identity = hashlib.sha256(f"{words}|{seen[words]}".encode()).hexdigest()
    return Credit(line, paid_at, amount, note, payer, reference, identity)


def _table(columns: dict[str, str]) -> Table:
    own = {name: {fold(title.replace("_", " "))} for name, title in columns.items() if name in TITLES}
    known = {name: titles | own.get(name, set()) for name, titles in TITLES.items()}
    return Table(known, ({"paid_at"}, {"amount"}, {"note"}), HEADER)


def _amount(text: str) -> int:
    """ "+16.000", "16,000.00", "16000 VND" -> 16000."""
    plain = re.sub(r"(vnd|vnđ|đồng|đ|\+|\s)", "", text.lower())
    plain = re.sub(r"[.,]0{1,2}$", "", plain)
    digits = re.sub(r"[.,](?=\d{3}(\D|$))", "", plain)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > MOST_DIGITS or int(digits) == 0:
        raise RowUnclear(f"Không đọc được số tiền “{text[:40]}”")
    return int(digits)


def _moment(text: str) -> datetime:
    """Local time of the bank; a day without a time is its midnight."""
    if found := _DATE.match(text):
        day, month, year, *clock = found.groups()
    elif found := _ISO.match(text):
        year, month, day, *clock = found.groups()
    else:
        raise RowUnclear(f"Không đọc được ngày “{text[:40]}”")
    try:
        return datetime(int(year), int(month), int(day), *(int(part or 0) for part in clock), tzinfo=HANOI)
    except ValueError as fault:
        raise RowUnclear(f"Không đọc được ngày “{text[:40]}”") from fault
