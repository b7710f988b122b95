"""The papers of the roll-out from invented facts: a usual unit, one with a long address, one of which little is known."""

from collections.abc import Iterator

from applications.rollout.models import PaperKind
from applications.rollout.press import paper_pdf

USUAL = {
    "office": "Ủy ban nhân dân phường Hai Bà Trưng",
    "name": "phường Hai Bà Trưng",
    "code": "00256",
    "address": "Số 1 phố Mẫu, phường Hai Bà Trưng",
    "phone": "02400000000",
    "hours": "Thứ Hai đến thứ Sáu, 8:00–12:00 và 13:00–17:00",
    "fee_vnd": 8000,
    "postage_vnd": 26000,
    "postage_is_illustrative": True,
    "since": "",
    "url": "https://hotich.hanoi.example/nop/00256/",
    "short": "hotich.hanoi.example/nop/00256",
    "is_demo": True,
}
SPARSE = USUAL | {
    "office": "Ủy ban nhân dân phường Văn Miếu – Quốc Tử Giám",
    "name": "phường Văn Miếu – Quốc Tử Giám",
    "address": "",
    "phone": "",
    "fee_vnd": None,
    "postage_vnd": None,
    "since": "01/12/2026",
}
LONG = USUAL | {
    "address": "Tầng 1, nhà A2, khu hành chính tập trung, số 128 đường Nguyễn Văn Cừ kéo dài, tổ dân phố số 12, "
    "phường Hai Bà Trưng",
    "hours": "Thứ Hai đến thứ Sáu, 7:30–12:00 và 13:00–17:30",
    "fee_vnd": 8000,
}


def samples() -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of posters and leaflets, with much and with little known of the unit."""
    yield "ap-phich.pdf", paper_pdf(USUAL, PaperKind.POSTER)
    yield "ap-phich-dai.pdf", paper_pdf(LONG, PaperKind.POSTER)
    yield "to-roi.pdf", paper_pdf(USUAL, PaperKind.LEAFLET)
    yield "to-roi-it-thong-tin.pdf", paper_pdf(SPARSE, PaperKind.LEAFLET)
