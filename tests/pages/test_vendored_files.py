"""What others wrote is kept as it came, with its licence, and asks for no file that is not there."""

import hashlib
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
LISTED = dict(
    reversed(line.split(maxsplit=1))
    for line in (STATIC / "vendor/CHECKSUMS").read_text().splitlines()
    if not line.startswith("#")
)
VENDORED = sorted(
    str(path.relative_to(STATIC))
    for folder in ("vendor", "fonts")
    for path in (STATIC / folder).rglob("*")
    if path.is_file() and path.name != "CHECKSUMS"
)


def test_the_list_names_every_vendored_file():
    assert sorted(LISTED) == VENDORED


@pytest.mark.parametrize("name", VENDORED)
def test_a_vendored_file_is_as_it_came(name):
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize("folder", ["vendor/bootstrap", "vendor/bootstrap-icons", "fonts"])
def test_each_vendored_folder_carries_its_licence(folder):
    assert list((STATIC / folder).glob("LICENSE*"))


def test_no_sheet_or_script_names_a_source_map():
    """The manifest storage refuses to collect a file whose map is missing."""
    texts = [path.read_text() for path in STATIC.rglob("*") if path.suffix in {".css", ".js"}]
    assert not any("sourceMappingURL" in text for text in texts)
