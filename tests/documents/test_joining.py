"""Many papers in one file: sound, as printed, and in flat memory."""

import io
import os
import re
from pathlib import Path

import pikepdf
import pytest

from portal.documents.joining import JoinedPapers
from portal.documents.render import pdf_of
from tests.documents import judges

PAGE = (
    '<html lang="vi"><meta charset="utf-8"><title>x</title>'
    '<h1 style="page-break-after:always">Tờ một</h1><h1>Tờ hai ẫ</h1></html>'
)
MANY = 1000


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf_of(PAGE)


def joined(path: Path, paper: bytes, times: int, pages: list[int] | None = None) -> Path:
    with JoinedPapers(path) as whole:
        for _ in range(times):
            whole.append(io.BytesIO(paper), pages)
    return path


def resident_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def test_the_file_is_sound_and_says_what_the_papers_say(paper, tmp_path):
    path = joined(tmp_path / "whole.pdf", paper, 2)
    assert judges.is_sound(path)
    assert judges.text(path) == "Tờ một Tờ hai ẫ Tờ một Tờ hai ẫ"
    assert all(font["emb"] == "yes" for font in judges.fonts(path))


def test_only_the_pages_asked_for_go_over(paper, tmp_path):
    assert judges.text(joined(tmp_path / "whole.pdf", paper, 1, [1])) == "Tờ hai ẫ"


def test_a_page_that_is_not_there_is_no_silent_gap(paper, tmp_path):
    with pytest.raises(IndexError):
        joined(tmp_path / "whole.pdf", paper, 1, [2])


def test_contents_go_over_byte_for_byte(paper, tmp_path):
    path = joined(tmp_path / "whole.pdf", paper, 1)
    with pikepdf.open(path) as whole, pikepdf.open(io.BytesIO(paper)) as single:
        assert whole.pages[1].Contents.read_raw_bytes() == single.pages[1].Contents.read_raw_bytes()


def test_what_two_sheets_share_is_written_once(paper, tmp_path):
    path = joined(tmp_path / "whole.pdf", paper, 1)
    assert len(re.findall(rb"/Type /FontDescriptor", path.read_bytes())) == len(judges.fonts(path))


def test_a_thousand_papers_take_no_more_memory_than_a_few(paper, tmp_path):
    joined(tmp_path / "few.pdf", paper, 10)
    before = resident_mb()
    path = joined(tmp_path / "whole.pdf", paper, MANY)
    assert resident_mb() - before < 25
    assert judges.pages(path) == 2 * MANY
