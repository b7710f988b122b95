"""Three papers look as they did. A change that is meant: `.venv/bin/python -m tests.documents.looks`, then look and commit."""

import os

import pytest
from PIL import Image, ImageDraw

from tests.documents import looks

pytestmark = [pytest.mark.django_db, pytest.mark.pure]


@pytest.mark.parametrize("name", looks.PAPERS)
def test_a_paper_looks_as_it_did(name, every_paper, tmp_path):
    if "ACCEPT_LOOKS" in os.environ:
        looks.accept(every_paper, tmp_path)
    with Image.open(looks.KEPT / f"{name}.png") as kept:
        assert looks.squares_that_differ(looks.looks_of(every_paper[name], tmp_path), kept) == []


def test_a_word_that_moved_is_seen(every_paper, tmp_path):
    look = looks.looks_of(every_paper[looks.PAPERS[0]], tmp_path)
    moved = look.copy()
    moved.paste(look.crop((80, 100, 300, 200)), (80, 106))
    assert len(looks.squares_that_differ(look, moved)) > 10


def test_a_new_line_is_seen(every_paper, tmp_path):
    look = looks.looks_of(every_paper[looks.PAPERS[0]], tmp_path)
    drawn = look.copy()
    ImageDraw.Draw(drawn).line((60, 300, 300, 300), fill=0, width=2)
    assert looks.squares_that_differ(look, drawn)
