"""A slip of two sheets: the signature stands below words of the slip, never alone."""

import pytest
from django.utils import timezone

from applications import samples
from applications.models import Slip, SlipKind
from applications.slips import slip_pdf
from tests import factories
from tests.documents import judges
from tests.factories import hanoi

pytestmark = pytest.mark.django_db

MOMENT = hanoi(20, 9, 40).isoformat()


@pytest.fixture
def sheets(years, office, binh, tmp_path):
    """`sheets(kind, content)`: the words of each sheet of such a slip."""
    application = factories.submitted(office)

    def printed(kind: str, content: dict) -> list[str]:
        slip = Slip(application=application, kind=kind, office=office, content=content, number=5, drafted_by=binh)
        slip.drafted_at = slip.issued_at = timezone.now()
        paper = tmp_path / "slip.pdf"
        paper.write_bytes(slip_pdf(slip))
        return [judges.text(paper, sheet, sheet) for sheet in range(1, judges.pages(paper) + 1)]

    return printed


@pytest.mark.parametrize("items", range(10, 24))
def test_the_last_thing_asked_for_stands_with_the_signature(sheets, items):
    asked = [f"Ảnh giấy tờ thứ {number}" for number in range(1, items + 1)]
    *_, last = sheets(SlipKind.SUPPLEMENT, {"items": asked, "reason": "Ảnh mờ."})
    assert asked[-1] in last
    assert "NGƯỜI HƯỚNG DẪN" in last
    assert "Tra cứu bằng mã hồ sơ" in last


def test_sixteen_things_take_two_sheets(sheets):
    first, second = sheets(SlipKind.SUPPLEMENT, {"items": [f"Thứ {number}" for number in range(1, 17)], "reason": "Ảnh mờ."})
    assert "Thứ 15" in first
    assert "Thứ 16" in second


@pytest.mark.parametrize("sentences", [1, 8, 12, 30])
def test_a_refusal_is_signed_below_its_legal_ground(sheets, sentences):
    reason = "Không tìm thấy thông tin hộ tịch trong sổ theo dữ liệu đã khai. " * sentences
    *_, last = sheets(SlipKind.REFUSAL, {"reason": reason, "next_way": "Đăng ký lại khai sinh."})
    assert "Căn cứ Điều 5" in last
    assert "(Ký, ghi rõ họ tên và đóng dấu)" in last


@pytest.mark.parametrize("sentences", [1, 8, 12, 30])
def test_an_apology_is_signed_below_the_new_time(sheets, sentences):
    moments = {"submitted_at": MOMENT, "due_at": MOMENT, "reappointed_at": hanoi(23, 10, 0).isoformat()}
    content = moments | {"reason": "Phải tìm trong sổ giấy của nhiều năm. " * sentences, "accountable": "Trần Thị Bình"}
    *_, last = sheets(SlipKind.APOLOGY, content)
    assert "hẹn lại thời gian trả kết quả giải quyết: 10 giờ 00 phút 00 giây, ngày 23/03/2026" in " ".join(last.split())
    assert "Người chịu trách nhiệm: Trần Thị Bình" in last
    assert "(Ký, ghi rõ họ tên và đóng dấu)" in last


def test_a_long_acknowledgement_is_signed_below_the_way_of_delivery(sheets):
    moments = {"submitted_at": MOMENT, "received_at": MOMENT, "due_at": MOMENT}
    content = moments | {"due_total_vnd": 42000, "slots": ["id_front", "id_back"] * 12}
    *_, last = sheets(SlipKind.ACKNOWLEDGEMENT, content)
    assert "Đăng ký nhận kết quả" in last
    assert "NGƯỜI TIẾP NHẬN" in last


def test_no_title_of_what_was_filed_is_parted_from_its_table(tmp_path):
    paper = tmp_path / "receipt.pdf"
    paper.write_bytes(dict(samples.samples())["ban-da-nop-dai.pdf"])
    assert "Thông tin đăng ký Ngày, số đăng ký" in judges.text(paper, 2, 2)
