"""Fees by form of payment, from the ledger: what was paid in the period, however it stands with the hand-over since.

Source: domain reference §9.2 (trực tiếp / chuyển khoản / bưu điện / trực tuyến); NĐ 61/2018/NĐ-CP Art. 22.
"""

from collections import defaultdict

from django.db.models import Count, Max, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from applications.one_stop import both_decrees
from applications.statutory.tables import Behind, BehindRow, Cells, Column, Counted, Form, Kind, Question
from applications.statutory.units import LEVELS, unit_lines
from postal.known_money import fees_known, not_countered, of_period
from postal.models import LedgerEntry
from postal.positions import Kind as Entry

PAID = "Phí đã thu (đồng)"
WAYS = {"bank": "transfer", "gateway": "online"}  # the source of an entry "paid online"; any other is the desk's own
KINDS = [Entry.PAID_ONLINE, Entry.COLLECTED, Entry.REFUNDED, Entry.WAIVED]
CODE = Coalesce("account__application__dossier_code", "account__application__ref")
WORDS = {
    "direct": "Trực tiếp",
    "transfer": "Chuyển khoản",
    "post": "Qua bưu điện",
    "online": "Trực tuyến",
    "refunded": "Hoàn trả",
    "waived": "Không thu, miễn",
}
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
    entries = _entries(asked)
    found: dict[int, Cells] = defaultdict(lambda: {column.key: 0 for column in COLUMNS})
    for row in entries.filter(kind__in=KINDS).values("office_id", "kind", "source").annotate(sum_vnd=Sum("amount_vnd")):
        cells, column = found[row["office_id"]], _column(row["kind"], row["source"])
        cells[column] += row["sum_vnd"]
        cells["total"] += row["sum_vnd"] if column not in {"refunded", "waived"} else 0
    for row in _paid(asked).values("office_id").annotate(dossiers=Count("account__application_id", distinct=True)):
        found[row["office_id"]]["dossiers"] = row["dossiers"]
    lines, silent = unit_lines(asked, found)
    return Counted(lines, silent)


def _entries(asked: Question) -> QuerySet[LedgerEntry]:
    return fees_known(asked).filter(of_period(asked))


def _paid(asked: Question) -> QuerySet[LedgerEntry]:
    paid = _entries(asked).filter(kind__in=[Entry.PAID_ONLINE, Entry.COLLECTED], amount_vnd__gt=0)
    return paid.filter(not_countered(asked))


def _behind(*columns: str) -> Behind:
    """The entries that are summed in these columns, each with its dossier."""

    def rows(asked: Question, _kind: str = "") -> list[BehindRow]:
        told = _entries(asked).filter(kind__in=KINDS).annotate(code=CODE)
        told = told.values_list("code", "office_id", "at", "kind", "source", "amount_vnd")
        return [
            (code, office, at, WORDS[_column(kind, source)], vnd)
            for code, office, at, kind, source, vnd in told
            if _column(kind, source) in columns
        ]

    return rows


def _dossiers(asked: Question, _kind: str = "") -> QuerySet:
    told = _paid(asked).annotate(code=CODE, words=Value("Có thu phí"), amount=Value(1))
    each = told.values("account__application_id", "code", "office_id", "words", "amount").annotate(moment=Max("at"))
    return each.values_list("code", "office_id", "moment", "words", "amount")


def _column(kind: str, source: str) -> str:
    if kind == Entry.PAID_ONLINE:
        return WAYS.get(source, "direct")
    return {Entry.COLLECTED: "post", Entry.REFUNDED: "refunded", Entry.WAIVED: "waived"}[Entry(kind)]


FEES = Form(
    code="phi",
    symbol="",
    title="Thu phí theo hình thức thanh toán",
    source=both_decrees("Điều 22"),
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
    behind={"dossiers": _dossiers, "total": _behind("direct", "transfer", "post", "online")}
    | {column: _behind(column) for column in WORDS},
)
