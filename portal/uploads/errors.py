"""Why a file is refused, in a sentence that says what is wrong and what to do instead. Source: visual.md §9."""

from django.utils.translation import gettext as _

NAME_SHOWN = 60  # characters of a file name inside a sentence


class UploadRefused(Exception):
    """The file is not taken; `str()` may be shown."""


def empty(name: str) -> UploadRefused:
    return UploadRefused(_("Tệp “%(name)s” không có nội dung. Chọn lại tệp hoặc chụp ảnh thay thế") % _named(name))


def too_big(name: str, size: int, limit: int) -> UploadRefused:
    values = {"size": _megabytes(size), "limit": _megabytes(limit)} | _named(name)
    return UploadRefused(_("Tệp “%(name)s” nặng %(size)s MB. Chọn tệp dưới %(limit)s MB hoặc chụp ảnh thay thế") % values)


def wrong_type(name: str) -> UploadRefused:
    return UploadRefused(_("Tệp “%(name)s” không phải ảnh hoặc PDF. Chụp ảnh giấy tờ rồi tải lên lại") % _named(name))


def broken(name: str) -> UploadRefused:
    return UploadRefused(
        _("Tệp “%(name)s” bị hỏng hoặc chưa tải hết nên không mở được. Chụp lại hoặc chọn tệp khác") % _named(name)
    )


def too_many_pixels(name: str, limit: int) -> UploadRefused:
    values = {"limit": limit // 1_000_000} | _named(name)
    sentence = _("Ảnh “%(name)s” có quá nhiều điểm ảnh, trên %(limit)s triệu. Chụp lại bằng điện thoại ở cỡ ảnh thường")
    return UploadRefused(sentence % values)


def has_password(name: str) -> UploadRefused:
    return UploadRefused(_("Tệp “%(name)s” có mật khẩu. Bỏ mật khẩu rồi tải lên lại, hoặc chụp ảnh thay thế") % _named(name))


def has_program(name: str) -> UploadRefused:
    sentence = _("Tệp “%(name)s” có chứa chương trình tự chạy. In ra PDF mới rồi tải lên lại, hoặc chụp ảnh thay thế")
    return UploadRefused(sentence % _named(name))


def has_files(name: str) -> UploadRefused:
    sentence = _("Tệp “%(name)s” có tệp khác đính kèm bên trong. In ra PDF mới rồi tải lên lại, hoặc chụp ảnh thay thế")
    return UploadRefused(sentence % _named(name))


def too_many_pages(name: str, pages: int, limit: int) -> UploadRefused:
    values = {"pages": pages, "limit": limit} | _named(name)
    return UploadRefused(_("Tệp “%(name)s” có %(pages)s trang. Chỉ tải các trang cần thiết, tối đa %(limit)s trang") % values)


def infected(name: str) -> UploadRefused:
    return UploadRefused(_("Tệp “%(name)s” có mã độc nên không nhận được. Chụp ảnh giấy tờ rồi tải lên lại") % _named(name))


def not_scanned(name: str) -> UploadRefused:
    return UploadRefused(_("Chưa kiểm tra được tệp “%(name)s”. Thử lại sau ít phút") % _named(name))


def _named(name: str) -> dict[str, str]:
    shown = name if len(name) <= NAME_SHOWN else f"{name[: NAME_SHOWN - 12]}…{name[-11:]}"
    return {"name": shown}


def _megabytes(size: int) -> str:
    """ "14", or "10,4" where rounding would hide that the limit is passed."""
    tenths = round(size / 104_857.6)
    return f"{tenths // 10}" if tenths % 10 == 0 or tenths >= 110 else f"{tenths // 10},{tenths % 10}"
