"""Every paper that `manage.py samples` makes, before judges that we did not write.

Waived by name and with a reason are only rules known to be false alarms; today there is none (judges.WAIVED).
"""

import re

import pytest

from civil_registry.form_store import shipped
from civil_registry.sample_copies import sample_copy, values_of
from civil_registry.sheet import sheet_of
from tests.documents import judges

# Samples of applications are made from rows that are rolled back; once, on SQLite, is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.pure]

# What a scanner reads, by the beginning of the name; every paper has a line here.
CODES = {
    "trich-luc-du-thao": None,  # a draft has no number and no code
    "trich-luc-tap-huan": r"http://.*/kt/\w+/|\d{14}",  # no seal
    "trich-luc": r"http://.*/kt/#\d+|\d{14}",
    "dot-in": r"\d{10}",
    "giay-tiep-nhan": r"http://.*/tra-cuu/",
    "phieu-kiem-soat": None,  # stays in the office
    "thong-bao-dung": r"http://.*/tra-cuu/",
    "so-": None,
    "phieu": r"http://.*/tra-cuu/",
    "to-khai": None,
    "ban-da-nop": None,
    "bien-ban-ban-giao": r"\d{12}",
    "bao-cao": None,  # its fingerprint is printed in letters
    "bien-ban-giao-nhan": None,  # of two people face to face
    "bien-ban-dieu-chinh": None,  # filed with the record it corrects
    "bang-ke-nop-tien": None,  # of two people face to face
    "bien-nhan": None,
    "ap-phich": r"https://.*/nop/\d{5}/",
    "thu-bao": r"http://.*/tra-cuu/",
    "to-roi": r"https://.*/nop/\d{5}/",
    "nhan-phong-bi": r"\d{12}|[A-Z]{2}\d{9}VN",
}


def is_slip(paper) -> bool:
    """Its code stands below the signature: on the last sheet."""
    return paper.stem.startswith(("giay-", "phieu-", "thong-bao-", "thu-bao"))


def failing(papers, is_bad) -> dict[str, object]:
    """{name of the paper: what is wrong with it}, empty where all is well."""
    found = {name: is_bad(paper) for name, paper in papers.items()}
    return {name: fault for name, fault in found.items() if fault}


def test_every_paper_is_sound(every_paper):
    assert len(every_paper) > 40
    assert failing(every_paper, lambda paper: not judges.is_sound(paper)) == {}


def test_every_paper_is_made_to_be_archived(every_paper):
    assert failing(every_paper, judges.broken_rules) == {}


def test_every_font_is_embedded_and_gives_its_letters_back(every_paper):
    def strange(paper):
        found = judges.fonts(paper)
        good = all((font["emb"], font["sub"], font["uni"]) == ("yes",) * 3 and "Tinos" in font["name"] for font in found)
        return not found or not good

    assert failing(every_paper, strange) == {}


def test_the_words_of_every_paper_are_copied_in_composed_letters(every_paper):
    def broken(paper):
        words = judges.text(paper)
        return len(words) < 50 or not judges.is_nfc(words) or re.findall("[\ufffd\ue000-\uf8ff]|None|\\[\\]", words)

    assert failing(every_paper, broken) == {}


@pytest.mark.parametrize("form", shipped(), ids=lambda form: form.code)
def test_the_fields_of_an_extract_are_read_back_in_legal_order(form, every_paper):
    year = min(form.valid_to.year, 2026)
    name = "-".join(filter(None, ("trich-luc", form.kind, form.subtype, str(year)))).replace("_", "-")
    words, at = judges.text(every_paper[name], 1, 1, "-raw"), 0
    for row in sheet_of(sample_copy(form, values_of(form)), form=form)["rows"]:
        for label, value in row["cells"] or [(row["sentence"], "")]:
            for said in (f"{label}{':' if row['cells'] and label != 'ngày' else ''}", re.sub("</?b>", "", str(value))):
                place = words.find(" ".join(said.split()), at)
                assert place >= at, f"{said!r} is not read after {words[max(at - 60, 0) : at]!r}"
                at = place


def test_a_scanner_reads_the_code_of_every_paper_from_150_dpi(every_paper, tmp_path):
    def wrong(paper):
        expected = next(pattern for start, pattern in CODES.items() if paper.stem.startswith(start))
        read = judges.scanned(paper, tmp_path, sheet=judges.pages(paper) if is_slip(paper) else 1) if expected else []
        is_right = bool(read) and all(re.fullmatch(expected, code) for code in read)
        return [] if expected is None or is_right else [expected, *read]

    assert failing(every_paper, wrong) == {}
