"""Photos that may be hard to read: let through, but said. Thresholds are careful: a warning costs a second photo."""

from PIL import Image, ImageFilter, ImageOps, ImageStat

from portal.uploads.warnings import BLURRED, DARK, SMALL

SMALL_SIDE = 1000  # pixels of the long side
DARK_MEAN = 45  # of 255
BLURRED_VARIANCE = 8  # of the Laplacian, at the size below; a legible page has hundreds
LOOKED_AT_SIDE = 1000
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def warning_for(image: Image.Image) -> str:
    """The title of the first warning that holds (in Vietnamese, as stored), or ""."""
    if max(image.size) < SMALL_SIDE:
        return SMALL
    grey = ImageOps.grayscale(image)
    grey.thumbnail((LOOKED_AT_SIDE, LOOKED_AT_SIDE))
    if ImageStat.Stat(grey).mean[0] < DARK_MEAN:
        return DARK
    edges = grey.filter(_LAPLACIAN).crop((1, 1, grey.width - 1, grey.height - 1))  # the frame is left unfiltered
    return BLURRED if ImageStat.Stat(edges).var[0] < BLURRED_VARIANCE else ""
