"""A sample of each paper of linked cases, from invented people; nothing is kept."""

from collections.abc import Iterator

from applications.linked.plans import plans
from applications.linked.slips import record_pdf
from portal.offices.models import Level, Office

LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Quỳnh Nguyễn Phước Bảo Uyên Ngọc Diễm Thục Hiền"


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    for suffix, name in (("", "Nguyễn Gia Bảo"), ("-dai", LONG_NAME)):
        yield f"bien-ban-giao-nhan{suffix}.pdf", record_pdf(_content(name), _office())


def _office() -> Office:
    return Office(code="00256", name="Phường Hai Bà Trưng", kind="phuong", level=Level.COMMUNE)


def _content(subject: str) -> dict:
    plan = next(plan for plan in plans() if plan.code == "2.000986")
    part = plan.child("residence")
    return {
        "number": "7QK4M92XAB-1",
        "attempt": 1,
        "code": "H26.00256-260320-0047",
        "procedure": plan.name.vi,
        "part": part.name.vi,
        "giver": "Lê Thu Hà",
        "receiver": "Công an phường Hai Bà Trưng",
        "subject": subject,
        "requester": subject,
        "papers": [words.vi for _slot, words in part.papers],
        "days": part.days,
        "at": "2026-03-20T09:22:00+07:00",
    }
