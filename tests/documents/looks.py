"""How three papers look, kept as small grey pictures. `python -m tests.documents.looks` accepts what they look like now.

Fonts are shipped, so a paper looks the same everywhere but for the smoothing of edges: pictures are compared as a grid of
squares of about 3 mm, each with its mean grey.
"""

import os
import sys
from pathlib import Path

from PIL import Image, ImageChops

from tests.documents import judges

KEPT = Path(__file__).parent / "data/looks"
PAPERS = ("trich-luc-birth-2026", "trich-luc-marriage-2026", "giay-tiep-nhan")
DPI = 45
SQUARE = 5  # pixels: 2.8 mm
MOST_GREY = 24  # of 255: a word that moved by its own height differs by 60 and more


def looks_of(paper: Path, folder: Path) -> Image.Image:
    """The first sheet, small and grey."""
    target = folder / f"look-{paper.stem}"
    judges.run("pdftoppm", "-r", DPI, "-gray", "-png", "-f", 1, "-l", 1, "-singlefile", paper, target)
    with Image.open(target.with_suffix(".png")) as picture:
        return picture.convert("L")


def squares_that_differ(one: Image.Image, other: Image.Image) -> list[tuple[int, int]]:
    """Column and row of each square that does not look the same; everything where the sheets have different sizes."""
    if one.size != other.size:
        return [(-1, -1)]
    size = (one.width // SQUARE, one.height // SQUARE)
    grids = [picture.resize(size, Image.Resampling.BOX) for picture in (one, other)]
    found = ImageChops.difference(*grids)
    return [(at % size[0], at // size[0]) for at, grey in enumerate(found.tobytes()) if grey > MOST_GREY]


def accept(papers: dict[str, Path], folder: Path) -> None:
    KEPT.mkdir(exist_ok=True)
    for name in PAPERS:
        looks_of(papers[name], folder).save(KEPT / f"{name}.png", optimize=True)


def main() -> None:
    """Runs the one test that makes the samples, and keeps what they look like instead of comparing."""
    import pytest  # noqa: PLC0415  the runner itself: only where this is a command

    os.environ["ACCEPT_LOOKS"] = "1"
    sys.exit(pytest.main(["-q", str(Path(__file__).parent / "test_looks.py")]))


if __name__ == "__main__":
    main()
