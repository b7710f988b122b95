"""What is printed can be scanned: bar codes read back from the page by zbar, as the desk's scanner would."""

import pytest

from postal import samples
from tests.documents.judges import pages, scanned

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return dict(samples.samples())


def test_the_record_of_a_hand_over_is_found_by_its_bar_code(papers, tmp_path):
    paper = tmp_path / "record.pdf"
    paper.write_bytes(papers["bien-ban-ban-giao.pdf"])
    assert "260320135002" in scanned(paper, tmp_path)


def test_each_label_carries_the_number_of_its_envelope(papers, tmp_path):
    paper = tmp_path / "labels.pdf"
    paper.write_bytes(papers["nhan-phong-bi.pdf"])
    read = {number for sheet in range(1, pages(paper) + 1) for number in scanned(paper, tmp_path, sheet)}
    assert {"260320000001", "260320000002"} <= read
