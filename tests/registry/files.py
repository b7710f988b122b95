"""Files of digitised registers for tests, as spreadsheets save them."""

import csv
import io

import openpyxl

PLACE = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
BIRTH = {
    "Nơi đăng ký": PLACE,
    "Sổ năm": "1990",
    "Quyển số": "01/1990",
    "Số": "12 bis",
    "Ngày đăng ký": "20/3/1990",
    "Họ, chữ đệm, tên": "Nguyễn Thị Thùy Dương",
    "Ngày, tháng, năm sinh": "12/3/1990",
    "Giới tính": "Nữ",
    "mother_name": "Phạm Thị Hạnh",
}


def births(count: int, **changes: str) -> list[dict[str, str]]:
    return [BIRTH | {"Số": str(number)} | changes for number in range(1, count + 1)]


def csv_file(rows: list[dict[str, str]], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_file(rows: list[dict[str, object]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
