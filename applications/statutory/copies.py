"""How many copies were issued, by kind of event. Source: TT 03/2019/TT-BTP (layout not confirmed), domain reference §9.2."""

from collections import defaultdict

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from applications.models import Correction
from applications.statutory.tables import Behind, Cells, Column, Counted, Form, Line, Question
from civil_registry.models import WITHOUT_COPIES, CopyState, EventKind, ExtractCopy
from portal.offices.models import Level

TIMES, PAPERS = "Số lượt cấp", "Số bản sao đã cấp"
COLUMNS = (
    Column("times", (TIMES, "Tổng số"), adds=("times_district", "times_commune")),
    Column("times_district", (TIMES, "Cấp huyện")),
    Column("times_commune", (TIMES, "Cấp xã")),
    Column("papers", (PAPERS, "Tổng số"), adds=("papers_district", "papers_commune")),
    Column("papers_district", (PAPERS, "Cấp huyện")),
    Column("papers_commune", (PAPERS, "Cấp xã")),
    Column("cancelled", ("Lượt cấp đã hủy sau đó",), at_moment=True),
)


def by_kind(asked: Question) -> Counted:
    """One query. A kind without a copy is a line of noughts: kinds are known, whoever issued."""
    signed = _signed(asked)
    gone = Q(cancelled_at__lt=asked.as_of)
    counts = {"times": Count("pk"), "papers": Sum("quantity"), "gone": Count("pk", filter=gone)}
    cells: dict[str, Cells] = defaultdict(lambda: {column.key: 0 for column in COLUMNS})
    for row in signed.order_by().values("kind", "office__level").annotate(**counts):
        of_kind = cells[row["kind"]]
        for what in ("times", "papers"):
            of_kind[what] += row[what]
            of_kind[f"{what}_{row['office__level']}"] += row[what]
        of_kind["cancelled"] += row["gone"]
    return Counted(
        [Line(f"kind:{kind.value}", kind.label, cells[kind.value]) for kind in EventKind if kind not in WITHOUT_COPIES]
    )


def _signed(asked: Question) -> QuerySet[ExtractCopy]:
    signed = ExtractCopy.objects.filter(
        is_original=False,
        office__is_training=False,
        signed_at__gte=asked.starts_at,
        signed_at__lt=asked.until,
        state__in=[CopyState.SIGNED, CopyState.CANCELLED],
        office__level__in=[Level.DISTRICT, Level.COMMUNE],
    )
    return signed.filter(office_id__in=asked.unit_ids) if asked.unit_ids else signed


def _behind(*, level: str = "", papers: bool = False, gone: bool = False) -> Behind:
    """Each copy with the dossier it was drawn up for; one put right since has the dossier of its correction."""

    def rows(asked: Question, kind: str = "") -> QuerySet:
        found = _signed(asked)
        found = found.filter(kind=kind) if kind else found
        found = found.filter(office__level=level) if level else found
        found = found.filter(cancelled_at__lt=asked.as_of) if gone else found
        put_right = Correction.objects.filter(wrong_copy=OuterRef("pk")).values("application__dossier_code")[:1]
        code = Coalesce("application__dossier_code", Subquery(put_right), Value("–"))
        amount = F("quantity") if papers else Value(1)
        words = Concat(Value("Số "), Cast("serial", CharField()))
        told = found.annotate(code=code, moment=F("signed_at"), amount=amount, words=words)
        return told.values_list("code", "office_id", "moment", "words", "amount")

    return rows


COPIES = Form(
    code="ban-sao",
    symbol="",
    title="Số bản sao trích lục hộ tịch đã cấp theo loại việc",
    source="Thông tư số 03/2019/TT-BTP",
    subject="Loại việc hộ tịch",
    columns=COLUMNS,
    count=by_kind,
    definitions=(
        (
            TIMES,
            "Bản sao trích lục được ký và lấy số trong kỳ, theo lúc ký. Bản cấp lại thay bản sai tính là một lượt.",
        ),
        (PAPERS, "Số bản ghi trên mỗi lượt cấp, cộng lại."),
        ("Lượt cấp đã hủy sau đó", "Trong số lượt cấp của kỳ, đã bị hủy đến thời điểm lấy số liệu."),
    ),
    unit="lượt, bản",
    behind={
        f"{what}{suffix}": _behind(level=level, papers=what == "papers")
        for what in ("times", "papers")
        for suffix, level in (("", ""), ("_district", Level.DISTRICT), ("_commune", Level.COMMUNE))
    }
    | {"cancelled": _behind(gone=True)},
    uncertain="Cách trình bày chưa được đối chiếu với biểu thống kê của Bộ Tư pháp.",
)
