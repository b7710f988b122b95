"""What is said of a photo that may be hard to read. Apart from quality.py, which loads the decoder of photos."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SMALL = gettext_noop("Ảnh nhỏ, có thể không đọc được chữ")
DARK = gettext_noop("Ảnh tối, có thể không đọc được chữ")
BLURRED = gettext_noop("Ảnh mờ, có thể không đọc được chữ")
ADVICE = {
    SMALL: gettext_noop("Nên lại gần hơn và chụp lại."),
    DARK: gettext_noop("Nên chụp lại ở nơi đủ sáng."),
    BLURRED: gettext_noop("Nên giữ chắc máy, chạm vào giấy tờ trên màn hình để lấy nét rồi chụp lại."),
}


def warning_in_words(warning: str, width: int | None, height: int | None) -> tuple[str, str]:
    """(title, what to do) in the reader's language; the size is named where it is the reason."""
    advice = _(ADVICE[warning]) if warning in ADVICE else ""
    if warning == SMALL and width and height:
        advice = _("%(width)s × %(height)s điểm ảnh.") % {"width": width, "height": height} + " " + advice
    return (_(warning) if warning in ADVICE else warning), advice
