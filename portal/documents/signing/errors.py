"""What stops a digital signature. `str()` is a full Vietnamese sentence for the person who signs, with what to do."""


class SigningFault(Exception):
    """Base."""


class KeyFileUnreadable(SigningFault):
    def __init__(self) -> None:
        super().__init__("Tệp này không phải tệp khóa PKCS#12 (.p12 hoặc .pfx). Chọn đúng tệp do tổ chức chứng thực cấp.")


class WrongPassphrase(SigningFault):
    def __init__(self) -> None:
        super().__init__("Mật khẩu của tệp khóa chưa đúng. Nhập lại mật khẩu được cấp cùng tệp.")


class KeyUnfit(SigningFault):
    """The file holds no key that can sign papers; the sentence says why."""


class NotTheHolder(SigningFault):
    def __init__(self, holder: str, person: str) -> None:
        super().__init__(f"Chứng thư này cấp cho “{holder}”, không phải “{person}”. Chọn tệp khóa của chính mình.")


class NotTrusted(SigningFault):
    def __init__(self, issuer: str) -> None:
        super().__init__(
            f"Chứng thư do “{issuer}” cấp, không thuộc các tổ chức chứng thực mà cổng tin cậy. Liên hệ quản trị hệ thống."
        )


class KeyMissing(SigningFault):
    def __init__(self) -> None:
        super().__init__("Chưa nhập khóa ký số. Nhập khóa ở trang Chữ ký số, hoặc chuyển sang ký trên giấy. Chưa cấp số nào.")


class KeyExpired(SigningFault):
    def __init__(self, day: str) -> None:
        super().__init__(
            f"Chứng thư chữ ký số đã hết hạn {day}. Nhập khóa mới ở trang Chữ ký số, hoặc chuyển sang ký trên giấy. "
            "Chưa cấp số nào."
        )


class KeyNotYetValid(SigningFault):
    def __init__(self, day: str) -> None:
        super().__init__(f"Chứng thư chữ ký số chỉ có hiệu lực từ {day}. Đến ngày đó mới ký số được. Chưa cấp số nào.")


class KeyRevoked(SigningFault):
    def __init__(self) -> None:
        super().__init__(
            "Chứng thư chữ ký số đã bị tổ chức chứng thực thu hồi. Nhập khóa mới, hoặc chuyển sang ký trên giấy. "
            "Chưa cấp số nào."
        )


class TokenUnreachable(SigningFault):
    """The token is not plugged in, its PIN is not set or wrong, or the key is no longer on it."""

    def __init__(self) -> None:
        super().__init__(
            "Không đọc được thiết bị chứa khóa ký số. Kiểm tra thiết bị đã cắm và mã PIN rồi ký lại, "
            "hoặc chuyển sang ký trên giấy. Chưa cấp số nào."
        )


class TimestampServerDown(SigningFault):
    """The timestamp server gave no usable answer: the signature stays B-B for now."""
