"""A hundred files that are no proper list, from one seed: what people, programs and attackers send."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime

from openpyxl import Workbook

from portal.registrations.columns import SHEET, TITLES
from tests.registrations.files import ROW, cells, list_file, saved

SHEET_XML = "xl/worksheets/sheet1.xml"


def kind_of(number: int) -> Callable[[random.Random], bytes]:
    return KINDS[number % len(KINDS)]


def file_of(number: int) -> bytes:
    """One of a hundred, the same every time; made where it is asked for: all of them take seconds."""
    return kind_of(number)(random.Random(f"20260320-{number}"))


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def truncated(chance: random.Random) -> bytes:
    whole = list_file(cells())
    return whole[: chance.randrange(5, len(whole) - 1)]


def flipped(chance: random.Random) -> bytes:
    content = bytearray(list_file(cells()))
    for _ in range(20):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    return bytes(content)


def noise(chance: random.Random) -> bytes:
    return chance.choice([b"", b"PK\x03\x04"]) + chance.randbytes(chance.randrange(1, 3000))


def nothing(chance: random.Random) -> bytes:
    return chance.choice([b"", b"   \r\n", b"\xef\xbb\xbf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 9])


def wrong_sheet(chance: random.Random) -> bytes:
    book = Workbook()
    book.active.title = chance.choice(["Sheet1", "Bảng lương", SHEET])
    for _ in range(chance.randrange(1, 30)):
        book.active.append([chance.random() for _ in range(9)])
    return saved(book)


def no_sheet(chance: random.Random) -> bytes:
    book = Workbook()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    return saved(book)


def formulas(chance: random.Random) -> bytes:
    column = chance.choice(list(ROW))
    return list_file(cells(**{column: chance.choice(["=1/0", '=CONCAT("a";"b")', "=A1:A9", "=HYPERLINK(1)"])}))


def merged(chance: random.Random) -> bytes:
    book = Workbook()
    book.active.append(list(TITLES.values()))
    for _ in range(4):
        book.active.append([ROW[name] or None for name in TITLES])
    book.active.merge_cells(chance.choice(["A2:I3", "B2:B5", "A1:I1", "C2:D5"]))
    return saved(book)


def far_away(chance: random.Random) -> bytes:
    """A million empty rows, or a row number that no spreadsheet has."""
    row = chance.choice([b"1048576", b"1048577", b"99999999999", b"-1", b"0", b"x"])
    return with_part(list_file(cells()), SHEET_XML, lambda xml: xml.replace(b'<row r="2"', b'<row r="%s"' % row))


def wide(chance: random.Random) -> bytes:
    book = Workbook()
    book.active.append([*TITLES.values(), *["Ghi chú"] * 600])
    book.active.append([*ROW.values(), *["x"] * 600])
    return saved(book)


def names(chance: random.Random) -> bytes:
    odd = [
        "Nguye\u0302\u0303n Thi\u0323 A\u0301nh",
        "😀😀 😀",
        "Lành\u202eThị",
        "O'Neil Đỗ",
        "a" * 400,
        "  ",
        "Ng\u200bô Lan",
        "١٢٣ ٤",
    ]
    return list_file(cells(full_name=chance.choice(odd)))


def huge_cell(chance: random.Random) -> bytes:
    return list_file(cells(**{chance.choice(list(ROW)): "Đ" * 32_000}))


def wrong_types(chance: random.Random) -> bytes:
    odd = [True, 3.14, 10**30, -5, date(1899, 1, 1), datetime(9999, 12, 31), 1e308, 45_000, "#REF!", "NaN"]
    return list_file(cells(**{name: chance.choice(odd) for name in ROW}))


def bomb(chance: random.Random) -> bytes:
    """A few kilobytes that unpack to hundreds of megabytes."""
    blank = b" " * (64 * 1024 * 1024)
    return with_part(list_file(cells()), SHEET_XML, lambda xml: xml + blank)


def lying_bomb(chance: random.Random) -> bytes:
    """Says of itself that it is small."""
    content = bytearray(bomb(chance))
    size = (64 * 1024 * 1024).to_bytes(4, "little")[1:]
    start = content.find(size)
    while start != -1:
        content[start : start + 3] = b"\x01\x00\x00"
        start = content.find(size, start + 1)
    return bytes(content)


def entities(chance: random.Random) -> bytes:
    lol = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12)
    )
    return with_part(list_file(cells()), SHEET_XML, lambda xml: lol + b"]>" + xml)


def control_signs(chance: random.Random) -> bytes:
    sign = chance.choice([b"&#0;", b"\x00", b"\x01", b"&#xFFFF;", b"\xff\xfe", b"]]>"])
    return with_part(list_file(cells()), "xl/sharedStrings.xml", lambda xml: xml.replace(b"<t>", b"<t>" + sign, 3))


def csv_with_faults(chance: random.Random) -> bytes:
    header = ";".join(TITLES.values())
    line = chance.choice(['"chưa đóng', "\x00;a", ";" * 500, "a" * 200_000, 'x;"y\nz";' * 20, "\u2028", "=cmd|' /C calc'!A0"])
    return f"{header}\n{line}\n".encode(chance.choice(["utf-8", "utf-16"]))


def no_titles(chance: random.Random) -> bytes:
    book = Workbook()
    for _ in range(chance.randrange(1, 20)):
        book.active.append([*ROW.values()])
    return saved(book)


def too_many_rows(chance: random.Random) -> bytes:
    return list_file(*[cells(email=f"a{n}@b.vn") for n in range(2005)])


def renamed(chance: random.Random) -> bytes:
    """Another kind of file under the name of a spreadsheet."""
    return chance.choice([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"<html><body>", b"{}", b"MZ\x90"]) + bytes(200)


KINDS = [
    truncated,
    flipped,
    noise,
    nothing,
    wrong_sheet,
    no_sheet,
    formulas,
    merged,
    far_away,
    wide,
    names,
    huge_cell,
    wrong_types,
    bomb,
    lying_bomb,
    entities,
    control_signs,
    csv_with_faults,
    no_titles,
    renamed,
]
