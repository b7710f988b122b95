"""D1: the sample papers of the registers before independent judges."""

from pathlib import Path

import pytest
import zxingcpp

from civil_registry.cose import point
from civil_registry.form_store import shipped
from civil_registry.sample_copies import SIGNER
from civil_registry.samples import LONG_NAME, all_letters
from civil_registry.seal import from_digits, read
from civil_registry.sheet import seal_prefix
from tests.documents import judges
from tests.photographs import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.pure]


@pytest.fixture
def papers(every_paper) -> dict[str, Path]:
    return {name.removeprefix("trich-luc-"): paper for name, paper in every_paper.items() if name.startswith("trich-luc-")}


def test_every_form_has_its_sample(papers):
    assert len([name for name in papers if name[-4:].isdigit()]) == len(shipped()) + 2


def test_the_words_can_be_read_back(papers):
    words = judges.text(papers["birth-2020"])
    assert judges.is_nfc(words)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 1287/2020/TLKS-BS",
        "ngày 15 tháng 7 năm 2020",
        "TRÍCH LỤC KHAI SINH (BẢN SAO)",
        "Họ, chữ đệm, tên: NGUYỄN THỊ THÙY DƯƠNG",
        "12/3/1990; ghi bằng chữ: Ngày mười hai, tháng ba, năm một nghìn chín trăm chín mươi",
        "Quê quán: Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình",
        "Số: 87, ngày 20 tháng 3 năm 1990",
        "NGƯỜI KÝ TRÍCH LỤC",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
    ):
        assert said in words, said


def test_the_mother_stands_before_the_father_in_a_birth_and_after_him_in_a_noted_one(papers):
    birth, noted = judges.text(papers["birth-2026"]), judges.text(papers["birth-noted-2026"])
    assert birth.index("người mẹ") < birth.index("người cha")
    assert noted.index("người cha") < noted.index("người mẹ")


def test_the_wife_stands_left_of_the_husband(papers):
    words = judges.text(papers["marriage-2026"])
    assert words.index("H'HEN NIÊ") < words.index("Y MOAN ÊBAN")


def test_since_july_2020_the_birth_paper_has_its_new_name(papers):
    assert "GIẤY KHAI SINH (BẢN SAO)" in judges.text(papers["birth-2026"])
    assert "NGƯỜI KÝ GIẤY KHAI SINH" in judges.text(papers["birth-2026"])


def test_the_district_stands_in_the_heading_only_while_there_were_districts(papers):
    assert "QUẬN HAI BÀ TRƯNG" in judges.text(papers["birth-2020"])
    assert "QUẬN HAI BÀ TRƯNG" not in judges.text(papers["birth-2026"])


def test_each_copy_is_a_sheet_of_its_own_that_says_which(papers):
    paper = papers["marriage-2026"]
    assert judges.pages(paper) == 2
    assert "Bản 1/2" in judges.text(paper, 1, 1)
    assert "Bản 2/2" in judges.text(paper, 2, 2)


def test_long_names_do_not_push_the_signature_off_the_sheet(papers):
    paper = papers["ten-dai"]
    assert len(LONG_NAME) > 120
    assert judges.pages(paper) == 2
    assert LONG_NAME.upper() in judges.text(paper, 1, 1)
    assert "Hoàng Minh Tuấn" in judges.text(paper, 1, 1)


@pytest.mark.parametrize("name", ["con-quan-2025", "adoption-2026", "parent-child-2026", "birth-2026"])
def test_a_full_form_fits_on_one_sheet_a_copy(papers, name):
    assert judges.pages(papers[name]) == 2


def test_what_the_book_leaves_blank_stays_blank(papers):
    words = judges.text(papers["de-trong"])
    assert "Nơi sinh: Quê quán: Số định danh cá nhân: Họ, chữ đệm, tên người mẹ: Năm sinh:" in words
    assert "None" not in words
    assert "không rõ" not in words.lower()


def test_every_vietnamese_letter_is_printed(papers):
    printed = judges.text(papers["moi-chu-cai"]).replace(" ", "")  # lone letters look like one spaced word
    assert all_letters().replace(" ", "") in printed


@pytest.mark.parametrize("name", ["birth-2026", "marriage-2026", "ten-dai", "de-trong"])
def test_a_phone_reads_the_seal_from_the_printed_sheet(papers, tmp_path, name):
    address = judges.scanned(papers[name], tmp_path)[0]
    assert address.startswith(seal_prefix())
    assert read(from_digits(address.removeprefix(seal_prefix())), {0: point(SIGNER.key)}).serial == 1287


@pytest.mark.parametrize("dpi", [150, 300])
def test_a_reader_of_others_reads_the_same_at_any_resolution(papers, tmp_path, dpi):
    for name in ("birth-2026", "ten-dai"):
        codes = zxingcpp.read_barcodes(sheet(papers[name], dpi=dpi))
        assert {code.text for code in codes} == set(judges.scanned(papers[name], tmp_path))


def test_a_draft_says_so_and_has_no_number_and_no_code(papers):
    words = judges.text(papers["du-thao"], 1, 1, "-raw")
    assert "BẢN DỰ THẢO" in words
    assert "1287" not in words
    assert "Mã tra cứu" not in words


def test_both_spouses_have_room_to_sign_the_certificate_and_not_a_copy_of_it(papers):
    original, copied = judges.text(papers["marriage-ban-chinh-2026"]), judges.text(papers["marriage-2026"])
    assert "VỢ CHỒNG (Ký, ghi rõ họ, chữ đệm, tên) (Ký, ghi rõ họ, chữ đệm, tên)" in original
    assert "(Ký, ghi rõ họ, chữ đệm, tên)" not in copied
