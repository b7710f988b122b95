"""The post desk's papers from invented data: long names, every tone mark, empty fields, more rows than a page holds."""

from collections.abc import Iterator
from datetime import date

from portal.documents.heading import heading
from portal.documents.words import amount_in_words, number_in_words
from portal.offices.models import Level, Office
from postal.labels import label_of
from postal.models import LabelFormat, Parcel
from postal.money_printing import payment_pdf, remittance_pdf
from postal.printing import correction_pdf, labels_pdf, record_pdf
from postal.tracking import check_digit

NAMES = (
    "Trần Thị Kim Oanh",
    "Lê Hoàng Nam",
    "Phan Văn Đức",
    "Nguyễn Khánh Linh",
    "Dương Quốc Việt",
    "Hồ Thị Thanh Tâm",
    "Mai Xuân Trường",
    "Nguyễn Thị Thùy Dương",
)
KINDS = ("KS", "KS", "KH", "KS", "KT")
COPIES = (1, 1, 3, 2, 1, 5, 1, 2)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Quỳnh Nguyễn Phước Bảo Uyên Ngọc Diễm Thục Hiền"
ALL_MARKS = "Ngõ Ẳm Ằng Ẵng Ắt Ặc Ầm Ẩm Ẫm Ấm Ậm Ềnh Ểnh Ễnh Ếnh Ệnh Ờ Ở Ỡ Ớ Ợ Ừ Ử Ữ Ứ Ự Ỳ Ỷ Ỹ Ý Ỵ Đ"


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) for every paper of the post desk."""
    yield "bien-ban-ban-giao.pdf", record_pdf(_record(8, edition=1))
    yield "bien-ban-ban-giao-nhieu-trang.pdf", record_pdf(_record(64, edition=2))
    yield "bien-ban-dieu-chinh.pdf", correction_pdf(_correction(is_confirmed=True))
    yield "bien-ban-dieu-chinh-cho-xac-nhan.pdf", correction_pdf(_correction(is_confirmed=False))
    yield "bang-ke-nop-tien.pdf", remittance_pdf(_remittance(9))
    yield "bang-ke-nop-tien-nhieu-trang.pdf", remittance_pdf(_remittance(70))
    yield "bien-nhan-thu-tien.pdf", payment_pdf(_payment())
    labels = [label_of(parcel) for parcel in _parcels()]
    yield "nhan-phong-bi.pdf", labels_pdf(labels)
    for paper in (LabelFormat.A6, LabelFormat.DL, LabelFormat.C5):
        yield f"nhan-phong-bi-{paper}.pdf", labels_pdf(labels, paper)


def _office() -> Office:
    return Office(
        code="00256",
        name="Phường Hai Bà Trưng",
        kind="phuong",
        level=Level.COMMUNE,
        address="Số 1 phố Mẫu",
        phone="024 0000 0000",
    )


def _record(count: int, *, edition: int) -> dict:
    items = [_item(index, is_long=edition > 1 and index == 2) for index in range(count)]
    sums = {name: sum(item[name] for item in items) for name in ("dossiers", "copies", "fee_vnd", "postage_vnd", "collect_vnd")}
    refused = [{"code": "H26.00256-260320-0099", "why": "Phong bì rách ở mép"}] if edition > 1 else []
    return {
        "edition": edition,
        "number": "57/BB-UBND",
        "batch": "BG-00256-260320-02",
        "barcode": "260320135002",
        "closed_at": "2026-03-20T16:10:24+07:00",
        "moment": "16 giờ 10 phút, ngày 20 tháng 3 năm 2026",
        "head": heading(_office(), date(2026, 3, 20), "57/BB-UBND"),
        "giver": {"name": "Lê Thu Hà", "title": "công chức tư pháp – hộ tịch", "office": "UBND phường Hai Bà Trưng"},
        "receiver": {"name": "", "office": "Bưu điện Hai Bà Trưng"}
        if edition > 1
        else {
            "name": "Nguyễn Văn Tuấn",
            "title": "nhân viên bưu điện",
            "staff_code": "10482",
            "office": "Bưu điện Hai Bà Trưng",
        },
        "refused": refused,
        "left_out": [{"code": "H26.00256-260320-0050", "why": ""}, {"code": "H26.00256-260320-0055", "why": ""}],
        "items": items,
        "totals": {"count": count}
        | sums
        | {"count_words": number_in_words(count), "collect_words": amount_in_words(sums["collect_vnd"])},
        "legend": {"KH": "kết hôn", "KS": "khai sinh", "KT": "khai tử"},
    }


def _correction(*, is_confirmed: bool) -> dict:
    """Before the post has confirmed it, its side is empty, and here the words are as long as they may be."""
    number, receiver = "58/BB-UBND", {"name": "", "office": "Bưu điện Hai Bà Trưng"}
    confirmed = {"receiver": receiver | {"name": "Nguyễn Văn Tuấn"}, "confirmed": "08 giờ 15 phút, ngày 23 tháng 3 năm 2026"}
    usual = "Hồ sơ H26.00256-260320-0041 có 03 bản sao.", "Hồ sơ H26.00256-260320-0041 có 02 bản sao; tổng số là 15 bản."
    wrong, right = usual if is_confirmed else (f"{LONG_NAME}, {ALL_MARKS}. " * 4, f"{ALL_MARKS}. " * 7)
    return {
        "number": number,
        "batch": "BG-00256-260320-02",
        "refers_to": "57/BB-UBND",
        "refers_confirmed": "16 giờ 21 phút, ngày 20 tháng 3 năm 2026",
        "made_at": "2026-03-23T08:05:00+07:00",
        "moment": "08 giờ 05 phút, ngày 23 tháng 3 năm 2026",
        "head": heading(_office(), date(2026, 3, 23), number),
        "giver": {"name": "Lê Thu Hà", "office": "UBND phường Hai Bà Trưng"},
        "receiver": receiver,
        "wrong": wrong[:500].strip(),
        "right": right[:500].strip(),
    } | (confirmed if is_confirmed else {})


def _item(index: int, *, is_long: bool) -> dict:
    copies = COPIES[index % len(COPIES)]
    serial = f"{12345671 + index:08d}"
    codes = [f"H26.00256-260320-{serial:04d}" for serial in ((39 + index, 70) if index == 4 else (39 + index,))]
    return {
        "parcel": f"260320{index + 1:06d}",
        "code": ", ".join(codes),
        "codes": codes,
        "dossiers": len(codes),
        "recipient": LONG_NAME if is_long else NAMES[index % len(NAMES)],
        "tracking": "" if is_long else f"EB{serial}{check_digit(serial)}VN",
        "copies": copies,
        "short": KINDS[index % len(KINDS)],
        "fee_vnd": 8000 * copies,
        "postage_vnd": 26000,
        "collect_vnd": 8000 * copies + 26000,
    }


def _remittance(count: int) -> dict:
    number = "NT-00256-260323-01"
    items = [
        {
            "code": f"H26.00256-260320-{39 + index:04d}",
            "copies": COPIES[index % len(COPIES)],
            "charge": "surplus" if index == 3 else "fee",
            "collected_on": "23/03/2026",
            "receipt": "" if index == 3 else f"HN-26P {101 + index:07d}",
            "amount_vnd": 2000 if index == 3 else 8000 * COPIES[index % len(COPIES)],
        }
        for index in range(count)
    ]
    total = sum(item["amount_vnd"] for item in items)
    post = {"name": "Nguyễn Văn Tuấn", "title": "nhân viên bưu điện", "staff_code": "10482", "office": "Bưu điện Hai Bà Trưng"}
    return {
        "number": number,
        "what": "phí khai thác, sử dụng thông tin trong cơ sở dữ liệu hộ tịch",
        "is_postage": False,
        "head": heading(Office(name="Bưu điện Hai Bà Trưng", level=Level.POST), date(2026, 3, 23), number),
        "moment": "16 giờ 00 phút, ngày 23 tháng 3 năm 2026",
        "payer": post,
        "payee": "UBND phường Hai Bà Trưng",
        "office": "UBND phường Hai Bà Trưng",
        "items": items,
        "total_vnd": total,
        "total_words": amount_in_words(total),
        "count_words": number_in_words(count),
    }


def _payment() -> dict:
    rows = [
        {
            "what": "Phí khai thác, sử dụng thông tin trong cơ sở dữ liệu hộ tịch",
            "amount_vnd": 16000,
            "way": "Chuyển khoản",
            "on": "20/03/2026",
            "receipt": "HN-26P 0000101",
        },
        {
            "what": "Cước bưu chính (thu hộ bưu điện)",
            "amount_vnd": 26000,
            "way": "Tiền mặt, qua nhân viên bưu điện",
            "on": "23/03/2026",
            "receipt": "",
        },
    ]
    return {
        "number": "BN-00256-26-00001",
        "head": heading(_office(), date(2026, 3, 23), "BN-00256-26-00001"),
        "office": "UBND phường Hai Bà Trưng",
        "code": "H26.00256-260320-0047",
        "payer": LONG_NAME,
        "rows": rows,
        "total_vnd": 42000,
        "total_words": amount_in_words(42000),
        "made_by": {"name": "Phan Thị Loan"},
        "moment": "17 giờ 05 phút, ngày 23 tháng 3 năm 2026",
    }


def _parcels() -> list[Parcel]:
    usual = ("Nguyễn Thị Thùy Dương", "Số 12 ngõ 45 phố Võ Thị Sáu, phường Bạch Mai, Hà Nội", "EB123456785VN")
    naughty = (LONG_NAME, f"{ALL_MARKS}, thôn Đoài Thượng, xã Đại Xuyên, Hà Nội; hỏi nhà ông Ẩn gần đình làng" * 2, "")
    return [
        Parcel(
            number=f"26032000000{serial}",
            office=_office(),
            recipient_name=name,
            recipient_phone="0912345678",
            address=address[:500],
            wish="Giờ hành chính; gọi trước 30 phút",
            tracking_number=tracking,
            fee_vnd=fee,
            postage_vnd=postage,
        )
        for serial, (name, address, tracking), fee, postage in ((1, usual, 16000, 26000), (2, naughty, 0, 0))
    ]
