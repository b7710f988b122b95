"""Biểu II.06a: how units resolved their dossiers; and the same columns by kind of event, for one office.

Source: TT 01/2020/TT-VPCP; domain reference §9.1. Dossiers are counted by applications.reports.figures alone.
"""

from dataclasses import fields

from applications.reports.definitions import DEFINITIONS
from applications.reports.figures import KIND_GROUPS, Figures, Scope, Tally, figures
from applications.statutory.tables import Cells, Column, Counted, Form, Kind, Line, Question
from applications.statutory.units import LEVELS, unit_lines
from applications.templatetags.reports import number
from portal.offices.calendar import calendar_for

RECEIVED, RESOLVED, PENDING = "Số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết", "Số hồ sơ đang giải quyết"
COLUMNS = (
    Column("total", (RECEIVED, "Tổng số"), "(3)", adds=("received", "received_otherwise", "carried")),
    Column("received", (RECEIVED, "Trong kỳ", "Trực tuyến"), "(4)"),
    Column("received_otherwise", (RECEIVED, "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"), "(5)"),
    Column("carried", (RECEIVED, "Từ kỳ trước"), "(6)"),
    Column("resolved", (RESOLVED, "Tổng số"), "(7)", adds=("early", "on_time", "late")),
    Column("early", (RESOLVED, "Trước hạn"), "(8)"),
    Column("on_time", (RESOLVED, "Đúng hạn"), "(9)"),
    Column("late", (RESOLVED, "Quá hạn"), "(10)"),
    Column("pending", (PENDING, "Tổng số"), "(11)", adds=("in_time", "overdue")),
    Column("in_time", (PENDING, "Trong hạn"), "(12)"),
    Column("overdue", (PENDING, "Quá hạn"), "(13)"),
)
BALANCES = (("total", ("resolved", "pending")),)
CARRIES = ("carried", "pending")
SOURCE = "Thông tư số 01/2020/TT-VPCP"
EXTRA = (
    Column("copies", ("Bản sao đã cấp",)),
    Column("fee_vnd", ("Phí phải thu (đồng)",), kind=Kind.VND),
    Column("punctual", ("Tỷ lệ trước và đúng hạn (%)",), kind=Kind.PERCENT, ratio=(("early", "on_time"), "resolved")),
)


def counted_figures(asked: Question, office_id: int | None = None) -> Figures:
    scope = Scope(asked.first_on, asked.last_on, asked.as_of, office_id)
    return figures(scope, calendar_for(None))


def cells_of(tally: Tally) -> Cells:
    return {column.key: getattr(tally, column.key) for column in COLUMNS}


def by_unit(asked: Question) -> Counted:
    found = counted_figures(asked)
    lines, silent = unit_lines(asked, {pk: cells_of(tally) for pk, tally in found.by_office.items()})
    return Counted(lines, silent, notes_of(sum_of(asked, found)))


def by_kind(asked: Question) -> Counted:
    """For one office: `asked.unit_ids` names it."""
    [office_id] = asked.unit_ids
    found = counted_figures(asked, office_id)
    lines = [Line(f"kind:{key}", name, _own_cells(found.by_kind[key])) for key, (name, _events) in KIND_GROUPS.items()]
    return Counted(lines, notes=notes_of(found.total))


def sum_of(asked: Question, found: Figures) -> Tally:
    total = Tally()
    for office_id, tally in found.by_office.items():
        if asked.includes(office_id):
            total.add(tally)
    return total


def notes_of(tally: Tally) -> list[str]:
    """What the national form has no column for. Source: domain reference §9.1."""
    return [
        f"Trong số đã giải quyết có {number(tally.refused)} hồ sơ từ chối, {number(tally.withdrawn)} hồ sơ người nộp rút, "
        f"{number(tally.lapsed)} hồ sơ đóng vì không bổ sung.",
        f"Trong số đang giải quyết có {number(tally.waiting)} hồ sơ chờ người nộp bổ sung, tính là trong hạn.",
        f"Cột (5): {number(tally.received_otherwise)} hồ sơ cán bộ nộp hộ cho người đến bàn Một cửa; "
        "hồ sơ nộp giấy ngoài cổng không có trong số này.",
    ]


def _own_cells(tally: Tally) -> Cells:
    return cells_of(tally) | {"copies": tally.copies, "fee_vnd": tally.fee_vnd}


RESOLUTION = Form(
    code="ii-06a",
    symbol="Biểu số II.06a/VPCP/KSTT",
    title="Tình hình, kết quả giải quyết thủ tục hành chính",
    source=SOURCE,
    subject="Lĩnh vực hộ tịch, theo cấp, theo đơn vị",
    columns=COLUMNS,
    count=by_unit,
    definitions=DEFINITIONS[:6],
    groups=LEVELS,
    balances=BALANCES,
    carries=CARRIES,
)
OF_ONE_OFFICE = Form(
    code="don-vi",
    symbol="",
    title="Kết quả giải quyết hồ sơ hộ tịch của đơn vị",
    source=f"Các cột theo Biểu số II.06a/VPCP/KSTT, {SOURCE}",
    subject="Loại giấy tờ",
    columns=(*COLUMNS, *EXTRA),
    count=by_kind,
    definitions=DEFINITIONS,
    balances=BALANCES,
    carries=CARRIES,
)
assert {column.key for column in COLUMNS} <= {each.name for each in fields(Tally)} | {"total", "resolved", "pending"}  # noqa: S101
