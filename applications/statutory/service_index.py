"""What the portal can put into the six groups of QĐ 766/QĐ-TTg: dividend and divisor, never a score.

Sub-indicator formulas are uncertain, so only inputs are shown. Source: QĐ 766/QĐ-TTg; domain reference §9.4.
"""

from django.db.models import Count, Q

from applications.models import Application
from applications.reports.definitions import FIGURES
from applications.reports.satisfaction import satisfaction
from applications.reports.scope import Scope
from applications.states import RESOLVED
from applications.statutory.resolution import counted_figures, sum_of
from applications.statutory.tables import Column, Counted, Form, Kind, Line, Question
from civil_registry.models import CopyState, ExtractCopy
from portal.documents.signing.models import SignedHow
from portal.offices.models import Level, Office
from portal.offices.reference import EXTRACT_COPY
from portal.offices.succession import live_offices

GROUPS = (
    ("publicity", "Công khai, minh bạch"),
    ("progress", "Tiến độ giải quyết"),
    ("online", "Cung cấp dịch vụ trực tuyến"),
    ("payment", "Thanh toán trực tuyến"),
    ("digitised", "Số hóa hồ sơ"),
    ("satisfaction", "Mức độ hài lòng"),
)
COLUMNS = (
    Column("part", ("Đạt",), is_summed=False),
    Column("whole", ("Trên tổng số",), is_summed=False),
    Column("share", ("Tỷ lệ (%)",), kind=Kind.PERCENT, ratio=(("part",), "whole"), is_summed=False),
)


def inputs(asked: Question) -> Counted:
    tally = sum_of(asked, counted_figures(asked))
    in_period = tally.received + tally.received_otherwise
    lines = [
        _line("publicity", "live", "Đơn vị đã cung cấp thủ tục trên cổng, đến cuối kỳ", *_live_units(asked)),
        _line("progress", "punctual", "Hồ sơ giải quyết trước và đúng hạn", tally.punctual, tally.resolved),
        _line("progress", "in_time", "Hồ sơ đang giải quyết còn trong hạn", tally.in_time, tally.pending),
        _line("online", "online", "Hồ sơ nộp trực tuyến", tally.received, in_period),
        _line("payment", "paid", "Hồ sơ có phí đã ký, phí nộp trực tuyến", *_paid_online(asked)),
        _line("digitised", "signed", "Lượt cấp bản sao có chữ ký số", *_signed_digitally(asked)),
        _line("satisfaction", "grades", "Đánh giá hài lòng và rất hài lòng", *_content(asked)),
    ]
    return Counted(lines, notes=["Chỉ là số liệu đầu vào. Điểm số do Cổng Dịch vụ công quốc gia tính."])


def _line(group: str, key: str, name: str, part: int | None, whole: int | None) -> Line:
    return Line(f"input:{key}", name, {"part": part, "whole": whole}, group)


def _live_units(asked: Question) -> tuple[int, int]:
    communes = Office.objects.standing_on(asked.last_on).filter(level=Level.COMMUNE)
    standing = [unit for unit in communes if asked.includes(unit.pk)]
    return len(live_offices(standing, EXTRACT_COPY, asked.last_on)), len(standing)


def _paid_online(asked: Question) -> tuple[int, int]:
    """Of the dossiers issued in the period that had a fee, those whose whole fee came by transfer or gateway."""
    issued = Application.objects.real().filter(
        state__in=RESOLVED, resolved_at__gte=asked.starts_at, resolved_at__lt=asked.until, fee_vnd__gt=0
    )
    if asked.unit_ids:
        issued = issued.filter(office_id__in=asked.unit_ids)
    found = issued.aggregate(paid=Count("pk", filter=Q(fee_paid_at__lt=asked.as_of)), whole=Count("pk"))
    return found["paid"], found["whole"]


def _content(asked: Question) -> tuple[int, int]:
    found = satisfaction(Scope(asked.first_on, asked.last_on, asked.as_of, office_ids=frozenset(asked.unit_ids)))
    return found.total.content, found.total.rated


def _signed_digitally(asked: Question) -> tuple[int, int]:
    signed = ExtractCopy.objects.filter(
        office__is_training=False,
        signed_at__gte=asked.starts_at,
        signed_at__lt=asked.until,
        state__in=[CopyState.SIGNED, CopyState.CANCELLED],
    )
    if asked.unit_ids:
        signed = signed.filter(office_id__in=asked.unit_ids)
    found = signed.aggregate(part=Count("pk", filter=~Q(signed_how=SignedHow.PAPER)), whole=Count("pk"))
    return found["part"], found["whole"]


INPUTS = Form(
    code="qd-766",
    symbol="",
    title="Số liệu đầu vào của bộ chỉ số phục vụ người dân, doanh nghiệp",
    source="Quyết định số 766/QĐ-TTg",
    subject="Nhóm chỉ số và số liệu của cổng",
    columns=COLUMNS,
    count=inputs,
    definitions=(
        ("Đơn vị đã cung cấp", "Xã, phường đứng ở ngày cuối kỳ đã mở thủ tục 2.000635 trên cổng."),
        (
            "Phí nộp trực tuyến",
            "Toàn bộ phí đến bằng chuyển khoản hoặc cổng thanh toán, trên số hồ sơ có phí ký trong kỳ.",
        ),
        ("Chữ ký số", "Bản sao người ký ký bằng chữ ký số, trên số lượt cấp trong kỳ."),
        (FIGURES["satisfaction"].name, FIGURES["satisfaction"].formula),
    ),
    groups=GROUPS,
    unit="như từng dòng",
    uncertain="Công thức chỉ số thành phần chưa được xác nhận: bảng này không phải điểm số.",
    has_total=False,
)
