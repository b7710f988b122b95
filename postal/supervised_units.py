"""Hand-over and delivery by unit as forms of the Department. What is counted is postal/supervision.py's alone.

Source: domain reference §9.2 (Bưu điện; giám sát bàn giao).
"""

from collections import defaultdict

from django.db.models import Count, Q, Sum

from applications.statutory.tables import Cells, Column, Counted, Form, Kind, Question
from applications.statutory.units import LEVELS, unit_lines
from portal.offices.calendar import calendar_for
from postal import behind_supervision as behind
from postal.behind_supervision import issued_for_the_post
from postal.known_money import HELD_BY_THE_POST, fees_known, of_period
from postal.positions import Kind as Entry
from postal.supervision import DEFINITIONS, Tally, tallies_by_unit

DELIVERED, MONEY = "Bưu điện phát", "Phí thu hộ (đồng)"
OF_POST = (
    Column("asked", ("Hồ sơ đăng ký trả qua bưu điện",)),
    Column("parcels", ("Phong bì bưu điện đã nhận trả",)),
    Column("delivered", (DELIVERED, "Thành công")),
    Column("returned", (DELIVERED, "Chuyển hoàn")),
    Column("fallen_out", (DELIVERED, "Mất, hỏng")),
    Column("days", ("Thời gian phát", "Tổng ngày làm việc")),
    Column("mean_days", ("Thời gian phát", "Bình quân (ngày)"), kind=Kind.RATIO, ratio=(("days",), "delivered")),
    Column("collected", (MONEY, "Đã thu"), kind=Kind.VND),
    Column("confirmed", (MONEY, "Đã nộp"), kind=Kind.VND),
    Column("owed", (MONEY, "Còn giữ, chờ xác nhận"), kind=Kind.VND, at_moment=True),
)
OF_HAND_OVERS = (
    Column("hand_overs", ("Biên bản lập",)),
    Column("parcels", ("Phong bì",)),
    Column("differences", ("Chênh lệch",)),
    Column("unconfirmed", ("Chưa xác nhận quá 1 ngày",), at_moment=True),
    Column("late", ("Phong bì quá hạn giao",), at_moment=True),
    Column("complaints", ("Khiếu nại", "Mở trong kỳ")),
    Column("complaints_open", ("Khiếu nại", "Chưa trả lời"), at_moment=True),
    Column("complaints_late", ("Khiếu nại", "Quá hạn trả lời"), at_moment=True),
)


def post_by_unit(asked: Question) -> Counted:
    tallies, chosen, money = _tallies(asked), _chosen(asked), _money(asked)
    cells: dict[int, Cells] = {}
    for pk in {*tallies, *chosen, *money}:
        tally = tallies.get(pk, Tally())
        told = {"asked": chosen.get(pk, 0), "days": sum(tally.days)}
        same = ("parcels", "delivered", "returned", "fallen_out")
        cells[pk] = told | {name: getattr(tally, name) for name in same} | money[pk]
    lines, silent = unit_lines(asked, cells)
    return Counted(lines, silent)


def hand_overs_by_unit(asked: Question) -> Counted:
    names = [column.key for column in OF_HAND_OVERS]
    cells = {pk: {name: getattr(tally, name) for name in names} for pk, tally in _tallies(asked).items()}
    lines, silent = unit_lines(asked, cells)
    return Counted(lines, silent)


def _tallies(asked: Question) -> dict[int, Tally]:
    period = {"first": asked.first_on, "last": asked.last_on, "at": asked.as_of}
    return tallies_by_unit(list(asked.unit_ids) or None, **period, calendar=calendar_for(None))


def _chosen(asked: Question) -> dict[int, int]:
    """Of the dossiers issued in the period, those to be sent by post."""
    return dict(issued_for_the_post(asked).values_list("office_id").annotate(Count("pk")))


def _money(asked: Question) -> dict[int, Cells]:
    """Fees the post collected and handed in, in the period; and what it still had at the moment asked as of."""
    found: dict[int, Cells] = defaultdict(lambda: {"collected": 0, "confirmed": 0, "owed": 0})
    within = of_period(asked)
    sums = {
        "owed": HELD_BY_THE_POST,
        "collected": Sum("amount_vnd", filter=within & Q(kind=Entry.COLLECTED), default=0),
        "confirmed": Sum("amount_vnd", filter=within & Q(kind=Entry.CONFIRMED), default=0),
    }
    for row in fees_known(asked).values("office_id").annotate(**sums):
        numbers = {name: row[name] for name in sums}
        if any(numbers.values()):
            found[row["office_id"]] = numbers
    return found


def _said(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in DEFINITIONS if pair[0] in names)


POST = Form(
    code="buu-chinh",
    symbol="",
    title="Trả kết quả qua dịch vụ bưu chính công ích",
    source="Quyết định số 45/2016/QĐ-TTg",
    subject="Theo cấp, theo đơn vị",
    columns=OF_POST,
    count=post_by_unit,
    definitions=(
        ("Hồ sơ đăng ký trả qua bưu điện", "Hồ sơ ký trong kỳ, người nộp chọn nhận qua bưu điện."),
        *_said("Phong bì", "Đã giao", "Chuyển hoàn", "Mất, hỏng"),
        ("Thời gian phát bình quân", "Tổng ngày làm việc từ ngày bưu điện nhận đến ngày giao, chia cho số phong bì giao."),
        (MONEY, "Phí bưu điện thu của người nhận và đã nộp cho đơn vị trong kỳ; còn giữ tính đến thời điểm lấy số liệu."),
    ),
    groups=LEVELS,
    unit="hồ sơ, phong bì, đồng",
    behind=behind.OF_POST,
)
HAND_OVERS = Form(
    code="ban-giao",
    symbol="",
    title="Giám sát bàn giao kết quả cho bưu điện",
    source="Quyết định số 45/2016/QĐ-TTg",
    subject="Theo cấp, theo đơn vị",
    columns=OF_HAND_OVERS,
    count=hand_overs_by_unit,
    definitions=_said(
        "Đợt bàn giao", "Phong bì", "Chưa xác nhận", "Chênh lệch", "Quá hạn giao", "Khiếu nại", "Chưa trả lời, quá hạn trả lời"
    ),
    groups=LEVELS,
    unit="biên bản, phong bì",
    behind=behind.OF_HAND_OVERS,
)
