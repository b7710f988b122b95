"""A sheet as a telephone takes it: rasterised, held askew under a lamp, blurred, noisy, squeezed to JPEG. Pillow only."""

import io
import random
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

TABLE = "#6b533d"


def sheet(pdf: Path, *, dpi: int = 250) -> Image.Image:
    """The first sheet, as printed."""
    name = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(dpi), "-png", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(name)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Image.open(pdf.with_suffix(".png")) as picture:
        return picture.convert("RGB")


def photographed(page: Image.Image, *, seed: int = 1) -> bytes:
    """Tilted by some degrees, corners shifted to 5 %, light falling off to two thirds, a shadow, noise, JPEG q60."""
    chance = random.Random(seed)
    table = Image.new("RGB", (int(page.width * 1.15), int(page.height * 1.12)), TABLE)
    table.paste(page, (int(page.width * 0.07), int(page.height * 0.06)))
    table = table.rotate(chance.uniform(-8, 8), resample=Image.Resampling.BICUBIC, fillcolor=TABLE)
    width, height = table.size
    corners = [(x + chance.uniform(-0.05, 0.05) * width, y + chance.uniform(-0.05, 0.05) * height) for x, y in _corners(table)]
    askew = table.transform(
        table.size,
        Image.Transform.PERSPECTIVE,
        _perspective(_corners(table), corners),
        Image.Resampling.BICUBIC,
        fillcolor=TABLE,
    )
    lit = ImageChops.multiply(askew, _light(askew.size, chance))
    noise = Image.effect_noise(lit.size, 14).convert("RGB")
    grainy = ImageChops.add(lit.filter(ImageFilter.GaussianBlur(0.8)), noise, scale=1.0, offset=-128)
    out = io.BytesIO()
    grainy.save(out, "JPEG", quality=60)
    return out.getvalue()


def _light(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """A lamp on one side, and the soft edge of a shadow across the sheet."""
    slope = Image.linear_gradient("L").rotate(chance.choice([0, 90, 180, 270])).resize(size)
    light = slope.point(lambda value: 165 + value * 90 // 255)
    shadow = Image.new("L", size, 255)
    pen = ImageDraw.Draw(shadow)
    pen.polygon([(0, size[1] * 0.55), (size[0] * 0.5, size[1]), (0, size[1])], fill=190)
    shadow = shadow.filter(ImageFilter.GaussianBlur(size[0] / 30))
    return Image.merge("RGB", [ImageChops.multiply(light, shadow)] * 3)


def _corners(picture: Image.Image) -> list[tuple[float, float]]:
    return [(0, 0), (picture.width, 0), (picture.width, picture.height), (0, picture.height)]


def _perspective(seen: list[tuple[float, float]], true: list[tuple[float, float]]) -> list[float]:
    """The eight numbers that Pillow asks for, by elimination."""
    rows = []
    for (x, y), (u, v) in zip(seen, true, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                rows[row] = [a - rows[row][column] * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[8] for row in rows]
