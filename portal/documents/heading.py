"""The heading of a paper: who issues it, in as many lines as the law of the day asks for.

Source: NĐ 30/2020/NĐ-CP annex I; two lines since the districts ended on 1/7/2025, three before (domain reference §2.2).
"""

from datetime import date

from portal.documents.words import date_on_paper
from portal.offices.models import Level, Office

CITY = "THÀNH PHỐ HÀ NỘI"
DISTRICTS_ENDED_ON = date(2025, 7, 1)


def agency_lines(office: Office, day: date) -> list[str]:
    """["THÀNH PHỐ HÀ NỘI", "UBND PHƯỜNG HAI BÀ TRƯNG"], with the district between while it stood, until 30/6/2025."""
    if office.level == Level.DEPARTMENT:
        return [f"UBND {CITY}", "SỞ TƯ PHÁP"]
    if office.level == Level.POST:
        return ["BƯU ĐIỆN THÀNH PHỐ HÀ NỘI", office.name.upper()]
    if office.level == Level.PARTNER:
        return [CITY, office.name.upper()]
    lines = [CITY]
    has_district = office.level == Level.COMMUNE and day < DISTRICTS_ENDED_ON
    if has_district and office.parent and office.parent.level == Level.DISTRICT:
        lines.append(office.parent.name.upper())
    return [*lines, f"UBND {office.name.upper()}"]


def place_name(office: Office) -> str:
    """ "Hai Bà Trưng": the name without its type, before the date; of a sandbox its unit's."""
    office = (office.parent or office) if office.is_training else office
    for prefix in ("Phường ", "Xã ", "Thị trấn ", "Quận ", "Huyện ", "Thị xã ", "Bưu điện "):
        if office.name.startswith(prefix):
            return office.name.removeprefix(prefix)
    return "Hà Nội"


def heading(office: Office, day: date, number: str = "") -> dict:
    """The context of documents/_head.html for a paper dated `day` (local)."""
    return {
        "agency_lines": agency_lines(office, day),
        "number_line": f"Số: {number}" if number else "",
        "place_date": f"{place_name(office)}, {date_on_paper(day)}",
        "is_training": office.is_training,  # the watermark of base_document.html
    }
