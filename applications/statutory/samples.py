"""Samples of the Department's reports from invented units: one sheet, and more units than a sheet holds. Nothing is stored."""

from collections.abc import Iterator
from datetime import date, datetime

from applications.statutory.content import content_of
from applications.statutory.models import Report
from applications.statutory.overdue import OVERDUE
from applications.statutory.paper import report_pdf
from applications.statutory.periods import PeriodKind, in_words
from applications.statutory.resolution import RESOLUTION
from applications.statutory.tables import Cells, Counted, Form, Line, Question
from portal.accounts.models import User
from portal.days import HANOI
from portal.offices.models import Level, Office

FIRST, LAST = date(2026, 2, 15), date(2026, 3, 14)
ISSUED = datetime(2026, 3, 16, 9, 0, tzinfo=HANOI)


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    yield "bao-cao-ii-06a.pdf", report_pdf(_report(RESOLUTION, 6, _resolved))
    yield "bao-cao-ii-06a-nhieu-trang.pdf", report_pdf(_report(RESOLUTION, 130, _resolved, number=12, version=2))
    yield "bao-cao-ii-07b.pdf", report_pdf(_report(OVERDUE, 4, _late))


def _report(form: Form, units: int, cells, *, number: int = 5, version: int = 1) -> Report:
    asked = Question(FIRST, LAST, ISSUED)
    lines = [
        Line(f"office:{index}", f"Phường Mẫu số {index + 1}, quận Hai Bà Trưng", cells(index), Level.COMMUNE)
        for index in range(units)
    ]
    lines.insert(0, Line("office:d", "Quận Hai Bà Trưng", cells(7), Level.DISTRICT))
    notes = ["Trong số đã giải quyết có 3 hồ sơ từ chối, 2 hồ sơ người nộp rút, 1 hồ sơ đóng vì không bổ sung."]
    silent = ["Xã Mẫu A", "Xã Mẫu B, huyện Đông Anh"]
    filled = Form(**{name: getattr(form, name) for name in form.__slots__} | {"count": lambda _: Counted(lines, silent, notes)})
    content = content_of(filled, asked, period=in_words(PeriodKind.MONTH, FIRST, LAST), units="Toàn thành phố Hà Nội")
    if version > 1:
        differs = [{"row": "Phường Mẫu số 3, quận Hai Bà Trưng", "column": "Quá hạn (10)", "before": 1, "after": 2}]
        content["corrects"] = {"number": "05/BC-STP", "issued_at": ISSUED.isoformat(), "differs": differs}
    office = Office(name="Sở Tư pháp thành phố Hà Nội", level=Level.DEPARTMENT)
    report = Report(form=form.code, office=office, content=content, number=number, year=2026, version=version)
    report.prepared_by, report.issued_at, report.sha256 = User(full_name="Phạm Ngọc Mai"), ISSUED, "0123456789abcdef" * 4
    return report


def _resolved(index: int) -> Cells:
    received, carried, early, late, in_time = 400 - index, index % 9, 120 - index % 50, index % 4, index % 6
    on_time = received + carried - early - late - in_time
    return {
        "total": received + carried,
        "received": received,
        "received_otherwise": 0,
        "carried": carried,
        "resolved": early + on_time + late,
        "early": early,
        "on_time": on_time,
        "late": late,
        "pending": in_time,
        "in_time": in_time,
        "overdue": 0,
    }


def _late(index: int) -> Cells:
    causes = {"by_office": index % 3, "by_citizen": 0, "by_rule": 0, "other": 1, "unknown": index % 2}
    return causes | {"total": sum(causes.values()), "resolved_late": sum(causes.values()), "pending_late": 0}
