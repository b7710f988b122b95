"""A sample of every paper about an application (D2-D5, D7, D8), from an invented one that is rolled back.

Long names, every tone mark, empty fields, a list longer than a page; nothing stays in the database.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from applications.apologies import CAUSES
from applications.filed_papers import filed_paper_pdf
from applications.models import Application, FiledPaper, FiledPaperKind, Slip, SlipKind
from applications.slips import slip_pdf
from applications.states import State
from portal.accounts.models import User
from portal.days import HANOI
from portal.offices.models import Level, Office

LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Quỳnh Nguyễn Phước Bảo Uyên Ngọc Diễm Thục Hiền"
ALL_MARKS = "Ngõ Ẳm Ằng Ẵng Ắt Ặc Ầm Ẩm Ẫm Ấm Ậm Ềnh Ểnh Ễnh Ếnh Ệnh Ờ Ở Ỡ Ớ Ợ Ừ Ử Ữ Ứ Ự Ỳ Ỷ Ỹ Ý Ỵ Đ"
SUBMITTED = datetime(2026, 3, 20, 15, 0, 1, tzinfo=HANOI)


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    with transaction.atomic():
        papers = [*_papers("", _application("Nguyễn Thị Thùy Dương", "7QK4M92XAB")), *_long_papers()]
        transaction.set_rollback(True)
    yield from papers


def _papers(suffix: str, application: Application, items: int = 2) -> list[tuple[str, bytes]]:
    clerk = User.objects.create_user(f"mau{suffix}@hotich.example", full_name="Lê Thu Hà")
    contents = {
        SlipKind.ACKNOWLEDGEMENT: {
            "submitted_at": SUBMITTED.isoformat(),
            "received_at": SUBMITTED.isoformat(),
            "due_at": application.due_at.isoformat(),
            "due_total_vnd": application.due_total_vnd,
            "slots": ["id_front", "id_back"],
        },
        SlipKind.SUPPLEMENT: {
            "items": [f"Ảnh giấy tờ thứ {number}, chụp rõ bốn góc" for number in range(1, items + 1)],
            "reason": "Ảnh đã gửi bị mờ, không đọc được số và ngày cấp.",
        },
        SlipKind.REFUSAL: {
            "reason": "Không tìm thấy thông tin hộ tịch trong Sổ theo các dữ liệu đã khai và đã bổ sung.",
            "next_way": "Ông/bà có thể kiểm tra lại nơi đăng ký, hoặc làm thủ tục đăng ký lại khai sinh (1.004884).",
        },
        SlipKind.APOLOGY: {
            "submitted_at": SUBMITTED.isoformat(),
            "due_at": application.due_at.isoformat(),
            "reappointed_at": datetime(2026, 3, 24, 10, 0, tzinfo=HANOI).isoformat(),
            "reason": " ".join([dict(CAUSES)["book"]] * (items // 2)),
            "accountable": clerk.full_name,
        },
    }
    names = {
        SlipKind.ACKNOWLEDGEMENT: "giay-tiep-nhan",
        SlipKind.SUPPLEMENT: "phieu-yeu-cau-bo-sung",
        SlipKind.REFUSAL: "phieu-tu-choi",
        SlipKind.APOLOGY: "phieu-xin-loi",
    }
    slips = [
        (f"{names[kind]}{suffix}.pdf", slip_pdf(_slip(application, kind, content, clerk))) for kind, content in contents.items()
    ]
    filed = {FiledPaperKind.DECLARATION: "to-khai", FiledPaperKind.RECEIPT: "ban-da-nop"}
    kept = [(name, FiledPaper.of(application, kind, at=SUBMITTED)) for kind, name in filed.items()]
    return [*slips, *((f"{name}{suffix}.pdf", filed_paper_pdf(paper)) for name, paper in kept)]


def _long_papers() -> list[tuple[str, bytes]]:
    return _papers("-dai", _application(LONG_NAME, "8QK4M92XAB", detail=ALL_MARKS), items=18)


def _slip(application: Application, kind: str, content: dict, clerk: User) -> Slip:
    slip = Slip(application=application, kind=kind, office=application.office, content=content, number=5)
    slip.drafted_by, slip.drafted_at, slip.issued_at = clerk, SUBMITTED, SUBMITTED
    if kind == SlipKind.APOLOGY:
        slip.issued_at = datetime(2026, 3, 23, 17, 20, tzinfo=HANOI)
    return slip


def _application(name: str, ref: str, *, detail: str = "Số 12 ngõ 45 Võ Thị Sáu") -> Application:
    office = Office.objects.create(
        code=f"mẫu-{ref[:2]}", name="Phường Hai Bà Trưng", kind="phuong", level=Level.COMMUNE, slug=ref.lower()
    )
    home = {"province": "01", "province_name": "Hà Nội", "commune": "Phường Bạch Mai", "detail": detail}
    requester = {"full_name": name, "birth_date": "1990-03-12", "id_kind": "personal_id", "personal_id": "001190012345"}
    answers = {
        "office": {},
        "requester": requester | {"phone": "0912345678", "email": "", "residence_kind": "permanent", **home},
        "subject": {"relationship": "self", "full_name": name, "birth_date": "1990", "copies": 2, "sex": "Nữ"},
        "registration": {"forgotten": True},
        "delivery": {"method": "post", "recipient": "self", "name": name, "phone": "0912345678", "wish": "", **home},
    }
    return Application.objects.create(
        ref=ref,
        dossier_code=f"H26.00256-260320-{ref[:1]}047",
        procedure_code="2.000635",
        kind="birth",
        state=State.RECEIVED,
        answers=answers,
        office=office,
        registered_place="Phường Đống Mác, quận Hai Bà Trưng",
        requester_name=name,
        requester_phone="0912345678",
        subject_name=name,
        relationship="self",
        copies=2,
        fee_vnd=16000,
        postage_vnd=26000,
        submitted_at=SUBMITTED,
        counted_at=SUBMITTED,
        received_at=SUBMITTED,
        due_on=datetime(2026, 3, 23, tzinfo=HANOI).date(),
        due_at=datetime(2026, 3, 23, 17, 0, tzinfo=HANOI),
        due_why=["Nộp lúc 15:00:01, thứ Sáu 20/03/2026, sau 15 giờ.", "Hạn: thứ Hai 23/03/2026."],
        created_at=SUBMITTED,
        saved_at=SUBMITTED,
    )
