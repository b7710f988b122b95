"""The papers of a registration name what was asked for: the receipt, the form and the slips never speak of copies."""

import pytest

from applications.filed_papers import filed_paper_pdf
from applications.models import Slip, SlipKind
from applications.slips import slip_context
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.applications.registration.test_guardianship import GUARDIANSHIP
from tests.documents import judges
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(registering, open_office, tmp_path):
    """`printed(kind)`: the words of what the parent of a newborn child keeps."""
    application = registering.filed(SLUG, open_office, BIRTH)

    def words(kind: str) -> str:
        paper = tmp_path / "paper.pdf"
        paper.write_bytes(filed_paper_pdf(application.filed_papers.get(kind=kind)))
        return judges.text(paper)

    return words


def test_the_form_of_a_birth_is_the_form_of_a_birth(printed):
    words = printed("declaration")
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH" in words
    for said in ("Người yêu cầu là: Mẹ", "Trần Gia Hân", "Bệnh viện Phụ sản Hà Nội", "Trần Văn Nam", "Tôi cam đoan"):
        assert said in words
    assert "bản sao" not in words.lower()


def test_the_receipt_of_a_birth_names_the_procedure(printed):
    words = printed("receipt")
    assert "Đăng ký khai sinh, nộp trực tuyến" in words
    assert "trích lục" not in words


def acknowledged(application) -> dict:
    slip = Slip(application=application, kind=SlipKind.ACKNOWLEDGEMENT, office=application.office, number=5)
    slip.issued_at = hanoi(20, 9, 40)
    return slip_context(slip)


def test_the_slip_of_a_birth_names_the_procedure_and_its_day(registering, open_office):
    slip = acknowledged(registering.filed(SLUG, open_office, BIRTH))
    assert slip["subject_line"] == "Đăng ký khai sinh"
    assert slip["limit"] == "trong ngày làm việc; nhận sau 15 giờ thì trong ngày làm việc tiếp theo"


def test_the_slip_of_a_guardianship_says_its_working_days(registering, open_office):
    slip = acknowledged(registering.filed("dang-ky-giam-ho", open_office, GUARDIANSHIP))
    assert (slip["subject_line"], slip["limit"]) == ("Đăng ký giám hộ", "3 ngày làm việc")
