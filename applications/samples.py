"""A sample of every paper about an application and of the books, from invented ones that are rolled back.

Long names, every tone mark, empty fields, a list longer than a page; nothing stays in the database.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from applications.apologies import CAUSES
from applications.books import book_pdf
from applications.control_sheet import DESK
from applications.filed_papers import filed_paper_pdf
from applications.models import Application, BookKind, FiledPaper, FiledPaperKind, PrintedBook, Slip, SlipKind
from applications.slips import slip_pdf
from applications.states import State
from portal.accounts.models import User
from portal.days import HANOI
from portal.messaging.models import Ladder
from portal.messaging.press import letter_pdf
from portal.offices.models import Level, Office

LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Quỳnh Nguyễn Phước Bảo Uyên Ngọc Diễm Thục Hiền"
ALL_MARKS = "Ngõ Ẳm Ằng Ẵng Ắt Ặc Ầm Ẩm Ẫm Ấm Ậm Ềnh Ểnh Ễnh Ếnh Ệnh Ờ Ở Ỡ Ớ Ợ Ừ Ử Ữ Ứ Ự Ỳ Ỷ Ỹ Ý Ỵ Đ"
SUBMITTED = datetime(2026, 3, 20, 15, 0, 1, tzinfo=HANOI)


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF)."""
    with transaction.atomic():
        papers = [*_papers("", _application("Nguyễn Thị Thùy Dương", "7QK4M92XAB")), *_long_papers(), *_books(), *_letters()]
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
        SlipKind.STOP: {
            "submitted_at": SUBMITTED.isoformat(),
            "cause": "withdrawn",
            "reason": "Tôi đã tìm thấy bản chính." * (items // 2),
        },
        SlipKind.CONTROL: {"rows": _control_rows(clerk.full_name, items)},
    }
    names = {
        SlipKind.ACKNOWLEDGEMENT: "giay-tiep-nhan",
        SlipKind.SUPPLEMENT: "phieu-yeu-cau-bo-sung",
        SlipKind.REFUSAL: "phieu-tu-choi",
        SlipKind.APOLOGY: "phieu-xin-loi",
        SlipKind.STOP: "thong-bao-dung",
        SlipKind.CONTROL: "phieu-kiem-soat",
    }
    slips = [
        (f"{names[kind]}{suffix}.pdf", slip_pdf(_slip(application, kind, content, clerk))) for kind, content in contents.items()
    ]
    filed = {FiledPaperKind.DECLARATION: "to-khai", FiledPaperKind.RECEIPT: "ban-da-nop"}
    kept = [(name, FiledPaper.of(application, kind, at=SUBMITTED)) for kind, name in filed.items()]
    return [*slips, *((f"{name}{suffix}.pdf", filed_paper_pdf(paper)) for name, paper in kept)]


def _long_papers() -> list[tuple[str, bytes]]:
    return _papers("-dai", _application(LONG_NAME, "8QK4M92XAB", detail=ALL_MARKS), items=18)


def _letters() -> Iterator[tuple[str, bytes]]:
    """To a person whom no message has reached: invited to fetch his paper; and one with a long name and a long list."""
    office = Office(name="Phường Hai Bà Trưng", kind="phuong", level=Level.COMMUNE, address="Số 1 phố Mẫu", phone="02400000000")
    about = {"office": office, "code": "H26.00256-260320-0047", "made_at": SUBMITTED}
    ready = (
        "Bản sao của hồ sơ H26.00256-260320-0047 đã sẵn sàng tại UBND phường Hai Bà Trưng. "
        "Mời ông/bà đến nhận trong giờ làm việc.\n\n"
        "Khi đến, ông/bà mang theo giấy tờ tùy thân. Người nhận thay mang thêm giấy ủy quyền."
    )
    items = "\n".join(f"{number}. Ảnh giấy tờ thứ {number}, chụp rõ bốn góc" for number in range(1, 31))
    home = "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội"
    usual = Ladder(person="Nguyễn Thị Thùy Dương", address=home, subject="Mời đến nhận bản sao", text=ready, **about)
    long = Ladder(person=LONG_NAME, address=ALL_MARKS, subject="Hồ sơ cần bổ sung", text=items, **about)
    yield "thu-bao.pdf", letter_pdf(usual)
    yield "thu-bao-dai.pdf", letter_pdf(long)


def _control_rows(clerk: str, count: int) -> list[dict]:
    """More rows than a sheet holds for the long one; the last one says how it ended."""
    step = {"step": "Tiếp nhận", "office": "Ủy ban nhân dân phường Hai Bà Trưng", "at": "15 giờ 00 phút, ngày 20/03/2026"}
    rows = [step | {"giver": DESK, "taker": clerk, "result": "", "note": ""} for _ in range(count)]
    return [*rows, step | {"step": "Ký trích lục", "giver": "Hoàng Minh Tuấn", "taker": DESK, "result": "Đúng hạn", "note": ""}]


def _books() -> list[tuple[str, bytes]]:
    """A book of a year, with a cancelled copy, and one in which nothing stands."""
    office = Office(name="Phường Hai Bà Trưng", kind="phuong", level=Level.COMMUNE)
    period = {"office": office, "number": "01/2026", "asked_at": datetime(2027, 1, 4, 9, 0, tzinfo=HANOI)}
    year = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
    copies = PrintedBook(kind=BookKind.COPIES, **period, **year)
    empty = PrintedBook(kind=BookKind.COPIES, **period | {"number": ""}, **year)
    dossiers = PrintedBook(kind=BookKind.FOLLOW_UP, first_on=date(2026, 3, 1), last_on=date(2026, 3, 31), **period)
    return [
        ("so-cap-ban-sao.pdf", book_pdf(copies, copy_rows(60))),
        ("so-cap-ban-sao-trong.pdf", book_pdf(empty, iter(()))),
        ("so-theo-doi-ho-so.pdf", book_pdf(dossiers, _dossier_rows(30))),
    ]


def copy_rows(count: int) -> Iterator[dict]:
    """Rows of the register of copies over a year, in order."""
    for number in range(count):
        day = date(2026, 1, 5) + timedelta(days=number * 350 // count)
        note = "đã hủy ngày 20/03/2026: sai chữ đệm, thay bằng số 1288/2026/TLKS-BS" if number == 7 else ""
        yield {
            "day": f"{day:%d/%m/%Y}",
            "requester": LONG_NAME if number == 3 else "Nguyễn Thị Thùy Dương",
            "identity": "001190012345",
            "paper": "Giấy khai sinh",
            "serial": f"{number + 1}/2026/TLKS-BS",
            "signer": "Hoàng Minh Tuấn",
            "signer_title": "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
            "count": 1 + number % 3,
            "note": note,
            "is_cancelled": bool(note),
        }


def _dossier_rows(count: int) -> Iterator[dict]:
    for number in range(count):
        yield {
            "code": f"H26.00256-260320-{number + 1:04d}",
            "procedure": "Cấp bản sao trích lục hộ tịch",
            "requester": LONG_NAME if number == 3 else "Nguyễn Thị Thùy Dương",
            "residence": ALL_MARKS if number == 3 else "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội",
            "phone": "0912345678",
            "office": "Ủy ban nhân dân phường Hai Bà Trưng",
            "received": "20/03/2026 15:00",
            "due": "23/03/2026",
            "returned": "" if number % 4 else "25/03/2026",
            "method": "Bưu điện giao tận nơi",
            "note": "" if number % 9 else "Đã rút: Người nộp rút hồ sơ.",
        }


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
