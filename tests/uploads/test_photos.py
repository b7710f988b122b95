"""Photos are decoded, turned upright and written anew; doubtful ones pass with a warning."""

from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from portal.uploads import UploadRefused, check
from portal.uploads.warnings import BLURRED, DARK, SMALL
from tests import pictures


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_photo_becomes_a_jpeg_of_our_own(form):
    kept = check(f"anh.{form.lower()}", pictures.photo(form=form))
    assert (kept.content_type, kept.width, kept.height, kept.warning) == ("image/jpeg", 1600, 1200, "")
    assert opened(kept.content).format == "JPEG"


def test_exif_and_place_are_gone():
    kept = check("anh.jpg", pictures.photo(exif=pictures.exif_with_place()))
    assert not opened(kept.content).getexif()
    assert b"Exif" not in kept.content
    assert b"Exif" not in kept.thumbnail


def test_what_hides_behind_a_photo_is_gone():
    kept = check("anh.jpg", pictures.photo() + b"<script>alert(1)</script>")
    assert b"<script>" not in kept.content


def test_a_photo_taken_sideways_is_turned_upright():
    kept = check("anh.jpg", pictures.photo(exif=pictures.exif_with_place(orientation=6)))
    assert (kept.width, kept.height) == (1200, 1600)


def test_a_large_photo_is_made_smaller():
    kept = check("anh.jpg", pictures.photo(6000, 4500))
    assert (kept.width, kept.height) == (4000, 3000)


def test_there_is_a_thumbnail():
    assert max(opened(check("anh.jpg", pictures.photo()).thumbnail).size) == 480


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_every_kind_of_pixels_is_taken(mode):
    grey = pictures.image().convert("L")
    picture = Image.frombytes("I;16", grey.size, bytes(2 * grey.width * grey.height)) if mode == "I;16" else grey.convert(mode)
    out = BytesIO()
    picture.save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert check("anh", out.getvalue()).width == 1600


def test_what_is_transparent_becomes_paper():
    out = BytesIO()
    Image.new("RGBA", (1200, 1200), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(check("anh.png", out.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        (pictures.photo(640, 480), SMALL),
        (pictures.photo(light=0.12), DARK),
        (pictures.photo(blur=14), BLURRED),
    ],
)
def test_a_photo_that_may_be_unreadable_passes_with_a_warning(content, warning):
    assert check("anh.jpg", content).warning == warning


def test_sixty_thousand_by_sixty_thousand_dots_are_refused_before_decoding():
    with pytest.raises(UploadRefused, match="quá nhiều điểm ảnh"):
        check("lon.png", pictures.bomb())


def test_a_photo_above_the_limit_of_dots_is_refused():
    with pytest.raises(UploadRefused, match="quá nhiều điểm ảnh"):
        check("lon.png", pictures.bomb(8_000))


def test_a_truncated_photo_is_refused_whatever_other_libraries_have_set(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    content = pictures.photo()
    with pytest.raises(UploadRefused, match="bị hỏng hoặc chưa tải hết"):
        check("anh.jpg", content[: len(content) // 2])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_no_damage_leads_to_anything_but_a_sentence(form):
    whole = pictures.photo(300, 200, form=form)
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        for content in (damaged, whole[:place]):
            with suppress(UploadRefused):
                assert check("anh", content).content_type == "image/jpeg"
