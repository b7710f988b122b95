"""Files for a carrier without a system of its own to talk to: what we give it, and which of its columns are ours.

The mapping is kept with the carrier, so that a clerk of the post names his columns once.
"""

import csv
import io
from collections.abc import Iterable

from portal.csv_files import Table
from portal.text import fold
from postal.models import Carrier, Parcel
from postal.outcomes import TABLE

FIELDS = {
    "number": "Số phong bì",
    "tracking_number": "Số hiệu bưu gửi",
    "recipient_name": "Người nhận",
    "recipient_phone": "Điện thoại",
    "address": "Địa chỉ",
    "wish": "Thời gian nhận mong muốn",
    "collect_vnd": "Số tiền phải thu",
}
OUTCOME_COLUMNS = {
    "number": "Số phong bì (12 chữ số)",
    "tracking": "Số hiệu bưu gửi",
    "outcome": "Kết quả",
    "at": "Thời điểm",
    "collected": "Số tiền đã thu",
    "received_by": "Người nhận",
    "reason": "Lý do",
    "note": "Ghi chú",
    "key": "Mã giao dịch",
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_of(carrier: Carrier | None) -> Table:
    """The usual titles of a file of outcomes, and those that this carrier uses."""
    if carrier is None or not carrier.columns:
        return TABLE
    own = {name: {title for title, column in carrier.columns.items() if column == name} for name in TABLE.columns}
    taken = set(carrier.columns)
    columns = {name: (titles - taken) | own[name] for name, titles in TABLE.columns.items()}
    return Table(columns, TABLE.required, TABLE.header)


def parcels_as_csv(parcels: Iterable[Parcel], carrier: Carrier | None) -> bytes:
    """A UTF-8 file with a byte order mark and semicolons, as spreadsheets here open it; no cell is a formula."""
    titles = (carrier.titles if carrier else []) or [[title, name] for name, title in FIELDS.items()]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([title for title, _name in titles])
    for parcel in parcels:
        writer.writerow([_cell(getattr(parcel, name)) for _title, name in titles])
    return file.getvalue().encode("utf-8-sig")


def mapping_from(lines: str, names: Iterable[str]) -> list[list[str]]:
    """Lines "Tên cột = our name" as pairs. Raises ValueError with a Vietnamese sentence."""
    pairs, known = [], set(names)
    for line in filter(str.strip, lines.splitlines()):
        title, _, name = (part.strip() for part in line.rpartition("="))
        if not title or name not in known:
            raise ValueError(
                f"Dòng “{line.strip()[:80]}” phải viết như: Mã vận đơn = number. Tên dùng được: {', '.join(sorted(known))}"
            )
        pairs.append([title[:80], name])
    if len({fold(title) for title, _name in pairs}) != len(pairs):
        raise ValueError("Có hai dòng cùng tên cột. Mỗi cột chỉ viết một lần")
    return pairs


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
