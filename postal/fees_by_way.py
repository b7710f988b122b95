"""Fees by form of payment, from the ledger: what was paid in the period, however it stands with the hand-over since.

Source: domain reference §9.2 (trực tiếp / chuyển khoản / bưu điện / trực tuyến); NĐ 61/2018/NĐ-CP Art. 22.
"""

from collections import defaultdict

from django.db.models import Count, Sum

from applications.statutory.tables import Cells, Column, Counted, Form, Kind, Question
from applications.statutory.units import LEVELS, unit_lines
from postal.models import LedgerEntry
from postal.positions import Charge
from postal.positions import Kind as Entry

PAID = "Phí đã thu (đồng)"
WAYS = {"bank": "transfer", "gateway": "online"}  # the source of an entry "paid online"; any other is the desk's own
COLUMNS = (
    Column("dossiers", ("Số hồ sơ có thu",)),
    Column("total", (PAID, "Tổng số"), kind=Kind.VND, adds=("direct", "transfer", "post", "online")),
    Column("direct", (PAID, "Trực tiếp"), kind=Kind.VND),
    Column("transfer", (PAID, "Chuyển khoản"), kind=Kind.VND),
    Column("post", (PAID, "Qua bưu điện"), kind=Kind.VND),
    Column("online", (PAID, "Trực tuyến"), kind=Kind.VND),
    Column("refunded", ("Đã hoàn trả (đồng)",), kind=Kind.VND),
    Column("waived", ("Không thu, miễn (đồng)",), kind=Kind.VND),
)


def by_unit(asked: Question) -> Counted:
    """Entries of the charge "fee" that are dated in the period; what counters another is taken off. Two queries."""
    entries = LedgerEntry.objects.filter(account__charge=Charge.FEE, at__gte=asked.starts_at, at__lt=asked.until).order_by()
    found: dict[int, Cells] = defaultdict(lambda: {column.key: 0 for column in COLUMNS})
    kinds = [Entry.PAID_ONLINE, Entry.COLLECTED, Entry.REFUNDED, Entry.WAIVED]
    for row in entries.filter(kind__in=kinds).values("office_id", "kind", "source").annotate(sum_vnd=Sum("amount_vnd")):
        cells, column = found[row["office_id"]], _column(row["kind"], row["source"])
        cells[column] += row["sum_vnd"]
        cells["total"] += row["sum_vnd"] if column not in {"refunded", "waived"} else 0
    paid = entries.filter(kind__in=[Entry.PAID_ONLINE, Entry.COLLECTED], amount_vnd__gt=0, countered_by__isnull=True)
    for row in paid.values("office_id").annotate(dossiers=Count("account__application_id", distinct=True)):
        found[row["office_id"]]["dossiers"] = row["dossiers"]
    lines, silent = unit_lines(asked, found)
    return Counted(lines, silent)


def _column(kind: str, source: str) -> str:
    if kind == Entry.PAID_ONLINE:
        return WAYS.get(source, "direct")
    return {Entry.COLLECTED: "post", Entry.REFUNDED: "refunded", Entry.WAIVED: "waived"}[Entry(kind)]


FEES = Form(
    code="phi",
    symbol="",
    title="Thu phí theo hình thức thanh toán",
    source="Nghị định số 61/2018/NĐ-CP, Điều 22",
    subject="Theo cấp, theo đơn vị",
    columns=COLUMNS,
    count=by_unit,
    definitions=(
        (
            PAID,
            "Phí khai thác thông tin hộ tịch người dân đã nộp trong kỳ, theo lúc nộp, không gồm cước và tiền thừa; "
            "khoản ghi đảo được trừ.",
        ),
        ("Trực tiếp", "Tiền mặt thu tại quầy của đơn vị, và khoản thủ quỹ ghi tại đơn vị."),
        ("Chuyển khoản", "Tiền về tài khoản của đơn vị theo sao kê ngân hàng."),
        ("Qua bưu điện", "Nhân viên bưu điện đã thu của người nhận, kể cả khi chưa nộp lại đơn vị."),
        ("Trực tuyến", "Qua cổng thanh toán."),
        ("Đã hoàn trả, không thu", "Trả lại người nộp, hoặc khoản phải thu được miễn trong kỳ."),
    ),
    groups=LEVELS,
    unit="đồng",
)
