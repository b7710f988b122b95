"""Biểu II.07b: what was late, and why, as far as the portal knows: from the signed apologies of the dossiers.

Source: TT 01/2020/TT-VPCP; domain reference §9.1. Its columns have not been held beside the Ministry's print: the form says so.
"""

from collections import Counter, defaultdict
from datetime import datetime

from django.db.models.functions import Coalesce

from applications.apologies import CAUSES
from applications.models import Slip, SlipKind
from applications.reports.dossiers import BEHIND
from applications.reports.figures import Scope, Tally
from applications.statutory.resolution import SOURCE, counted_figures
from applications.statutory.tables import Behind, BehindRow, Cells, Column, Counted, Form, Question
from applications.statutory.units import LEVELS, unit_lines

LATE, WHY = "Số hồ sơ quá hạn", "Nguyên nhân quá hạn"
# Which column of the form a cause of ours falls under. Nobody has confirmed it: data, to be changed in this one place.
COLUMN_OF_CAUSE = {
    "many": "by_office",
    "book": "by_office",
    "verify": "by_office",
    "fault": "by_office",
    "absence": "by_office",
}
CODE = Coalesce("application__dossier_code", "application__ref")
KNOWN = ("by_office", "by_citizen", "by_rule", "other")
COLUMNS = (
    Column("total", (LATE, "Tổng số"), adds=("resolved_late", "pending_late")),
    Column("resolved_late", (LATE, "Đã giải quyết, quá hạn")),
    Column("pending_late", (LATE, "Đang giải quyết, quá hạn")),
    Column("by_office", (WHY, "Do cơ quan")),
    Column("by_citizen", (WHY, "Do công dân")),
    Column("by_rule", (WHY, "Do quy định")),
    Column("other", (WHY, "Khác")),
    Column("unknown", (WHY, "Chưa ghi nhận")),
)


def by_unit(asked: Question) -> Counted:
    found, causes = counted_figures(asked), _causes(asked)
    late = {pk: tally for pk, tally in found.by_office.items() if tally.late + tally.overdue}
    lines, _silent = unit_lines(asked, {pk: _cells(tally, causes[pk]) for pk, tally in late.items()})
    on_time = sum(asked.includes(pk) for pk in found.by_office) - len(lines)
    return Counted(lines, notes=[f"{on_time} đơn vị khác có hồ sơ trong kỳ và không có hồ sơ quá hạn."])


def _cells(tally: Tally, causes: Counter) -> Cells:
    total = tally.late + tally.overdue
    known = {column: causes[column] for column in KNOWN}
    counted = {"total": total, "resolved_late": tally.late, "pending_late": tally.overdue}
    return counted | known | {"unknown": total - sum(known.values())}


def _causes(asked: Question) -> dict[int, Counter]:
    """By office, how many of the dossiers counted as late have a signed apology under each column."""
    found: dict[int, Counter] = defaultdict(Counter)
    for (_code, office_id, *_rest), (_issued_at, reason) in _explained(asked):
        found[office_id][column_of(reason)] += 1
    return found


def _explained(asked: Question) -> list[tuple[BehindRow, tuple[datetime, str]]]:
    """Of the rows counted as late, those whose dossier has an apology signed by then: when, and its words."""
    counted = _counted_late(asked, ("late", "overdue"))
    signed = _apologies_of([pk for pk, _row in counted], asked)
    return [(row, signed[pk]) for pk, row in counted if pk in signed]


def _apologies_of(application_ids: list[int], asked: Question) -> dict[int, tuple[datetime, str]]:
    """Of these dossiers, whatever has become of them since."""
    signed = Slip.objects.filter(kind=SlipKind.APOLOGY, issued_at__lt=asked.as_of, declined_at__isnull=True)
    told = signed.filter(application_id__in=application_ids).order_by("pk")
    return {pk: (at, reason) for pk, at, reason in told.values_list("application_id", "issued_at", "content__reason")}


def _late_rows(*names: str) -> Behind:
    """The very rows that the figures counted as `names`."""

    def rows(asked: Question, _kind: str = "") -> list[BehindRow]:
        return [row for _application, row in _counted_late(asked, names)]

    return rows


def _counted_late(asked: Question, names: tuple[str, ...]) -> list[tuple[int, BehindRow]]:
    scope = Scope(asked.first_on, asked.last_on, asked.as_of, office_ids=frozenset(asked.unit_ids))
    found = []
    for name in names:
        for rows, office in zip(BEHIND[name](scope), ("dossier_office_id", "left_office_id"), strict=False):
            told = rows.annotate(code=CODE).values_list("application_id", "code", office, "known_at", "promised_on")
            found += [(pk, (code, unit, at, f"Hẹn trả {day:%d/%m/%Y}", 1)) for pk, code, unit, at, day in told]
    return found


def _with_cause(column: str) -> Behind:
    def rows(asked: Question, _kind: str = "") -> list[BehindRow]:
        explained = _explained(asked)
        return [(code, unit, at, why, 1) for (code, unit, *_), (at, why) in explained if column_of(why) == column]

    return rows


def _without_cause(asked: Question, _kind: str = "") -> list[BehindRow]:
    counted = _counted_late(asked, ("late", "overdue"))
    explained = _apologies_of([pk for pk, _row in counted], asked)
    return [row for pk, row in counted if pk not in explained]


def column_of(reason: str) -> str:
    """An apology opens with the sentence of its cause; what is in nobody's list is "other"."""
    cause = next((code for code, words in CAUSES if reason.startswith(words)), "other")
    return COLUMN_OF_CAUSE.get(cause, "other")


OVERDUE = Form(
    code="ii-07b",
    symbol="Biểu số II.07b/VPCP/KSTT",
    title="Hồ sơ quá hạn và nguyên nhân",
    source=SOURCE,
    subject="Lĩnh vực hộ tịch: cấp bản sao trích lục, theo cấp, theo đơn vị",
    columns=COLUMNS,
    count=by_unit,
    definitions=(
        (LATE, "Hồ sơ giải quyết trong kỳ sau ngày hẹn trả, cộng hồ sơ cuối kỳ còn đang giải quyết đã qua ngày hẹn trả."),
        (WHY, "Theo lý do trong phiếu xin lỗi đã ký của hồ sơ, tính đến thời điểm lấy số liệu."),
        (
            "Do cơ quan",
            "Nhiều hồ sơ, phải tìm sổ giấy, chờ cơ quan khác xác minh, sự cố phần mềm hoặc đường truyền, người phụ trách vắng.",
        ),
        ("Khác", "Lý do viết riêng trong phiếu xin lỗi."),
        ("Chưa ghi nhận", "Hồ sơ quá hạn chưa có phiếu xin lỗi đã ký."),
    ),
    groups=LEVELS,
    balances=(("total", (*KNOWN, "unknown")),),
    behind={
        "total": _late_rows("late", "overdue"),
        "resolved_late": _late_rows("late"),
        "pending_late": _late_rows("overdue"),
        "unknown": _without_cause,
    }
    | {column: _with_cause(column) for column in KNOWN},
    uncertain="Các cột nguyên nhân chưa được đối chiếu với biểu in của Văn phòng Chính phủ.",
)
