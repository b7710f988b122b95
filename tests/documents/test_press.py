"""Making PDFs: no network, no files but our own, and flat memory."""

import resource

import pytest
from PIL import ImageFile

from portal.documents.codes import code128_image, qr_image
from portal.documents.render import ForbiddenAddress, pdf_of
from tests.documents import judges

PAPER = '<html lang="vi"><head><title>Phiếu</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    "address", ["https://hotich.example/anh.png", "http://127.0.0.1:1/x.png", "file:///etc/hostname", "ftp://x/y.png"]
)
def test_a_paper_reaches_neither_the_network_nor_files(address):
    with pytest.raises(ForbiddenAddress):
        pdf_of(PAPER.format(f'<img alt="" src="{address}">'))


def test_a_qr_code_and_a_bar_code_are_pictures_with_words(tmp_path):
    pictures = f'<img alt="QR" src="{qr_image("KIEM TRA")}" style="width:30mm">'
    pictures += f'<p><img alt="Mã vạch" src="{code128_image("260320000047")}"></p>'
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf_of(PAPER.format(pictures)))
    assert judges.broken_rules(paper) == []
    assert "".join(judges.scanned(paper, tmp_path)).replace("KIEMTRA", "") == "260320000047"


def test_making_a_paper_does_not_make_pillow_accept_broken_photos():
    pdf_of(PAPER.format("Phiếu"))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_letters_in_a_bar_code_are_refused():
    with pytest.raises(ValueError, match="digits only"):
        code128_image("EB123456785VN")


def test_memory_stays_flat_over_many_papers():
    paper = PAPER.format("<p>Họ, chữ đệm, tên: <b>NGUYỄN THỊ THÙY DƯƠNG</b></p>" * 20)
    for _ in range(40):
        pdf_of(paper)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(120):
        pdf_of(paper)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 12_000  # kB
