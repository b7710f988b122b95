"""Photos that may be hard to read: let through, but said. Thresholds are careful: a warning costs a second photo."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import Image, ImageFilter, ImageOps, ImageStat

SMALL = gettext_noop("Ảnh nhỏ, có thể không đọc được chữ")
DARK = gettext_noop("Ảnh tối, có thể không đọc được chữ")
BLURRED = gettext_noop("Ảnh mờ, có thể không đọc được chữ")
ADVICE = {
    SMALL: gettext_noop("Nên lại gần hơn và chụp lại."),
    DARK: gettext_noop("Nên chụp lại ở nơi đủ sáng."),
    BLURRED: gettext_noop("Nên giữ chắc máy, chạm vào giấy tờ trên màn hình để lấy nét rồi chụp lại."),
}

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


def warning_in_words(warning: str, width: int | None, height: int | None) -> tuple[str, str]:
    """(title, what to do) in the reader's language; the size is named where it is the reason."""
    advice = _(ADVICE[warning]) if warning in ADVICE else ""
    if warning == SMALL and width and height:
        advice = _("%(width)s × %(height)s điểm ảnh.") % {"width": width, "height": height} + " " + advice
    return (_(warning) if warning in ADVICE else warning), advice
