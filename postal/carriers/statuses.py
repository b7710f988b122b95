"""The status codes of MyVNPost, and what each means to a parcel of ours. Source: domain reference §8.5."""

from enum import StrEnum

from postal.models import FailureReason


class Meaning(StrEnum):
    """What a code tells. NEWS is written into the parcel's history and moves nothing."""

    NEWS = "news"
    DELIVERED = "delivered"
    FAILED = "failed"
    RETURNED = "returned"


STATUSES: dict[int, tuple[Meaning, str]] = {
    10: (Meaning.NEWS, "Đơn gửi đã xóa"),
    20: (Meaning.NEWS, "Đã gửi sang hệ thống bưu điện"),
    60: (Meaning.NEWS, "Đơn gửi đã hủy"),
    61: (Meaning.NEWS, "Đã báo hủy"),
    62: (Meaning.NEWS, "Bưu điện đã nhận báo hủy"),
    70: (Meaning.NEWS, "Bưu cục đã nhận"),
    91: (Meaning.FAILED, "Phát không thành công"),
    100: (Meaning.DELIVERED, "Phát thành công"),
    110: (Meaning.NEWS, "Đã thu tiền, chờ trả cơ quan"),
    120: (Meaning.NEWS, "Bưu điện báo đã trả tiền thu hộ cho cơ quan"),
    161: (Meaning.NEWS, "Phát hoàn chưa thành công"),
    170: (Meaning.RETURNED, "Phát hoàn thành công"),
}
UNSAID_REASON = FailureReason.ABSENT  # a failure without a reason: most are


def meaning_of(status: int) -> Meaning:
    """Raises KeyError for a code that is not the carrier's."""
    return STATUSES[status][0]


def label_of(status: int) -> str:
    return STATUSES[status][1]
