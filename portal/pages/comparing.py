"""Two versions of a page side by side: which lines came, which went."""

import difflib
from dataclasses import dataclass

from portal.pages.models import PageVersion

AROUND = 2  # lines shown around a change
PARTS = (
    ("title_vi", "Tiêu đề"),
    ("body_vi", "Nội dung"),
    ("title_en", "Tiêu đề tiếng Anh"),
    ("body_en", "Nội dung tiếng Anh"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """`sign`: "+" came, "-" went, " " stayed, "…" lines left out."""

    sign: str
    text: str


def changes(old: PageVersion, new: PageVersion) -> list[tuple[str, list[Line]]]:
    """For each part that differs its name and its lines."""
    found = [(name, _lines(getattr(old, part), getattr(new, part))) for part, name in PARTS]
    return [(name, lines) for name, lines in found if lines]


def _lines(old: str, new: str) -> list[Line]:
    told = list(difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=AROUND))[2:]
    lines = [Line("…", "") if line.startswith("@@") else Line(line[0], line[1:]) for line in told]
    return lines[1:]  # what is before the first change is not worth a line
