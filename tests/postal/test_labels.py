"""Labels and envelopes as they leave the printer: size, bar codes read back, no line of an address lost."""

import re

import pytest

from postal.labels import label_of
from postal.models import LabelFormat
from postal.printing import labels_pdf
from postal.samples import LONG_NAME, _parcels
from tests.documents import judges

pytestmark = pytest.mark.pure

SIZES = {"sticker": (100, 70), "a6": (105, 148), "dl": (220, 110), "c5": (229, 162)}
LONGEST = [
    ("Số 1234/56/78 ngách 9 hẻm 10 đường Nguyễn Trãi kéo dài, " * 12)[:470] + ", phường ZZZ, Hà Nội",
    "Ngách ẬẨ " * 52 + "phường ZZZ, Hà Nội",
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """{format: path}, a page of an ordinary envelope and two of endless ones."""
    usual = label_of(_parcels()[0])
    endless = [usual | {"name": LONG_NAME, "address": address} for address in LONGEST]
    folder, made = tmp_path_factory.mktemp("labels"), {}
    for paper in LabelFormat.values:
        made[paper] = folder / f"{paper}.pdf"
        made[paper].write_bytes(labels_pdf([usual, *endless], paper))
    return made


@pytest.mark.parametrize("paper", LabelFormat.values)
def test_the_page_has_the_size_of_the_paper(printed, paper):
    points = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", judges.run("pdfinfo", printed[paper]))
    assert tuple(round(float(side) * 25.4 / 72) for side in points.groups()) == SIZES[paper]
    assert judges.pages(printed[paper]) == 3


@pytest.mark.parametrize("paper", ["a6", "dl", "c5"])
def test_both_bar_codes_are_read_back_from_the_printed_page(printed, paper, tmp_path):
    assert set(judges.scanned(printed[paper], tmp_path)) == {"260320000001", "EB123456785VN"}


def test_a_small_label_has_our_own_code_and_leaves_the_posts_to_its_sticker(printed, tmp_path):
    assert judges.scanned(printed["sticker"], tmp_path) == ["260320000001"]


@pytest.mark.parametrize("sheet", [2, 3])
@pytest.mark.parametrize("paper", LabelFormat.values)
def test_no_line_of_an_endless_address_is_lost(printed, paper, sheet):
    """Its last words stand above the phone, the phone and the wish above the money and the code, all on the page."""
    words = judges.run("pdftotext", "-bbox", "-f", sheet, "-l", sheet, printed[paper], "-")
    boxes = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)<', words)
    height = float(re.search(r'<page [^>]*height="([\d.]+)"', words)[1])
    last_of_address = max(float(bottom) for _top, bottom, word in boxes if word.startswith("ZZZ"))
    phone, phone_bottom = next((float(top), float(bottom)) for top, bottom, word in boxes if word == "Điện")
    wish_bottom = max(float(bottom) for _top, bottom, word in boxes if word == "phút")
    floor = min(float(top) for top, _bottom, word in boxes if word == "Tiền") if paper in {"sticker", "a6"} else height
    assert last_of_address <= phone + 1.5
    assert max(phone_bottom, wish_bottom) <= floor


def test_money_is_in_digits_and_the_sender_is_named(printed):
    words = judges.text(printed["c5"], 1, 1)
    assert "42.000" in words
    assert "Ủy ban nhân dân phường Hai Bà Trưng" in words
    assert "Giờ hành chính; gọi trước 30 phút" in words
